"""`hiring simulate`: every figure with its interval and its target, and a sentence for impossible sizes."""

import json

import pytest
from click.testing import CliRunner

from hiring.cli import commands


def simulate(*words):
    return CliRunner().invoke(commands, ["simulate", *map(str, words)])


@pytest.fixture(scope="module")
def ran():
    return simulate("--people", 20, "--replicates", 2, "--json")


def test_every_figure_has_value_interval_target_and_whether_it_is_met(ran):
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.stdout, parse_constant=pytest.fail)
    names = {"recovery_30", "multivariate_gain", "coverage", "coverage_lowest", "rank_coverage", "calibration"}
    names |= {"severity_r", "scatter_over_single", "linked_forms", "closed_avoid_extremes", "dif_type_1", "dif_power"}
    assert names | {"adverse_impact_false_alarms"} <= set(found)
    for figure in found.values():
        assert set(figure) == {"value", "low", "high", "target", "met", "what"}
        assert figure["low"] <= figure["high"] and (figure["met"] is None) == (figure["target"] is None)


def test_a_person_reads_what_is_not_met_first():
    told = simulate("--people", 20, "--replicates", 2)
    lines = [line for line in told.stdout.splitlines() if "[" in line]
    states = ["NOT MET" in line for line in lines]
    assert len(lines) > 20 and states == sorted(states, reverse=True)
    assert "20 people in a pool, 2 pools of each study" in told.stdout


@pytest.mark.parametrize("wrong", [("--people", 0), ("--people", -3), ("--people", 10**9), ("--replicates", 0)])
def test_impossible_sizes_are_refused_in_one_sentence(wrong):
    told = simulate(*wrong)
    assert told.exit_code == 2 and "is not in the range" in told.output
