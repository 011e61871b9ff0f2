"""What each rating rests on, as people meet it: closed, opened on a phone, and on paper."""

import pytest

from tests.look.demo import VALIDATION
from tests.support.browser import violations, width_at

SENTENCES = [standing.sentence for standing in VALIDATION.standings]


@pytest.fixture
def shortlist(visit, site):
    """The sample shortlist without script."""
    page = visit.new_page()
    page.goto(f"{site.url}/shortlist")
    return page


def shown(page):
    return [page.get_by_text(sentence).is_visible() for sentence in SENTENCES]


def test_the_sum_of_it_is_always_there_and_each_one_on_demand(shortlist):
    assert shortlist.get_by_text("1 of 3 scenario-trait pairs is validated").is_visible()
    assert shown(shortlist) == [False] * 3
    shortlist.locator("summary", has_text="What each rating rests on").press("Enter")
    assert shown(shortlist) == [True] * 3
    assert violations(shortlist) == []


def test_it_opens_on_a_phone_without_moving_sideways(shortlist):
    shortlist.get_by_text("What each rating rests on").click()
    assert width_at(shortlist, 320) == 320


def test_on_paper_it_stands_open(shortlist):
    shortlist.emulate_media(media="print")
    assert shown(shortlist) == [True] * 3
