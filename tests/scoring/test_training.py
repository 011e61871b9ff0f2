"""Training learns from the examples it is given, and is measured on others."""

import numpy as np
import pytest

from scenarios.traits import Trait
from scoring.background import background
from scoring.embedding import WIDTH
from scoring.features import BAD
from scoring.lessons import EVERYWHERE, Portrait
from scoring.regression import LevelRegression, Row, Table, feature_names
from scoring.statistics.agreement import Interval, pearson, qwk
from scoring.training import left_out

TERMS = list(background()["frequency"])[:40]


def direction(chance):
    drawn = chance.normal(size=WIDTH)
    return drawn / np.linalg.norm(drawn)


def rows(scenarios=4, answers=12):
    """Answers whose level is what their bound evidence says, less a breach."""
    chance = np.random.default_rng(3)
    names = feature_names()
    for scenario in range(scenarios):
        for answer in range(answers):
            values = dict.fromkeys(names, 0.0) | {"bound": chance.uniform(), "loud": float(chance.random() < 0.2)}
            portrait = Portrait({TERMS[answer]: 1.0}, direction(chance))
            for trait in Trait:
                level = round(1.5 + 3 * values["bound"] - 1.0 * values["loud"])
                yield Row(f"S{scenario}", answer, trait, max(1, level), values, portrait, 5, 5, 10, True)


@pytest.fixture(scope="module")
def table():
    return Table(list(rows()))


@pytest.fixture
def learned(table):
    return LevelRegression().fit(table, np.arange(len(table.rows)))


def test_levels_are_recovered_on_scenarios_and_answers_left_out():
    many = Table(list(rows(6, 30)))
    levels = left_out(many)
    assert pearson(levels.rubric, many.levels) > 0.9
    assert all(pearson(given, many.levels) > 0.6 for given in (levels.alone, levels.near, levels.known))


def test_where_only_features_tell_texts_alone_say_nothing(table):
    assert abs(pearson(left_out(table).texts, table.levels)) < 0.4


def test_slopes_keep_their_signs(learned):
    assert set(learned.lines_) == set(Trait)
    slopes = [slope for line in learned.lines_.values() for slope in line.coefficients.items()]
    assert all((weight < 0) == (name in BAD) for name, weight in slopes)


def test_the_same_rows_give_the_same_lines(table, learned):
    again = LevelRegression().fit(table, np.arange(len(table.rows)))
    assert again.lines_ == learned.lines_ and (again.pull_ == learned.pull_).all()


def test_lessons_say_what_the_regression_predicts(table, learned):
    places = np.arange(len(table.rows))
    lessons = learned.lessons(table, places)
    predicted = learned.predict(table, places, places)
    for place in range(0, len(places), 7):
        row = table.rows[place]
        line = learned.lines_[row.trait]
        found = line.intercept + sum(slope * row.values[name] for name, slope in line.coefficients.items())
        added = lessons.add(row.portrait, [f"{each} {row.trait.value}" for each in (EVERYWHERE, row.scenario)])
        assert found + added.sum() == pytest.approx(predicted[place], abs=1e-4)


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
