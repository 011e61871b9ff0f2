"""A recruiter goes through a shortlist of several pages: without script, by keyboard, on a phone."""

import pytest
from playwright.sync_api import expect

from hiring.db import db
from tests.journeys.steps import press
from tests.support.pool import fill

FOCUSED = "document.activeElement.textContent.trim()"


@pytest.fixture(scope="module")
def long(desk):
    """The address of a shortlist with 130 made-up people."""
    opening_id = desk.another_opening()
    fill([opening_id], 130, assessment_id=desk.opening().assessment_id)
    db.session.remove()
    return f"/openings/{opening_id}/shortlist"


def recruiter(desk, visitor, **options):
    visit = visitor(**options)
    visit.page.goto(desk.sign_in_link("recruiter"))
    press(visit.page, "Sign in")
    return visit


def names(page):
    return page.locator("tbody th[scope=row] a").all_inner_texts()


def test_without_script_all_pages_together_show_everybody_once(desk, visitor, long):
    visit = recruiter(desk, visitor, java_script_enabled=False)
    visit.page.goto(visit.watch.origin + long)
    seen = names(visit.page)
    for where in ("People 51 to 100 of 130", "People 101 to 130 of 130"):
        visit.page.get_by_role("link", name="Next page").click()
        expect(visit.page.get_by_text(where)).to_be_visible()
        seen += names(visit.page)
    assert len(seen) == len(set(seen)) == 130
    assert visit.page.get_by_role("link", name="Next page").count() == 0


def test_each_page_is_sound_and_fits_a_phone(desk, visitor, long):
    visit = recruiter(desk, visitor)
    visit.open(long)
    visit.page.get_by_text("Go to a group").click()
    visit.stop("groups")
    visit.page.get_by_role("link", name="Group 2", exact=True).click()
    visit.stop("second group")
    opening = long.removesuffix("/shortlist")
    for page in (f"{long}?warmth=2&empathic=1&places=5", f"{opening}/weights", f"{opening}/cut"):
        visit.open(page)
    assert (visit.found, visit.wide, visit.watch.foreign) == ([], [], [])


def test_by_keyboard_one_reaches_a_group_and_the_next_page(desk, visitor, long):
    page = recruiter(desk, visitor).page
    page.goto(desk.url + long)
    for wanted in ("Go to a group", "Group 2"):
        tab_to(page, wanted)
        page.keyboard.press("Enter")
    expect(page.locator("tbody tr").first).to_be_visible()
    page.wait_for_url("**band=2")
    tab_to(page, "Next page", most=120)
    page.keyboard.press("Enter")
    page.wait_for_url("**after=*")


def tab_to(page, wanted, most=60):
    """Press Tab until the focus is on something with these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == wanted:
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")
