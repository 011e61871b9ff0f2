"""The learned rater keeps scikit-learn's manners, and its closed forms are what leaving out would give."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.kernel_ridge import KernelRidge
from sklearn.utils.estimator_checks import parametrize_with_checks

from scoring.learned.closed_form import Spectrum, members_of, solved
from scoring.learned.estimator import LearnedRater
from scoring.learned.ordinal import step
from scoring.learned.sums import FORMS, combined, members

# Without pandas and array-API packages scikit-learn itself skips two of them.
pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")


@parametrize_with_checks([LearnedRater(), LearnedRater(logistic=False)])
def test_every_check_of_scikit_learn_passes(estimator, check):
    check(estimator)


def numbers(count: int, seed: int = 0, columns: int = 4) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    x = generator.normal(size=(count, columns))
    return x, x[:, 0] + 0.5 * x[:, 1] + 0.5 * generator.normal(size=count)


def as_levels(values: np.ndarray) -> np.ndarray:
    return np.clip(np.round(3 + values), 1, 5)


@given(st.integers(0, 10_000), st.integers(1, 4), st.sampled_from([0.1, 1.0, 10.0]))
@settings(max_examples=30, deadline=None)
def test_the_closed_form_equals_leaving_each_group_out(seed, size, noise):
    generator = np.random.default_rng(seed)
    rows = generator.normal(size=(12, 3))
    kernel, targets = rows @ rows.T + 1, generator.normal(size=12)
    groups = generator.permutation(np.arange(12) // size)
    expected = np.empty(12)
    for group in np.unique(groups):
        out, kept = groups == group, groups != group
        fitted = KernelRidge(alpha=noise, kernel="precomputed").fit(kernel[np.ix_(kept, kept)], targets[kept])
        expected[out] = fitted.predict(kernel[np.ix_(out, kept)])
    together = members_of(groups)
    assert np.allclose(solved(kernel, noise, targets, together)[1], expected, atol=1e-7)
    assert np.allclose(Spectrum.of(kernel).left_out(targets[:, None], noise, together)[:, 0], expected, atol=1e-7)


def test_a_left_out_logit_is_close_to_fitting_without_the_row():
    x, y = numbers(60)
    alone = [np.arange(60)[:, None]]
    left_out = step(x, y > 0, alone)[1]
    rows = np.arange(60) != 7
    slopes = step(x[rows], y[rows] > 0, [np.arange(59)[:, None]])[0]
    assert left_out[7] == pytest.approx(x[7] @ slopes[:-1] + slopes[-1], abs=0.1)


def test_predictions_are_those_of_kernel_ridge_on_the_same_kernel():
    x, y = numbers(40)
    rater = LearnedRater().fit(x, y)
    kernels = members({"near": x, "straight": x}, FORMS)
    kernel = combined([each.gram for each in kernels.values()], rater.weights_[0]) + 100.0
    plain = KernelRidge(alpha=rater.noise_[0], kernel="precomputed").fit(kernel, y - y.mean())
    assert np.allclose(rater.predict(x), plain.predict(kernel) + y.mean(), atol=1e-9)


def test_six_outputs_at_once_have_the_bits_of_the_same_training_again():
    x, y = numbers(50)
    levels = np.column_stack([as_levels(y + shift) for shift in np.linspace(-1, 1, 6)])
    one, other = (clone(LearnedRater()).fit(x, levels) for _ in range(2))
    assert one.predict(x).tobytes() == other.predict(x).tobytes()
    assert one.predict(x).shape == one.loo_.shape == (50, 6)


def test_with_no_rating_at_all_the_prior_is_returned():
    empty = np.zeros(0)
    rater = LearnedRater(least=1, most=5).fit({"near": np.zeros((0, 4))}, empty, prior=empty)
    x, _ = numbers(3)
    assert rater.predict({"near": x}, prior=np.array([1.5, 3.0, 4.25])).tolist() == [1.5, 3.0, 4.25]
    assert rater.predict_interval({"near": x}, prior=np.array([1.5, 3.0, 4.25])).tolist() == [[1, 5]] * 3


@pytest.mark.parametrize("count", [1, 2, 5, 9, 12])
def test_with_few_ratings_predictions_stay_near_the_prior(count):
    x, _ = numbers(60)
    prior = np.full(60, 3.0)
    rater = LearnedRater(least=1, most=5).fit({"near": x[:count]}, np.full(count, 4.0), prior=prior[:count])
    values = rater.predict({"near": x[40:]}, prior=prior[40:])
    assert ((values > 3.0 - 1e-9) & (values < 4.0 + 1e-9)).all()


def test_a_prior_that_is_right_helps_where_ratings_are_few():
    x, y = numbers(220, columns=30)
    prior = y + 0.3 * np.random.default_rng(1).normal(size=220)
    blind = LearnedRater().fit({"near": x[:20]}, y[:20]).predict({"near": x[20:]})
    helped = LearnedRater().fit({"near": x[:20]}, y[:20], prior=prior[:20]).predict({"near": x[20:]}, prior=prior[20:])
    assert np.abs(helped - y[20:]).mean() < 0.6 * np.abs(blind - y[20:]).mean()


@pytest.mark.parametrize("count", [50, 200])
def test_ninety_percent_intervals_hold_ninety_percent(count):
    inside = []
    for seed in range(20):
        x, y = numbers(count + 200, seed)
        levels = as_levels(y)
        low, high = LearnedRater().fit(x[:count], levels[:count]).predict_interval(x[count:]).T
        inside.append(np.mean((low <= levels[count:]) & (levels[count:] <= high)))
    assert 0.87 <= np.mean(inside) <= 0.94


def test_rows_of_one_group_never_predict_each_other():
    generator = np.random.default_rng(3)
    writer = np.repeat(np.arange(30), 4)
    x = generator.normal(size=(30, 6))[writer] + 0.01 * generator.normal(size=(120, 6))
    y = generator.normal(size=30)[writer]
    apart, together = LearnedRater().fit(x, y), LearnedRater().fit(x, y, groups=writer)
    assert np.corrcoef(apart.loo_, y)[0, 1] > 0.9
    assert np.corrcoef(together.loo_, y)[0, 1] < 0.3


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"y": np.array([1.0, np.nan, 2.0])}, "NaN"),
        ({"groups": np.arange(2)}, "2 groups for 3 ratings"),
        ({"prior": np.zeros(2)}, r"the prior has the shape \(2,\)"),
        ({"X": {"near": np.zeros((2, 1))}}, "the block 'near' has 2 rows, and there are 3 ratings"),
    ],
    ids=["a rating is missing", "groups", "prior", "blocks"],
)
def test_what_does_not_fit_together_is_refused(given, message):
    usual = {"X": {"near": np.arange(3.0)[:, None]}, "y": np.array([1.0, 2.0, 3.0])}
    with pytest.raises(ValueError, match=message):
        LearnedRater().fit(**{**usual, **given})
