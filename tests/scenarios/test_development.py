"""What people are told to practise is plain, theirs alone, and there for every trait and family."""

import pytest

from scenarios.development import suggestions
from scenarios.prose import phrases_in, reading_grade
from scenarios.rules.wording import IDIOMS, INSTEAD
from scenarios.scenario import FAMILIES
from scenarios.traits import Trait

ALL = [
    pytest.param(each, id=f"{name} {number}")
    for group in (suggestions().traits, suggestions().families)
    for name, offered in group.items()
    for number, each in enumerate(offered, 1)
]


def test_every_trait_and_every_family_has_suggestions():
    assert (set(suggestions().traits), set(suggestions().families)) == (set(Trait), set(FAMILIES))
    assert min(len(offered) for offered in suggestions().traits.values()) >= 2


@pytest.mark.parametrize("each", ALL)
def test_a_suggestion_is_plain_and_shuts_nobody_out(each):
    told = f"{each.practise} {each.help} {each.worked}"
    assert reading_grade(told) <= 8
    assert phrases_in(told, (*INSTEAD, *IDIOMS)) == []


def test_nothing_is_said_twice():
    told = [words for each in ALL for words in vars(each.values[0]).values()]
    assert len(told) == 3 * len(ALL) and len(set(told)) == len(told)
