"""Whatever is given: a finite figure, None, or a ValueError in words; never a crash, a warning or NaN."""

import dataclasses
import math
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.statistics import (
    agreement,
    dif,
    dif_levels,
    dif_logistic,
    generalizability,
    intraclass,
    items,
    krippendorff,
    options,
    raters,
    reliability,
    survival,
    validity,
)
from scoring.statistics.adverse_impact import adverse_impact, by_group, scored_high
from scoring.statistics.inputs import is_missing
from tests.support.figures import quick

number = st.sampled_from([0.0, 1.0, 1.0, 2.0, 3.0, 1e-9, 1e49]) | st.integers(0, 5).map(float)
hostile = number | st.sampled_from([-1.0, 1e-300, 1e300, math.nan, math.inf, None, "warm"])
row = st.lists(number, max_size=6) | st.lists(hostile, max_size=4)
bits = st.lists(st.sampled_from([0, 1]), max_size=6) | row
grid = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(number, min_size=width, max_size=width), max_size=5)
) | st.lists(row, max_size=4)

OF_ROWS = [
    agreement.exact_agreement,
    agreement.adjacent_agreement,
    agreement.crossed,
    validity.criterion_validity,
    items.drift,
    items.length_bias,
    raters.severity,
    raters.agreed,
    lambda one, other: raters.behind(one, other, one),
    lambda one, other: items.other_trait(one, other, list(reversed(one))),
    lambda one, other: items.difficulty(one),
    lambda one, other: items.spread(one),
    lambda one, other: options.option_curves(names(other), one),
]
OF_BITS = [
    lambda one, other, third: dif.mantel_haenszel(dif.strata(one, other, third)),
    dif_logistic.logistic_dif,
    lambda one, other, third: dif_levels.levels_dif(third, one, other),
    lambda one, other, third: survival.kaplan_meier(third, one),
    lambda one, other, third: survival.log_rank(third, one, other),
    lambda one, other, third: survival.turnover_by_band(third, one, other, by=2),
    lambda one, other, third: adverse_impact(*by_group(one, names(third))),
    lambda one, other, third: adverse_impact(*by_group(scored_high(third), names(one), names(other))),
]
OF_GRIDS = [
    agreement.weighted_kappa,
    intraclass.intraclass,
    reliability.cronbach_alpha,
    reliability.omega,
    generalizability.g_study,
    lambda scores: generalizability.d_study(generalizability.g_study(scores), {"i": 4}),
    lambda scores: reliability.subscores(scores, [0.5] * len(scores[0])) if scores else None,
    lambda scores: items.item_rest(scores, 0),
    *(lambda ratings, scale=scale: krippendorff.krippendorff_alpha(ratings, scale) for scale in krippendorff.SCALES),
]


def names(row_):
    """What a row calls its groups; NaN stays unknown, and infinity becomes a name like any other."""
    return [each if is_missing(each) else str(each) for each in row_]


def is_told(found):
    """Whether every number in an answer is finite or None."""
    if dataclasses.is_dataclass(found):
        return is_told([getattr(found, each.name) for each in dataclasses.fields(found)])
    if isinstance(found, Mapping):
        return is_told(list(found.values()))
    if isinstance(found, list | tuple | np.ndarray):
        return all(is_told(each) for each in found)
    return not isinstance(found, float) or math.isfinite(found)


def answers(asked, *given_):
    try:
        return is_told(asked(*given_))
    except ValueError as refused:
        return len(str(refused).split()) > 2


@pytest.mark.parametrize("asked", OF_ROWS)
@quick
@given(row, row)
def test_two_rows_of_anything_are_answered_or_refused(asked, one, other):
    both = min(len(one), len(other))
    assert answers(asked, one, other)
    assert answers(asked, one[:both], other[:both])


@pytest.mark.parametrize("asked", OF_BITS)
@quick
@given(st.integers(0, 6), bits, bits, row)
def test_groups_and_times_of_anything_are_answered_or_refused(asked, size, one, other, third):
    assert answers(asked, one, other, third)
    assert answers(asked, one[:size], (other * 6)[: len(one[:size])], (third * 6)[: len(one[:size])])


@pytest.mark.parametrize("asked", OF_GRIDS)
@quick
@given(grid)
def test_tables_of_anything_are_answered_or_refused(asked, scores):
    assert answers(asked, scores)
