"""Nothing that a person typed is lost, whatever the network, the server or another tab does."""

import json

import pytest
from playwright.sync_api import expect

BOX = "Write the reply"
NEVER_SENT = {"answer": {"text": "Typed just before the crash"}, "revision": 0, "write": None}
JOURNAL = "localStorage.getItem('hiring.answer.sample-3')"


def write(page, text: str) -> None:
    page.get_by_label(BOX).fill(text)


def wait_for_status(page, words: str) -> None:
    page.locator("#save-status").get_by_text(words, exact=True).wait_for(timeout=6000)


def journal(page) -> dict | None:
    kept = page.evaluate(JOURNAL)
    return json.loads(kept) if kept else None


@pytest.fixture
def hasty(page):
    """The same page with a clock that a test can put forward."""
    page.clock.install()
    page.reload()
    return page


def test_a_pause_saves_the_answer_and_says_so(page, site):
    write(page, "I am sorry.\nI will call.")
    wait_for_status(page, "Saved at 10:42")
    (sent,) = site.saved.writes
    assert len(sent.pop("key")) == 36
    assert sent == {"task": "sample-3", "revision": 0, "text": "I am sorry.\nI will call.", "token": "token-1"}
    assert journal(page) is None
    assert page.locator("input[name=revision]").input_value() == "1"


def test_someone_who_does_not_pause_is_saved_within_two_seconds(page, site):
    page.get_by_label(BOX).press_sequentially("abcdefghijklmnopqrst", delay=130)
    assert len(site.saved.writes) >= 1
    wait_for_status(page, "Saved at 10:42")


def test_leaving_the_box_saves_at_once(page, site):
    write(page, "Short")
    with page.expect_response("**/save", timeout=600):
        page.get_by_label(BOX).blur()
    assert site.saved.text == "Short"


def test_one_write_is_under_way_at_a_time_and_the_newest_text_wins(page, site):
    site.saved.delays = [1.5]
    write(page, "one")
    page.get_by_label(BOX).blur()
    wait_for_status(page, "Saving")
    write(page, "one two")
    page.get_by_label(BOX).blur()
    assert len(site.saved.writes) == 1
    expect(page.locator("[name=revision]")).to_have_value("2")
    assert (site.saved.text, site.saved.conflicts) == ("one two", 0)


@pytest.mark.parametrize("trouble", [500, 503, 429])
def test_a_server_in_trouble_gets_the_same_write_again(hasty, site, trouble):
    site.saved.troubles = [trouble]
    write(hasty, "Hello")
    wait_for_status(hasty, "Not saved yet")
    assert "That is our fault" in hasty.locator("[data-autosave-notice]").text_content()
    hasty.clock.run_for(2000)
    wait_for_status(hasty, "Saved at 10:42")
    assert len({sent["key"] for sent in site.saved.writes}) == 1
    assert hasty.locator("[data-autosave-notice]").text_content() == ""


def test_offline_the_text_is_kept_here_and_sent_when_the_network_is_back(page, visit, site):
    visit.set_offline(True)
    write(page, "Typed in a tunnel")
    page.get_by_text("You are offline. Your text is kept on this device").wait_for()
    assert journal(page)["answer"]["text"] == "Typed in a tunnel"
    page.get_by_role("button", name="Save and continue").click()
    assert page.get_by_label(BOX).input_value() == "Typed in a tunnel"
    visit.set_offline(False)
    wait_for_status(page, "Saved at 10:42")
    assert (site.saved.text, journal(page)) == ("Typed in a tunnel", None)


def test_a_browser_that_died_offline_brings_the_text_back(page, visit, site):
    visit.set_offline(True)
    write(page, "Before the crash")
    page.get_by_text("You are offline").wait_for()
    page.close()
    visit.set_offline(False)
    again = visit.new_page()
    again.goto(f"{site.url}/situation")
    wait_for_status(again, "Saved at 10:42")
    assert again.get_by_label(BOX).input_value() == site.saved.text == "Before the crash"


def test_an_answer_that_arrived_unheard_is_not_saved_twice(hasty, site):
    site.saved.lost_replies = 1
    write(hasty, "Once")
    wait_for_status(hasty, "Not saved yet")
    hasty.clock.run_for(2000)
    wait_for_status(hasty, "Saved at 10:42")
    assert [sent["text"] for sent in site.saved.writes] == ["Once", "Once"]
    assert (site.saved.revision, site.saved.conflicts) == (1, 0)


def test_another_tab_is_shown_and_never_overwritten(page, site):
    site.saved.revision, site.saved.text = 4, "From the other tab"
    write(page, "From this tab")
    page.get_by_role("heading", name="Another tab or device changed this answer").wait_for()
    assert page.get_by_label(BOX).input_value() == "From this tab"
    assert page.locator("[data-autosave-other]").text_content() == "From the other tab"
    write(page, "From this tab, longer")
    page.get_by_label(BOX).blur()
    assert site.saved.text == "From the other tab"
    assert page.locator("input[name=revision]").input_value() == "0"


def test_the_other_text_can_be_taken_and_the_own_one_brought_back(page, site):
    site.saved.revision, site.saved.text = 4, "Theirs"
    write(page, "Mine")
    page.get_by_role("button", name="Use this text").click()
    assert page.get_by_label(BOX).input_value() == "Theirs"
    assert page.locator("[data-autosave-other]").text_content() == "Mine"
    page.get_by_role("button", name="Change back").click()
    wait_for_status(page, "Saved at 10:42")
    assert (site.saved.text, site.saved.revision) == ("Mine", 5)


def test_the_own_text_can_be_kept(page, site):
    site.saved.revision, site.saved.text = 4, "Theirs"
    write(page, "Mine")
    page.get_by_role("button", name="Keep what I have").click()
    wait_for_status(page, "Saved at 10:42")
    assert (site.saved.text, site.saved.revision) == ("Mine", 5)
    assert page.get_by_role("button", name="Use this text").count() == 0


def test_an_old_journal_meets_a_newer_answer_as_a_conflict(page, visit, site):
    visit.set_offline(True)
    write(page, "Old words of the phone")
    page.get_by_text("You are offline").wait_for()
    page.close()
    site.saved.revision, site.saved.text = 3, "New words of the laptop"
    visit.set_offline(False)
    again = visit.new_page()
    again.goto(f"{site.url}/situation")
    again.get_by_role("heading", name="Another tab or device").wait_for()
    assert site.saved.text == "New words of the laptop"
    assert again.get_by_label(BOX).input_value() == "Old words of the phone"


def test_a_journal_that_was_never_sent_does_not_pass_for_the_newest(page, site):
    page.goto(f"{site.url}/person")
    page.evaluate("entry => localStorage.setItem('hiring.answer.sample-3', JSON.stringify(entry))", NEVER_SENT)
    site.saved.revision, site.saved.text = 3, "New words of the laptop"
    page.goto(f"{site.url}/situation")
    page.get_by_role("heading", name="Another tab or device").wait_for()
    assert site.saved.text == "New words of the laptop"
    assert page.locator("input[name=revision]").input_value() == "0"


def test_an_open_choice_between_two_texts_survives_a_reload(page, site):
    site.saved.revision, site.saved.text = 4, "Theirs"
    write(page, "Mine")
    page.get_by_role("heading", name="Another tab or device").wait_for()
    page.reload()
    page.get_by_role("heading", name="Another tab or device").wait_for()
    assert page.get_by_label(BOX).input_value() == "Mine"
    assert site.saved.text == "Theirs"


@pytest.mark.parametrize("status", [400, 401, 403, 410])
def test_an_ended_visit_keeps_the_text_on_the_device(page, site, status):
    site.saved.troubles = [status]
    write(page, "Do not lose me")
    page.get_by_text("Please open your link again; your text is kept on this device").wait_for()
    assert journal(page)["answer"]["text"] == "Do not lose me"
    page.reload()
    wait_for_status(page, "Saved at 10:42")
    assert site.saved.text == "Do not lose me"


def test_a_refused_answer_says_why_and_the_next_one_is_sent(page, site):
    site.saved.troubles = [422]
    write(page, "x" * 901)
    page.get_by_text("Too long: 900 characters at most").wait_for()
    write(page, "Shorter")
    wait_for_status(page, "Saved at 10:42")
    assert site.saved.text == "Shorter"


def test_going_on_waits_for_the_save_and_carries_its_revision(page, site):
    site.saved.delays = [0.6]
    write(page, "Send me")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="Your answers are in").wait_for()
    (sent,) = site.saved.submits
    assert (sent["text"], sent["revision"]) == ("Send me", "1")
    assert sent["key"] not in {"page-key", site.saved.writes[0]["key"]}


def test_going_on_past_a_slow_save_sends_the_same_key(page, site):
    site.saved.delays = [3]
    write(page, "Send me")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="Your answers are in").wait_for()
    (sent,) = site.saved.submits
    assert (sent["key"], sent["revision"]) == (site.saved.writes[0]["key"], "0")


def test_choices_are_saved_too(page, site):
    page.goto(f"{site.url}/judging")
    page.get_by_label("Good", exact=True).check()
    wait_for_status(page, "Saved at 10:42")
    assert site.saved.choices == {"first": "4"}


def test_the_receipt_clears_the_journal(page, visit, site):
    visit.set_offline(True)
    write(page, "Left behind")
    page.get_by_text("You are offline").wait_for()
    page.close()
    visit.set_offline(False)
    receipt = visit.new_page()
    receipt.goto(f"{site.url}/receipt")
    assert receipt.evaluate(JOURNAL) is None


def test_without_script_the_form_sends_itself(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/situation")
    write(page, "Plain")
    page.get_by_role("button", name="Save and continue").click()
    context.close()
    (sent,) = site.saved.submits
    wanted = {"text": "Plain", "revision": "0", "key": "page-key", "csrf_token": "token-1"}
    assert sent == wanted
