"""Nothing typed is lost against the real service, whatever happens to network, server, link or the other tab."""

import time

import pytest
from playwright.sync_api import expect

from hiring.actions import sittings
from tests.journeys.steps import box, enter, eventually, go_to_writing, press, status, wait_until_saved

FIRST = "S02.s1.open"
NOTICE = "[data-autosave-notice]"
JOURNAL = "Object.values(localStorage).join()"


@pytest.fixture
def writing(desk, page):
    """Somebody who has come as far as the first box."""
    go_to_writing(page, desk.invite("Writer"))
    return page


def test_typing_is_saved_within_two_seconds_of_a_pause_and_the_page_says_so(desk, writing):
    writing.locator("textarea").press_sequentially("I am sorry, Mr Okafor.", delay=10)
    paused = time.monotonic()
    wait_until_saved(writing)
    assert time.monotonic() - paused < 2
    assert desk.kept() == {FIRST: "I am sorry, Mr Okafor."}


def test_what_was_typed_before_the_script_came_is_saved_too(desk, page):
    held = []

    def hold(asked):
        held.append(asked)

    page.route("**/autosave.js*", hold)
    enter(page, desk.invite("Early"))
    page.get_by_role("link", name="Skip the practice and start").click(no_wait_after=True)
    box(page).fill("Typed at once, on a slow network.")
    eventually(lambda: page.wait_for_timeout(50) or held, "the script is asked for")
    held[0].continue_()
    wait_until_saved(page)
    assert desk.kept() == {FIRST: "Typed at once, on a slow network."}


def test_a_reload_and_another_device_show_what_was_saved(desk, page, visitor):
    link = desk.invite("Traveller")
    go_to_writing(page, link)
    box(page).fill("Begun on the phone.")
    wait_until_saved(page)
    page.reload()
    expect(box(page)).to_have_value("Begun on the phone.")
    laptop = visitor().page
    enter(laptop, link)
    laptop.get_by_role("link", name="Go on where I stopped").click()
    expect(box(laptop)).to_have_value("Begun on the phone.")


def test_offline_one_goes_on_typing_and_it_is_saved_when_the_network_is_back(desk, writing):
    writing.context.set_offline(True)
    box(writing).fill("In the tunnel")
    expect(writing.locator(NOTICE)).to_contain_text("You are offline")
    box(writing).press_sequentially(" and out again.")
    expect(box(writing)).to_have_value("In the tunnel and out again.")
    assert desk.kept() == {}
    writing.context.set_offline(False)
    eventually(lambda: desk.kept() == {FIRST: "In the tunnel and out again."}, "it is saved")
    wait_until_saved(writing)


def test_a_killed_server_loses_nothing(service, desk, writing):
    box(writing).fill("Before the crash")
    wait_until_saved(writing)
    service.kill()
    box(writing).press_sequentially(", and after it.")
    expect(writing.locator(NOTICE)).not_to_be_empty()
    service.start()
    eventually(lambda: desk.kept() == {FIRST: "Before the crash, and after it."}, "it is saved", 30)
    wait_until_saved(writing)


def test_two_tabs_show_both_texts_and_neither_is_overwritten(desk, writing):
    other = writing.context.new_page()
    other.goto(writing.url)
    box(writing).fill("From the first tab")
    wait_until_saved(writing)
    box(other).fill("From the second tab")
    expect(other.get_by_role("heading", name="Another tab or device changed this answer")).to_be_visible()
    expect(other.locator("[data-autosave-other]")).to_have_text("From the first tab")
    expect(box(other)).to_have_value("From the second tab")
    assert desk.kept() == {FIRST: "From the first tab"}
    other.get_by_role("button", name="Keep what I have").click()
    wait_until_saved(other)
    assert desk.kept() == {FIRST: "From the second tab"}


def test_what_was_submitted_elsewhere_says_so_and_stays(desk, writing):
    box(writing).fill("Submitted as it is")
    wait_until_saved(writing)
    elsewhere = writing.context.new_page()
    elsewhere.goto(f"{desk.url}/sit/check")
    press(elsewhere, "Submit my answers")
    box(writing).fill("Too late")
    expect(writing.locator(NOTICE)).to_have_text(
        "Your answers were submitted and stay as they are. Nothing was changed."
    )
    assert desk.kept() == {FIRST: "Submitted as it is"}


def test_a_revoked_link_keeps_the_text_on_the_device_and_says_what_to_do(desk, writing):
    desk.revoke()
    box(writing).fill("Do not lose me")
    expect(writing.locator(NOTICE)).to_contain_text("Please open your link again; your text is kept on this device")
    expect(status(writing)).to_have_text("Not saved")
    assert "Do not lose me" in writing.evaluate(JOURNAL)
    assert desk.kept() == {}


def test_a_fresh_link_brings_the_kept_text_to_the_server(desk, writing):
    desk.revoke()
    box(writing).fill("Do not lose me")
    expect(status(writing)).to_have_text("Not saved")
    go_to_writing(writing, desk.renew())
    expect(box(writing)).to_have_value("Do not lose me")
    wait_until_saved(writing)
    assert desk.kept() == {FIRST: "Do not lose me"}


def test_a_choice_is_saved_without_a_button(desk, writing):
    box(writing).fill("x" * 80)
    press(writing, "Save and continue")
    writing.locator("[name=choice_best]").nth(1).check()
    wait_until_saved(writing)
    writing.reload()
    expect(writing.locator("[name=choice_best]").nth(1)).to_be_checked()


def test_an_answer_as_long_as_the_limit_is_saved_and_a_longer_one_says_why(desk, writing):
    box(writing).fill("y" * sittings.LONGEST_DRAFT)
    wait_until_saved(writing)
    box(writing).fill("y" * (sittings.LONGEST_DRAFT + 1))
    expect(writing.locator(NOTICE)).to_contain_text("at most 10,000 can be kept")
    assert len(desk.kept()[FIRST]) == sittings.LONGEST_DRAFT
