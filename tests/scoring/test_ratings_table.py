"""Ratings by people come in a table; whatever is wrong with it is told with line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.reading import read_scenario
from scenarios.traits import Trait
from scoring.people import HumanRating
from scoring.ratings_table import BadTable, read_ratings
from tests.support.rated import table
from tests.support.samples import SAMPLE

SCENARIO = read_scenario(SAMPLE, "sample.yaml")
GOOD = ("s1", "Hello Noor.", "empathic", "3")


def told(made):
    with pytest.raises(BadTable) as refused:
        read_ratings(made, SCENARIO)
    return str(refused.value)


def test_a_rating_is_read_with_its_rater_and_its_group():
    made = table(
        [(*GOOD, "ana", "w1"), (*GOOD[:3], 4.5, "ben", "w1")], ("step", "text", "trait", "level", "rater", "group")
    )
    assert read_ratings(made, SCENARIO) == [
        HumanRating("s1", "Hello Noor.", Trait.EMPATHIC, 3.0, "ana", "w1"),
        HumanRating("s1", "Hello Noor.", Trait.EMPATHIC, 4.5, "ben", "w1"),
    ]  # fmt: skip


def test_a_second_level_is_another_raters():
    made = table(
        [(*GOOD, "5"), (*GOOD[:1], "Other.", *GOOD[2:], "")], ("step", "text", "trait", "level", "second_level")
    )
    assert [(each.level, each.rater) for each in read_ratings(made, SCENARIO)] == [(3, ""), (5, "second"), (3, "")]


def test_columns_may_stand_in_any_order_and_others_are_not_read():
    made = table([("x", "empathic", "3", "Hello.", "s2")], ("mine", "trait", "level", "text", "step"))
    assert read_ratings(made, SCENARIO) == [HumanRating("s2", "Hello.", Trait.EMPATHIC, 3.0)]


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (b"", "line 1, step: this column is missing. (3 more)"),
        (table([]), "line 1: there are no ratings below the header."),
        (table([GOOD[:3]], ("step", "text", "trait")), "line 1, level: this column is missing."),
        (
            table([(*GOOD, 1)], ("step", "text", "trait", "level", "level")),
            "line 1, level: this column is there twice.",
        ),
        (table([GOOD, ("s9", *GOOD[1:])]), "line 3, step: 's9' is no written step of B01; there are: s1, s2."),
        (table([("s1", " ", *GOOD[2:])]), "line 2, text: there is no answer to rate."),
        (
            table([(*GOOD[:2], "warmth", 3)]),
            "line 2, trait: 'warmth' is not rated in B01; there are: conscientious, empathic, anticipatory.",
        ),
        (table([(*GOOD[:3], "six")]), "line 2, level: 'six' is not a number from 1 to 5."),
        (table([(*GOOD[:3], "")]), "line 2, level: '' is not a number from 1 to 5."),
        (table([(*GOOD[:3], "5.1")]), "line 2, level: '5.1' is not a number from 1 to 5."),
        (table([(*GOOD[:3], "nan")]), "line 2, level: 'nan' is not a number from 1 to 5."),
        (table([GOOD, GOOD]), "line 3, rater: a rater without a name has rated this answer in line 2 already."),
        (
            table([("s1", "two\nlines", "empathic", 3), (*GOOD[:3], 9)]),
            "line 4, level: '9' is not a number from 1 to 5.",
        ),
        (b"step,text,trait,level\ns1,caf\xe9,empathic,3\n", "line 2: this is not UTF-8 text."),
        (b'step,text,trait,level\ns1,"open', "line 2: this is not CSV: unexpected end of data."),
        (table([("s1",)]), "line 2, text: there is no answer to rate. (2 more)"),
    ],
)
def test_a_fault_is_told_with_line_and_column(made, message):
    assert told(made) == message


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(noise):
    for made in (noise, b"step,text,trait,level\n" + noise):
        try:
            read_ratings(made, SCENARIO)
        except BadTable as error:
            assert error.faults
