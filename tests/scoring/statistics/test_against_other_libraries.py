"""The same figures in other people's code: statsmodels, pingouin and krippendorff."""

import krippendorff
import numpy as np
import pandas as pd
import pingouin
import pytest
from scipy.stats import fisher_exact
from statsmodels.discrete.discrete_model import Logit
from statsmodels.duration.survfunc import SurvfuncRight, survdiff
from statsmodels.multivariate.factor import Factor
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint, proportions_ztest
from statsmodels.tools.sm_exceptions import ConvergenceWarning

from scoring.statistics.agreement import crossed, weighted_kappa
from scoring.statistics.dif import mantel_haenszel
from scoring.statistics.dif_logistic import fit_logistic, logistic_dif
from scoring.statistics.intervals import of_correlation, of_share
from scoring.statistics.intraclass import FORMS, intraclass
from scoring.statistics.krippendorff import SCALES, krippendorff_alpha
from scoring.statistics.reliability import cronbach_alpha, one_factor
from scoring.statistics.survival import kaplan_meier, log_rank
from scoring.statistics.two_by_two import Selected, fisher, pooled_z
from tests.support.figures import nearly, plain

SEEDS = range(5)
THEIR_FORMS = dict(zip(FORMS, ("ICC(1,1)", "ICC(A,1)", "ICC(C,1)", "ICC(1,k)", "ICC(A,k)", "ICC(C,k)"), strict=True))


def ratings(seed, people=12, raters=4):
    generator = np.random.default_rng(seed)
    return np.clip(np.round(3 + generator.normal(size=(people, 1)) + generator.normal(size=(people, raters))), 1, 5)


# pingouin reshapes its table in a way that the newest pandas is about to drop.
@pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.dropna:pandas.errors.Pandas4Warning")
@pytest.mark.parametrize("seed", SEEDS)
def test_intraclass_correlations_are_those_of_pingouin(seed):
    given = ratings(seed)
    frame = pd.DataFrame(given).melt(ignore_index=False).reset_index()
    theirs = pingouin.intraclass_corr(frame, targets="index", raters="variable", ratings="value").set_index("Type")
    for form, found in intraclass(given).items():
        row = theirs.loc[THEIR_FORMS[form]]
        assert found.value == nearly(row["ICC"])
        assert [found.low, found.high] == pytest.approx(list(row["CI95"]), abs=0.0051)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ["nominal", "linear", "quadratic"])
def test_weighted_kappa_is_that_of_statsmodels(seed, kind):
    counts = crossed(*ratings(seed, raters=2, people=40).T)
    theirs = cohens_kappa(counts, wt={"nominal": None}.get(kind, kind), return_results=False)
    assert weighted_kappa(counts, kind) == nearly(float(theirs))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("scale", list(SCALES))
def test_alpha_is_that_of_krippendorffs_library(seed, scale):
    given = ratings(seed).T
    given[np.random.default_rng(seed).random(given.shape) < 0.2] = np.nan
    theirs = krippendorff.alpha(reliability_data=given, level_of_measurement=scale)
    assert krippendorff_alpha(given, scale) == nearly(theirs)


@pytest.mark.parametrize("seed", SEEDS)
def test_cronbachs_alpha_and_its_interval_are_those_of_pingouin(seed):
    found = cronbach_alpha(ratings(seed))
    value, interval = pingouin.cronbach_alpha(data=pd.DataFrame(ratings(seed)))
    assert found.value == nearly(value)
    assert [found.low, found.high] == pytest.approx(list(interval), abs=0.00051)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_factor_is_that_of_statsmodels(seed):
    correlations = np.corrcoef(ratings(seed, people=300).T)
    theirs = Factor(corr=correlations, n_factor=1, method="pa").fit(maxiter=500, tol=1e-12)
    assert one_factor(correlations) == pytest.approx(np.abs(theirs.loadings[:, 0]), abs=1e-5)


# With seed 2 groups are less than half a person apart; there the correction of statsmodels makes its figure larger.
@pytest.mark.parametrize("seed", [0, 1, 3, 4, 5])
def test_mantel_haenszel_is_that_of_statsmodels(seed):
    tables = np.random.default_rng(seed).integers(1, 30, size=(5, 2, 2)).astype(float)
    found, theirs = mantel_haenszel(tables), StratifiedTable(list(tables))
    assert found.chi_square == nearly(theirs.test_null_odds(correction=True).statistic)
    assert found.uncorrected == nearly(theirs.test_null_odds().statistic)
    assert found.alpha == nearly(theirs.oddsratio_pooled)
    assert (found.delta.low, found.delta.high) == nearly(tuple(-2.35 * np.log(theirs.oddsratio_pooled_confint()[::-1])))


@pytest.mark.parametrize("seed", SEEDS)
def test_logistic_regression_is_that_of_statsmodels(seed):
    generator = np.random.default_rng(seed)
    group, score = generator.integers(0, 2, 200), generator.normal(size=200)
    right = (generator.random(200) < 1 / (1 + np.exp(-score - 0.6 * group * score))).astype(int)
    columns = np.column_stack([np.ones(200), score, group, score * group])
    theirs = [Logit(right, columns[:, :size]).fit(disp=False, tol=1e-12) for size in (2, 3, 4)]
    found, fit = logistic_dif(right, group, score), fit_logistic(columns, right.astype(float))
    assert fit.coefficients == pytest.approx(theirs[2].params, abs=1e-6)
    assert found.uniform.chi_square == nearly(2 * (theirs[1].llf - theirs[0].llf), abs=1e-7)
    assert found.both.chi_square == nearly(2 * (theirs[2].llf - theirs[0].llf), abs=1e-7)
    assert found.bias == pytest.approx(theirs[1].params[2], abs=1e-6)


def test_where_statsmodels_does_not_converge_there_is_no_fit():
    columns = np.column_stack([np.ones(20), np.arange(20.0)])
    right = (columns[:, 1] > 9).astype(float)
    with pytest.warns(ConvergenceWarning):
        Logit(right, columns).fit(disp=False, maxiter=30)
    assert fit_logistic(columns, right) is None


@pytest.mark.parametrize("counts", [(3, 10, 7, 12), (0, 20, 9, 30), (45, 60, 60, 60), (412, 797, 170, 390)])
def test_rates_are_compared_as_in_statsmodels_and_pingouin(counts):
    some, all_, other, others = counts
    low, high = Selected(some, all_), Selected(other, others)
    z, _ = proportions_ztest([some, other], [all_, others])
    assert plain(pooled_z(low, high)) == nearly([z])
    assert low.interval().low == pytest.approx(proportion_confint(some, all_, method="wilson")[0])
    assert of_share(other, others).high == pytest.approx(proportion_confint(other, others, method="wilson")[1])


@pytest.mark.parametrize("counts", [(3, 10, 7, 12), (0, 20, 9, 30), (8, 9, 60, 61), (412, 797, 170, 390)])
def test_fishers_p_is_that_of_scipy(counts):
    some, all_, other, others = counts
    square = [[some, all_ - some], [other, others - other]]
    found = fisher(Selected(some, all_), Selected(other, others))
    assert found.two_sided == nearly(fisher_exact(square).pvalue)
    assert found.at_most == nearly(fisher_exact(square, alternative="less").pvalue)


@pytest.mark.parametrize("seed", SEEDS)
def test_curves_and_the_log_rank_are_those_of_statsmodels(seed):
    generator = np.random.default_rng(seed)
    times, left = generator.integers(1, 15, 60), generator.integers(0, 2, 60)
    groups = generator.integers(0, 3, 60)
    found, theirs = kaplan_meier(times, left), SurvfuncRight(times, left)
    assert found.times == nearly(theirs.surv_times) and found.staying == nearly(theirs.surv_prob)
    known = found.staying > 0
    assert found.errors[known] == nearly(theirs.surv_prob_se[known])
    assert (log_rank(times, left, groups).chi_square, log_rank(times, left, groups).p) == nearly(
        tuple(survdiff(times, left, groups))
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_correlation_has_the_interval_of_pingouin(seed):
    one, other = ratings(seed, raters=2, people=20).T
    theirs = pingouin.corr(one, other).iloc[0]
    found = of_correlation(one, other)
    assert found.value == nearly(theirs["r"])
    assert [found.low, found.high] == pytest.approx(list(theirs["CI95"]), abs=0.0051)
