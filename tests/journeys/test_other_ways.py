"""The same way without script, by keyboard alone, in the dark and on paper."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import answer_all, box, enter, eventually, go_to_writing, press

REPLY = (
    "I am sorry about your mother, Mr Okafor. I open the case now, which stops the bill. Who is the executor, please?"
)
FOCUSED = "document.activeElement"


def test_the_whole_way_without_script(desk, visitor):
    page = visitor(java_script_enabled=False).page
    enter(page, desk.invite("Plain"))
    page.get_by_role("button", name="Try a practice situation").click()
    page.locator("textarea").fill("Petar, with an A?")
    press(page, "See the feedback")
    page.get_by_role("button", name="Start").click()
    answered = answer_all(page)
    press(page, "Submit my answers")
    expect(page.get_by_role("heading", name="Your answers are in")).to_be_visible()
    assert answered == len(desk.kept()) == 19


def test_without_script_a_problem_is_said_and_nothing_is_lost(desk, visitor):
    page = visitor(java_script_enabled=False).page
    go_to_writing(page, desk.invite("Plain"))
    box(page).fill("Too short.")
    press(page, "Save and continue")
    page.get_by_role("link", name="Please write at least").click()
    assert page.url.endswith("#text")
    assert box(page).input_value() == "Too short."


def tab_to(page, wanted: str, most: int = 60) -> None:
    """Press Tab until the focus is on what is wanted, as a CSS selector."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"wanted => {FOCUSED}.matches(wanted)", wanted):
            return
    raise AssertionError(f"Tab never comes to {wanted}")


def press_focused(page, key: str = "Enter") -> None:
    """Use what has the focus and wait for the next page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def write_by_keyboard(page) -> None:
    tab_to(page, "textarea[name=text]")
    page.keyboard.insert_text(REPLY)
    tab_to(page, ".actions button")
    press_focused(page)


def test_a_whole_situation_by_keyboard_alone(desk, page):
    page.goto(desk.invite("Keys"))
    tab_to(page, "form button")
    press_focused(page)
    tab_to(page, "a[href='/sit/next']")
    press_focused(page)
    write_by_keyboard(page)
    tab_to(page, "[name=choice_best]")
    page.keyboard.press("Space")
    tab_to(page, "[name=choice_worst]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, ".actions button")
    press_focused(page, "Space")
    write_by_keyboard(page)
    expect(page.get_by_role("heading", name="Thirty-one days")).to_be_visible()
    eventually(lambda: desk.kept().get("S02.s2.open") == REPLY, "the second turn is kept")
    assert desk.kept()["S02.s1.open"] == REPLY


def test_what_has_the_focus_can_be_seen(desk, page):
    go_to_writing(page, desk.invite("Keys"))
    shown = f"getComputedStyle({FOCUSED}).outlineStyle + getComputedStyle({FOCUSED}).boxShadow"
    for wanted in ["textarea", ".actions button", ".actions a", ".link-button"]:
        tab_to(page, wanted)
        assert page.evaluate(shown) != "nonenone", wanted


def test_the_first_tab_leads_past_the_header(desk, page):
    go_to_writing(page, desk.invite("Keys"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.id") == "main"


@pytest.mark.parametrize("zoom", [2, 4])
def test_a_situation_can_be_read_when_it_is_enlarged(desk, visitor, zoom):
    page = visitor(viewport={"width": 1280 // zoom, "height": 1024 // zoom}).page
    go_to_writing(page, desk.invite("Zoomed"))
    assert page.evaluate("document.documentElement.scrollWidth") == 1280 // zoom


def test_paper_shows_the_situation_without_buttons(desk, page):
    go_to_writing(page, desk.invite("Paper"))
    page.emulate_media(media="print", color_scheme="dark")
    assert page.get_by_role("button", name="Save and continue").count() == 0
    expect(page.get_by_role("heading", name="What you can do here")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
