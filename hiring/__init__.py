"""The service: people, openings, sittings, scores, and the pages and commands around them."""
