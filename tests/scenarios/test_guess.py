"""The guesser that sees no situation: what it goes by, and how often chance alone would be flagged."""

from itertools import permutations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.library import shipped
from scenarios.reading import read_scenario
from scenarios.rules.guess import GUESSED, OPTIONS, correlation, guess, standardised
from scenarios.rules.parts import keyed_parts
from scenarios.scenario import Option

PLAIN = ["We will see to it for you.", "Somebody comes here soon.", "That is not how it works."]


def options(*texts):
    return [Option(id=f"o{n}", text=text, key=3, traits={}, why="x") for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("plain", "better"),
    [
        ("We will see to it for you.", "We will see to it for you and for all of the others."),
        ("Somebody comes here soon.", "Somebody comes here soon?"),
        ("Somebody comes at ten.", "Somebody comes at 10."),
        ("I tell you, my friend, soon.", "I tell you, Noor, quite soon."),
        ("Maybe it can be done so.", "Surely it can be done so."),
    ],
    ids=["longer", "a question", "a figure", "a name", "no hedge"],
)
def test_each_cue_makes_an_option_look_better(plain, better):
    seen = guess(options(plain, better, *PLAIN))
    assert seen[1] > seen[0]


@given(st.lists(st.sampled_from(["Yes.", "Shall we?", "At 10, Noor.", "Maybe so."]), min_size=2, max_size=8))
def test_a_guess_is_centred_and_does_not_depend_on_the_order(texts):
    seen = guess(options(*texts))
    assert fmean(seen) == pytest.approx(0, abs=1e-9)
    assert guess(options(*texts[::-1]))[::-1] == pytest.approx(seen)


def test_chance_alone_is_flagged_about_one_time_in_twenty():
    shares = []
    for name, text in shipped()[::3]:
        for _, part in keyed_parts(read_scenario(text, name)):
            if len(part.scored) >= OPTIONS:
                seen, keys = guess(part.scored), [option.key for option in part.scored]
                orders = permutations(standardised(keys))
                flagged = [correlation_of(standardised(seen), order) >= GUESSED for order in orders]
                shares.append(fmean(flagged))
    assert fmean(shares) == pytest.approx(0.05, abs=0.03)


def correlation_of(one, other):
    """Pearson's r of values that are standardised already; `correlation` standardises each time."""
    return sum(x * y for x, y in zip(one, other, strict=True)) / len(one)


def test_correlation_is_what_it_is_of_standardised_values():
    one, other = [1.0, 4.0, 2.0, 8.0], [2.0, 3.0, 9.0, 7.0]
    assert correlation(one, other) == pytest.approx(correlation_of(standardised(one), standardised(other)))
