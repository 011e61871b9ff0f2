"""Nothing is found usable that is not: too few, one level, people who disagree, length alone, shuffled ratings."""

import numpy as np
import pytest

from scoring.learned.baselines import LengthOnly
from scoring.learned.blocks import take
from scoring.learned.constructs import constructs
from scoring.learned.estimator import LearnedRater
from scoring.learned.terms import word_terms
from scoring.learned.verdict import FEWEST, verdict
from tests.support.made_up import texts_and_levels

LEVELS = np.tile(np.arange(1.0, 6.0), 20)
CLOSE = np.clip(LEVELS + np.tile([0, 0, 0, 1, 0, 0, -1, 0, 0, 0], 10), 1, 5)
NOTHING = np.full(100, 3.0)


@pytest.mark.parametrize(
    ("given", "usable", "why"),
    [
        ((LEVELS, CLOSE, NOTHING), True, "The QWK is at least 0.9"),
        ((LEVELS, CLOSE, CLOSE), False, "counting words alone reaches 0.9"),
        ((LEVELS, LEVELS[::-1], NOTHING), False, "more than 0.40 is needed"),
        ((LEVELS, CLOSE, NOTHING, 0.39), False, "Two people agree only with a QWK of 0.39"),
        ((LEVELS, CLOSE, NOTHING, 0.41), True, "The QWK is at least"),
        ((LEVELS[: FEWEST - 1], CLOSE[: FEWEST - 1], NOTHING[: FEWEST - 1]), False, f"at least {FEWEST} are needed"),
        ((NOTHING, NOTHING, NOTHING), False, "Every rating is 3"),
        ((LEVELS[:0], CLOSE[:0], NOTHING[:0]), False, "There is no rating"),
    ],
    ids=["good", "no better than length", "wrong", "people disagree", "people agree", "few", "one level", "none"],
)
def test_the_verdict_says_why(given, usable, why):
    found = verdict(*given)
    assert found.usable == usable
    assert why in found.why


def test_one_writer_is_no_evidence_however_many_answers():
    assert not verdict(LEVELS, CLOSE, NOTHING, groups=np.zeros(100)).usable


def test_shuffled_ratings_are_hardly_ever_found_usable():
    texts, levels = texts_and_levels(30)
    blocks = {"construct": np.array([constructs(text) for text in texts]), "word": word_terms(texts)}
    generator = np.random.default_rng(0)
    found = [found_usable(blocks, generator.permutation(levels)) for _ in range(200)]
    assert np.mean(found) <= 0.05
    assert found_usable(blocks, levels)


def found_usable(blocks, levels):
    rater = LearnedRater(logistic=False).fit(take(blocks, np.arange(len(levels))), levels)
    length = LengthOnly.fit(np.full(len(levels), 30.0), levels, np.arange(len(levels)))
    return verdict(levels, rater.loo_levels_, length.left_out).usable
