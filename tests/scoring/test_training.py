"""Training learns from the examples it is given, and is measured on others."""

import numpy as np
import pytest

from scenarios.traits import Trait
from scoring.features import BAD
from scoring.rubric_rater import level_of
from scoring.statistics.agreement import Interval, pearson, qwk
from scoring.training import LevelRegression, Row, feature_names, left_out


def rows(scenarios=4, answers=12):
    """Answers whose level is what their bound evidence says, less a breach."""
    chance = np.random.default_rng(3)
    names = feature_names()
    for scenario in range(scenarios):
        for answer in range(answers):
            values = dict.fromkeys(names, 0.0) | {"bound": chance.uniform(), "loud": float(chance.random() < 0.2)}
            for trait in Trait:
                level = round(1.5 + 3 * values["bound"] - 1.0 * values["loud"])
                yield Row(f"S{scenario}", answer, trait, max(1, level), values, {f"word{answer}": 1.0}, 5, 10)


def test_levels_are_recovered_on_scenarios_left_out():
    given = list(rows())
    alone, near = left_out(given)
    levels = np.array([float(row.level) for row in given])
    assert pearson(alone, levels) > 0.9 and pearson(near, levels) > 0.9


def test_slopes_keep_their_signs():
    lines = LevelRegression(penalty=1.0).fit(list(rows())).lines_
    assert set(lines) == set(Trait)
    assert all((weight < 0) == (name in BAD) for line in lines.values() for name, weight in line.coefficients.items())


def test_the_same_rows_give_the_same_lines():
    assert LevelRegression().fit(list(rows())).lines_ == LevelRegression().fit(list(rows())).lines_


def test_a_line_gives_back_the_mean_level_at_the_mean_features():
    given = [row for row in rows() if row.trait == Trait.WARMTH]
    line = LevelRegression().fit(given).lines_[Trait.WARMTH]
    fitted = [level_of(row.values, line) for row in given]
    assert np.mean(fitted) == pytest.approx(np.mean([row.level for row in given]), abs=1e-4)


def test_kappa_knows_chance_from_agreement():
    levels = np.array([1.0, 2.0, 3.0, 4.0, 5.0] * 20)
    assert qwk(levels, levels) == 1.0
    assert qwk(np.full(100, 3.0), levels) == 0.0
    assert qwk(levels[::-1], levels) == -1.0


def test_an_interval_holds_its_value():
    chance = np.random.default_rng(0)
    levels = chance.integers(1, 6, 60).astype(float)
    interval = Interval.of(levels + chance.normal(0, 0.5, 60), levels, np.arange(60))
    for value, low, high in (interval.r, interval.kappa):
        assert low <= value <= high
