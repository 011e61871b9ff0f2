"""The sample pages as people meet them: narrow, dark, without script, by keyboard, under the strict policy."""

import gzip
from pathlib import Path

import pytest

from tests.look.demo import PAGES

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VENDORED = "hiring/static/vendor/govuk-frontend-6.6.0.min.css"


def violations(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)["violations"]
    return [f"{v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_on_any_page(browser, site, scheme, width):
    view = {"width": width, "height": 800}
    context = browser.new_context(color_scheme=scheme, viewport=view, bypass_csp=True)
    page = context.new_page()
    found = []
    for name in PAGES:
        page.goto(f"{site.url}/{name}")
        found += [f"{name} {violation}" for violation in violations(page)]
    context.close()
    assert found == []


def test_axe_would_find_a_missing_label(browser, site):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{site.url}/situation")
    page.evaluate("document.querySelectorAll('label').forEach(label => label.remove())")
    assert [v for v in violations(page) if v.startswith("label")]
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_window_of_320_pixels(visit, site, name):
    page = visit.new_page()
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{site.url}/{name}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("name", PAGES)
def test_no_page_asks_for_what_the_policy_refuses(visit, site, name):
    page = visit.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text) if "Security Policy" in message.text else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}/{name}")
    assert said == []
    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []


def test_a_wide_table_moves_inside_its_own_region_by_keyboard(visit, site):
    page = visit.new_page()
    page.set_viewport_size({"width": 700, "height": 600})
    page.goto(f"{site.url}/shortlist")
    region = page.get_by_role("region", name="Shortlist")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert region.evaluate("region => region.scrollLeft") > 0
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
