"""The sample pages as people meet them: narrow, dark, without script, by keyboard, under the strict policy."""

import gzip
from pathlib import Path

import pytest

from tests.look.demo import PAGES
from tests.support.browser import violations, width_at

ROOT = Path(__file__).resolve().parents[2]
VENDORED = "hiring/static/vendor/govuk-frontend-6.6.0.min.css"


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing_on_any_page(browser, site, scheme, width):
    view = {"width": width, "height": 800}
    context = browser.new_context(color_scheme=scheme, viewport=view)
    page = context.new_page()
    found = []
    for name in PAGES:
        page.goto(f"{site.url}/{name}")
        found += [f"{name} {violation}" for violation in violations(page)]
    context.close()
    assert found == []


def test_axe_would_find_a_missing_label(page):
    page.evaluate("document.querySelectorAll('label').forEach(label => label.remove())")
    assert [v for v in violations(page) if v.startswith("label")]


def test_no_page_is_moved_sideways_on_a_phone_or_a_desk(visit, site):
    page = visit.new_page()
    wide = []
    for name in PAGES:
        page.goto(f"{site.url}/{name}")
        wide += [(name, width) for width in (320, 375, 1280) if width_at(page, width) != width]
    assert wide == []


def test_a_shortlist_with_every_trait_fits_a_desk_without_moving(visit, site):
    page = visit.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site.url}/shortlist")
    assert page.get_by_role("columnheader").count() == 12
    assert page.get_by_role("region", name="Shortlist").evaluate("each => each.scrollWidth - each.clientWidth") == 0


def test_no_page_asks_for_what_the_policy_refuses(visit, site):
    page = visit.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        page.goto(f"{site.url}/{name}")
    assert [words for words in said if "Security Policy" in words] == []
    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []


def test_a_wide_table_moves_inside_its_own_region_by_keyboard(visit, site):
    page = visit.new_page()
    page.set_viewport_size({"width": 700, "height": 600})
    page.goto(f"{site.url}/shortlist")
    region = page.get_by_role("region", name="Shortlist")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.scroll').scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth") == 700


def test_a_page_with_problems_starts_at_their_summary(visit, site):
    page = visit.new_page()
    page.goto(f"{site.url}/editor")
    assert "govuk-error-summary" in page.evaluate("document.activeElement.className")
    page.get_by_role("link", name="Enter a title").click()
    assert page.evaluate("document.activeElement.id") == "title"


def test_paper_is_white_in_dark_mode(browser, site):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site.url}/situation")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(18, 24, 23)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    context.close()


def test_the_facts_come_before_the_box(page):
    order = "document.querySelector('#facts').compareDocumentPosition(document.querySelector('#text'))"
    assert page.evaluate(order) == 4


def test_words_are_counted_after_a_pause(page):
    page.get_by_label("Write the reply").fill("I will call you at four.")
    line = page.locator(".word-count")
    line.get_by_text("You have 6 words. 60 to 150 words is typical.").wait_for()
    assert line.get_attribute("aria-live") == "polite"


def test_a_candidate_page_stays_inside_its_budget(app):
    first = ["hiring/static/hiring.css", "hiring/static/autosave.js", "hiring/static/words.js", VENDORED]
    html = len(gzip.compress(app.test_client().get("/judging").data))
    files = sum(len(gzip.compress((ROOT / name).read_bytes())) for name in first)
    assert html + files <= 60_000
    assert html <= 20_000
