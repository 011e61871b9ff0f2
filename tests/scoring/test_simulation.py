"""The simulated world is as its description says, and figures can fail."""

import numpy as np
import pytest

from scoring.simulation import world
from scoring.simulation.attacks import closed_attacks
from scoring.simulation.figure import Target, mean_figure, share_figure
from scoring.simulation.groups import groups
from scoring.simulation.linking import linking
from scoring.simulation.recovery import below_thirty, cohort, of_one_size
from scoring.simulation.severity import severity
from scoring.simulation.study import simulate


@pytest.fixture(scope="module")
def crowd():
    """Many people on one form, before anybody rated them."""
    chance = world.chance_of(99, 0)
    traits = world.people(chance, 20_000)
    return traits, world.items(chance), chance


def test_every_trait_is_asked_eight_times_and_three_in_each_situation():
    assert world.FORM.shape == (16, 3) and {len(set(row)) for row in world.FORM.tolist()} == {3}
    assert np.bincount(world.FORM.ravel()).tolist() == [8] * 6


def test_a_single_answer_has_the_correlation_that_is_stated(crowd):
    traits, _, chance = crowd
    plain = world.Items(np.ones(world.FORM.shape), np.zeros(world.FORM.shape))
    seen = world.shown(chance, traits, plain)
    given = seen.values + world._halo(chance, seen.values.shape[:2], world.RATER)
    same = given[:, world.FORM == 0].T
    found = np.corrcoef(same)[np.triu_indices(8, 1)].mean()
    assert found == pytest.approx(0.25, abs=0.01)
    assert given.var() == pytest.approx(1.0, abs=0.02)


def test_traits_hang_together_as_stated(crowd):
    found = np.cov(crowd[0].T)
    assert np.allclose(found, world.between(), atol=0.01)
    assert np.linalg.eigvalsh(world.between()).min() > 0


def test_levels_are_whole_and_within_one_to_five(crowd):
    traits, form, chance = crowd
    seen = world.shown(chance, traits[:500], form)
    levels = world.rated(chance, seen, np.full((500, 16), 2.0))
    assert set(np.unique(levels)) <= {1.0, 2.0, 3.0, 4.0, 5.0} and levels.mean() > 4


def test_true_levels_are_what_people_are_given_on_average():
    chance, traits = world.chance_of(98, 0), np.array([[-1.0, -0.4, 0.0, 0.4, 1.0, 0.2]])
    forms = (world.items(chance) for _ in range(400))
    many = (world.shown(chance, np.repeat(traits, 20, axis=0), form) for form in forms)
    given = np.mean([world.rated(chance, seen, np.zeros((20, 16))).mean(axis=0) for seen in many], axis=0)
    means = [given[trait == world.FORM].mean() for trait in range(6)]
    assert means == pytest.approx(world.true_levels(traits)[0].tolist(), abs=0.03)


def test_who_was_not_asked_is_not_in_the_table():
    levels = np.full((2, 16, 3), 3.0)
    levels[0, 5] = np.nan
    table = world.by_machine(levels)
    assert len(table) == 2 * 48 - 3 and not ((table.person == 0) & (table.scenario == 5)).any()


def test_the_same_replicate_is_the_same_to_the_bit():
    one, other = (cohort(world.chance_of(0, 3), 30).pool for _ in range(2))
    assert one.parameters.hash == other.parameters.hash


def test_a_figure_meets_its_target_by_its_value():
    assert mean_figure([0.1, 0.3], Target(least=0.2), "").met is True
    assert mean_figure([0.1, 0.3], Target(0.21, 0.3), "").met is False
    assert mean_figure([0.1, 0.3], Target(), "").as_json()["target"] is None
    assert share_figure(0, 10, Target(most=0.05), "").low == pytest.approx(0)
    assert [str(Target(*ends)) for ends in ((0.1, 0.2), (0.1, None), (None, 0.2))] == ["0.1 to 0.2", ">= 0.1", "<= 0.2"]


def test_intervals_places_and_chances_hold_what_they_promise():
    found = of_one_size(60, 6)
    assert 0.84 < found["coverage"].value < 0.95 and 0.85 < found["rank_coverage"].value < 0.97
    assert found["multivariate_gain"].low > 0 and found["calibration"].value < 0.08
    assert found["coverage_absolute"].value < found["coverage"].value
    assert 0.8 < below_thirty(4)["coverage_small"].value < 0.97


def test_severe_raters_are_found_and_scattering_helps():
    found = severity(60, 4)
    assert found["severity_r"].value > 0.97
    assert found["severity_gain_single"].value > found["severity_gain_scattered"].value > 0
    assert found["scatter_over_single"].value > 0.05 > abs(found["scatter_over_single_adjusted"].value)


def test_forms_are_linked_where_given_levels_mislead():
    found = linking(200, 4)
    assert abs(found["linked_forms"].value) < 0.1 < -found["unlinked_forms"].value


def test_raw_distance_can_be_gamed_and_our_scoring_cannot():
    found = closed_attacks(60, 3)
    assert found["closed_avoid_extremes_raw_distance"].value > 0.2
    assert found["closed_avoid_extremes"].value < 0.05


def test_groups_that_do_not_differ_are_seldom_warned_of():
    found = groups(60, 4)
    assert 0 < found["dif_type_1"].value < 0.12 and found["dif_power"].value > 0.5
    assert found["adverse_impact_false_alarms"].value < 0.12


@pytest.mark.parametrize(("people", "replicates"), [(0, 10), (-1, 10), (10**9, 10), (100, 0), (100, 10**6)])
def test_impossible_sizes_are_refused(people, replicates):
    with pytest.raises(ValueError, match="are 2"):
        simulate(people, replicates)
