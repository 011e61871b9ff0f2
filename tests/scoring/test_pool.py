"""A pool is estimated from what was answered and rated, and from nothing else: no order, no name, no crash."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.traits import Trait
from scoring.connection import NotConnected, scale_of
from scoring.estimate import SHIPPED, TRAITS, Answered, estimate
from scoring.observations import Observation, observations, table_of
from scoring.parameters import Parameters, parameters_from
from scoring.pool import pool_of
from scoring.population import ENOUGH_PEOPLE, Population, positive_definite
from scoring.rating import combined
from scoring.ratings import RatedPart, Rating
from tests.support.pools import ratings_of

SIZES = pytest.mark.parametrize("people", [4, 40, 210])


def parts_of(observed, person):
    """One person's standing ratings as a sitting keeps them."""
    return [
        RatedPart(each.scenario, each.step, each.part, each.trait, Rating(each.level, each.error, (), each.rater))
        for each in observed
        if each.person == person and each.stands
    ]


def renamed(observed, names):
    return [each._replace(person=names.get(each.person, each.person), rater=names.get(each.rater, each.rater))
            for each in observed]  # fmt: skip


@SIZES
def test_the_order_of_ratings_moves_no_bit(people):
    seen = ratings_of(people)
    mixed = [seen[place] for place in np.random.default_rng(1).permutation(len(seen))]
    one, other = pool_of(seen), pool_of(mixed)
    assert one.parameters.hash == other.parameters.hash
    assert one.estimates() == other.estimates()


@SIZES
def test_what_people_and_raters_are_called_moves_no_bit(people):
    seen = ratings_of(people)
    names = {f"c{i:03}": f"d{(i * 7919) % 1000:03}" for i in range(people)}
    names |= {"person:ana": "person:zoe", "person:ben": "person:abe"}
    one, other = pool_of(seen).estimates(), pool_of(renamed(seen, names)).estimates()
    assert {names[person]: found for person, found in one.items()} == other


@given(st.floats(0.01, 0.5), st.integers(0, 5))
@settings(max_examples=20, deadline=None)
def test_a_constant_added_to_one_rater_moves_that_rater_alone(constant, seed):
    seen = [each._replace(level=min(4.4, each.level)) for each in ratings_of(8, seed=seed)]
    more = [each._replace(level=each.level + constant) if each.rater == "person:ben" else each for each in seen]
    before, after = pool_of(seen), pool_of(more)
    moved = {name: after.parameters.severity[name] - level for name, level in before.parameters.severity.items()}
    assert moved == pytest.approx({"machine": 0, "person:ana": 0, "person:ben": constant}, abs=1e-6)
    assert np.allclose(before.mean, after.mean, atol=1e-6)
    hard = [list(pool.parameters.difficulty.values()) for pool in (before, after)]
    assert np.allclose(*hard, atol=1e-6)


@SIZES
def test_everybody_at_once_is_what_each_one_is_alone_against_the_same_parameters(people):
    seen = ratings_of(people)
    pool = pool_of(seen)
    for person in ("c000", f"c{people - 1:03}"):
        alone, among = estimate(parts_of(seen, person), pool.parameters), pool.estimates()[person]
        assert np.allclose(alone.mean, among.mean, atol=1e-9)
        assert np.allclose(alone.covariance, among.covariance, atol=1e-9)
        assert (alone.exposures, alone.basis) == (among.exposures, among.basis)


@given(st.permutations(range(36)), st.integers(1, 35))
@settings(max_examples=20, deadline=None)
def test_answers_one_by_one_come_to_the_same_bits_as_all_at_once(order, cut):
    parameters = pool_of(ratings_of(40)).parameters
    parts = parts_of(ratings_of(1), "c000")
    so_far = Answered(parameters)
    for some in (order[:cut], order[cut:]):
        for place in some:
            so_far = so_far.add([parts[place]])
    assert so_far.estimate() == estimate(parts, parameters)


def test_below_thirty_people_the_shipped_prior_stands():
    parameters = pool_of(ratings_of(ENOUGH_PEOPLE - 1)).parameters
    assert (parameters.mean, parameters.between) == (SHIPPED.means(), SHIPPED.covariance())
    assert "shipped prior" in parameters.notes[0] and parameters.told == SHIPPED.told


def test_below_two_hundred_people_traits_are_alike_and_above_free():
    some, many = (np.array(pool_of(ratings_of(people)).parameters.between) for people in (60, 210))
    assert len(set(np.diag(some).round(12))) == 1 and len(set(np.diag(many).round(12))) == 6


def test_severity_is_found():
    seen = [
        each._replace(level=max(1.0, each.level - 0.8)) if each.rater == "person:ben" else each
        for each in ratings_of(60)
    ]
    severity = pool_of(seen).parameters.severity
    assert severity["machine"] == 0
    assert severity["person:ben"] - severity["person:ana"] == pytest.approx(-0.8, abs=0.15)


def test_forms_that_share_a_quarter_lie_on_one_scale():
    """The second form's own situations are a level easier; nobody gains by having been given them."""
    seen = ratings_of(120, scenarios=8, machine=False, raters=("machine",))
    easy = {"S06", "S07"}
    answered = [
        each._replace(level=min(5.0, each.level + (each.scenario in easy)))
        for each in seen
        if each.scenario not in ({"S04", "S05"} if int(each.person[1:]) % 2 else easy)
    ]
    pool = pool_of(answered)
    overall = pool.mean.mean(axis=1)
    assert "2 forms lie on one scale" in pool.parameters.scale
    assert overall[0::2].mean() == pytest.approx(overall[1::2].mean(), abs=0.12)
    hard = pool.parameters.difficulty
    assert hard["S06", Trait.WARMTH] - hard["S04", Trait.WARMTH] > 0.5


def test_one_form_alone_is_relative_to_its_pool():
    assert scale_of(table_of(ratings_of(3))).told == "Levels are relative to this pool."


def test_forms_that_share_nothing_are_refused_with_the_parts():
    seen = ratings_of(6)
    apart = [each._replace(scenario=each.scenario + "x") if each.person > "c003" else each for each in seen]
    with pytest.raises(NotConnected, match=r"On warmth .*Part 1 \(people: c000, c001, c002 and 1 more;") as refused:
        pool_of(apart)
    assert [part.people for part in refused.value.parts] == [("c000", "c001", "c002", "c003"), ("c004", "c005")]


def test_a_rater_of_one_persons_answers_only_is_refused_unless_the_machine_leads_over():
    alone = [
        each._replace(rater="person:cleo") if each.person == "c003" and each.stands else each for each in ratings_of(6)
    ]
    assert "person:cleo" in pool_of(alone).parameters.severity
    with pytest.raises(NotConnected, match="person:cleo"):
        pool_of([each for each in alone if each.rater != "machine"])


def test_people_linked_only_through_two_steps_are_still_compared():
    """Ana and Ben rated different people, but Cleo rated both in situations that each of them rated."""
    pairs = [("c1", "S1", "a"), ("c1", "S2", "c"), ("c2", "S2", "c"), ("c2", "S1", "b"), ("c2", "S3", "b")]
    seen = [Observation(who, where, "s", "open", Trait.WARMTH, by, 3.0, 0.3) for who, where, by in pairs]
    assert pool_of(seen, reference="c").parameters.severity == pytest.approx({"a": 0, "b": 0, "c": 0}, abs=1e-6)


def test_one_person_alone_is_held_against_the_shipped_prior():
    seen = ratings_of(1)
    pool = pool_of(seen)
    assert set(pool.parameters.severity.values()) == {0.0}
    assert np.allclose(pool.mean[0], estimate(parts_of(seen, "c000")).mean)


def test_of_identical_answers_it_is_said_that_people_hardly_differ():
    seen = [each._replace(level=4.0) for each in ratings_of(40)]
    pool = pool_of(seen)
    assert np.allclose(pool.mean, 4.0, atol=0.01)
    assert np.linalg.eigvalsh(np.array(pool.parameters.between)).min() > 0
    assert any("hardly differ" in note for note in pool.parameters.notes)


def test_a_trait_that_nobody_was_asked_follows_from_the_others_and_it_says_so():
    pool = pool_of(ratings_of(40, traits=TRAITS[:5]))
    assert "Nobody was asked for good listener" in " ".join(pool.parameters.notes)
    assert pool.exposures[:, 5].max() == 0 and (pool.covariance[:, 5, 5] > pool.covariance[:, 0, 0]).all()


@pytest.mark.parametrize("wrong", [[[np.nan, 0], [0, 1]], [[1.0, 0.5], [0.1, 1.0]]])
def test_what_is_no_covariance_is_refused(wrong):
    with pytest.raises(ValueError, match="finite and symmetric"):
        positive_definite(np.array(wrong))


@given(st.lists(st.lists(st.floats(-3, 3), min_size=4, max_size=4), min_size=4, max_size=4))
def test_a_symmetric_matrix_is_always_made_positive_definite(rows):
    found, was_raised = positive_definite(np.array(rows) + np.array(rows).T, 0.01)
    assert (found == found.T).all() and np.linalg.eigvalsh(found).min() > 0.0099
    assert was_raised == (np.linalg.eigvalsh(np.array(rows) + np.array(rows).T)[0] < 0.01)


@pytest.mark.parametrize(("level", "error", "why"), [(0.5, 0.3, "level"), (np.nan, 0.3, "level"), (3.0, 0.0, "error")])
def test_impossible_ratings_are_refused(level, error, why):
    with pytest.raises(ValueError, match=why):
        pool_of([Observation("c1", "S1", "s1", "open", Trait.WARMTH, "machine", level, error)])


def test_a_rater_who_rates_twice_is_refused():
    with pytest.raises(ValueError, match="one level"):
        pool_of(ratings_of(2) + ratings_of(2)[:1])


def test_parameters_survive_being_kept():
    parameters = pool_of(ratings_of(40)).parameters
    assert parameters_from(parameters.as_record()) == parameters
    other = Parameters(parameters.mean, parameters.between, people=parameters.people)
    assert len(parameters.hash) == 64 and other.hash != parameters.hash


def test_two_people_outrank_the_machine_and_each_has_their_own_severity():
    given_by = [Rating(2.0, 0.4, (), "rubric"), Rating(4.0, 0.2, (), "person:ana"), Rating(3.0, 0.2, (), "person:ben")]
    rated = RatedPart("S1", "s1", "open", Trait.WARMTH, combined(given_by))
    seen = list(observations("c1", [rated]))
    assert {(each.rater, each.level, each.stands) for each in seen} == {
        ("person:ana", 4.0, True),
        ("person:ben", 3.0, True),
        ("machine", 2.0, False),
    }
    severity = {"person:ana": 0.6, "person:ben": 0.2}
    known = Parameters(SHIPPED.means(), SHIPPED.covariance(), severity=severity)
    lower = [RatedPart("S1", "s1", "open", Trait.WARMTH, Rating(3.1, 0.1, (), "rubric"))]
    assert estimate([rated], known).mean == pytest.approx(estimate(lower).mean)


def test_a_covariance_that_is_not_positive_definite_is_made_so_and_people_are_still_estimated():
    crossed = tuple(tuple(1.0 if i == j else -0.9 for j in range(6)) for i in range(6))
    parameters = Parameters(SHIPPED.means(), crossed)
    assert "made so" in parameters.notes[0] and parameters_from(parameters.as_record()) == parameters
    found = estimate(parts_of(ratings_of(1), "c000"), parameters)
    assert np.linalg.eigvalsh(np.array(found.covariance)).min() > 0


def test_nobody_is_the_shipped_prior():
    pool = pool_of([])
    assert pool.estimates() == {} and pool.parameters.between == SHIPPED.covariance()
    assert Population(np.zeros(6), np.eye(6)).notes == ()


def test_whose_answers_got_no_level_that_stands_is_the_middle_of_the_pool_and_it_says_so():
    seen = [each._replace(stands=each.stands and each.person != "c007") for each in ratings_of(40)]
    pool = pool_of(seen)
    nothing = pool.estimates()["c007"]
    assert "No answer could be scored" in nothing.basis and sum(nothing.exposures.values()) == 0
    assert nothing.mean == pytest.approx(pool.parameters.mean) and pool.parameters.people == 39
