"""HTML pages: fetch, form, act, redirect or render; no query and no commit stands here."""
