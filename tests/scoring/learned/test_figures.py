"""Figures of a report: worked numbers, and what they are when nothing can be said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, f1_score, recall_score

from scoring.statistics.agreement import qwk
from scoring.statistics.figures import Rated, correlation, f1_by_level, figures, gain, partial, prmse, recall, smd
from scoring.statistics.kappa import draws, figure, kappa

FIVE = np.array([1.0, 2.0, 3.0, 4.0, 5.0])


def rated(human: np.ndarray, machine: np.ndarray, **given: object) -> Rated:
    size = len(human)
    usual = {
        "human": human,
        "values": machine,
        "levels": np.round(machine),
        "groups": np.arange(size),
        "words": np.arange(size),
        "lower": machine - 1,
        "upper": machine + 1,
        "margins": np.full(size, np.inf),
    }
    return Rated(**{**usual, "is_scale": True, **given})


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=40))
def test_kappa_is_that_of_scikit_learn_and_of_the_table(pairs):
    one, other = np.array(pairs, dtype=float).T
    if len(set(one) | set(other)) > 1:
        expected = cohen_kappa_score(one, other, labels=FIVE, weights="quadratic")
        assert kappa(one, other) == pytest.approx(expected, abs=1e-9)
        assert kappa(one, other) == pytest.approx(qwk(one, other), abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=2, max_size=40))
def test_f1_and_recall_are_those_of_scikit_learn(pairs):
    one, other = np.array(pairs, dtype=float).T
    assert figure("f1", one, other) == pytest.approx(f1_score(one, other, zero_division=0))
    for level, value in f1_by_level(one, other).items():
        assert value == pytest.approx(f1_score(one, other, pos_label=level, zero_division=0))
        assert recall(one, other, level) == pytest.approx(recall_score(one, other, pos_label=level))


def test_the_interval_of_a_kappa_is_that_of_the_textbook():
    generator = np.random.default_rng(0)
    human = generator.integers(1, 6, 200).astype(float)
    machine = np.clip(human + generator.integers(-1, 2, 200), 1, 5)
    low, high = np.percentile(draws("qwk", human, machine, np.arange(200)), [5, 95])
    assert low < kappa(human, machine) < high
    assert 0.02 < high - low < 0.08


def test_the_bootstrap_keeps_groups_together():
    human = np.repeat(np.array([1.0, 2.0, 3.0, 4.0]), 50)
    machine = human + np.repeat(np.array([0.0, 1.0, 0.0, -1.0]), 50)
    apart = np.ptp(np.percentile(draws("qwk", human, machine, np.arange(200)), [5, 95]))
    together = np.ptp(np.percentile(draws("qwk", human, machine, np.repeat(np.arange(4), 50)), [5, 95]))
    assert together > 3 * apart


def test_a_machine_a_standard_deviation_high_has_an_smd_of_one():
    assert smd(FIVE, FIVE + FIVE.std()) == pytest.approx(1.0)


def test_prmse_forgives_what_people_disagree_about():
    generator = np.random.default_rng(0)
    true = generator.normal(size=4000)
    first, second = (true + 0.7 * generator.normal(size=4000) for _ in range(2))
    machine = true + 0.5 * generator.normal(size=4000)
    assert prmse(first, second, machine) == pytest.approx(0.75, abs=0.04)
    assert prmse(first, second, true) == pytest.approx(1.0, abs=0.04)


def test_length_is_told_apart_from_level():
    generator = np.random.default_rng(0)
    level, words = generator.normal(size=500), generator.normal(size=500)
    assert partial(level + words, words, level) == pytest.approx(1.0, abs=0.01)
    assert abs(partial(level, words, level) or 0.0) < 0.1


def test_people_gain_most_where_a_boundary_is_near():
    human = np.array([1.0, 1.0, 2.0, 2.0, 2.0])
    machine = np.array([1.1, 1.6, 1.9, 1.9, 2.1])
    found = rated(human, machine, margins=np.abs(machine - 1.5))
    assert kappa(human, found.levels) < 1
    assert gain(found) == pytest.approx(1 - kappa(human, found.levels))


@pytest.mark.parametrize("human", [np.ones(3), np.zeros(0)], ids=["one level", "nothing"])
def test_what_cannot_be_had_is_none_and_never_a_wrong_number(human):
    found = figures(rated(human, human))
    assert found["r"] is None and found["prmse"] is None and found["gain_20"] is None
    assert all(value is None or isinstance(value, dict) or np.isfinite(value) for value in found.values())


def test_correlation_of_what_never_varies_is_none():
    assert correlation(np.ones(3), FIVE[:3]) is None
