"""Levels follow evidence, stay inside their caps, and rest on words that can be shown."""

import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from scenarios.traits import Trait
from scoring.attacks.material import NEUTRAL
from scoring.features import BAD
from scoring.rating import Answer, combined, rate
from scoring.ratings import Rating
from scoring.rubric_rater import RubricRater
from scoring.statistics.agreement import pearson
from scoring.weights_file import shipped_weights

GROWING = (
    "Hello, the 30 days are over.",
    "Hi Mara, you can still return the lamp.",
    "Hi Mara, not silly at all. I can add three days for the lamp, and I have noted the reason on 70418.",
    "Hi Mara, not silly at all. I can add three days for the lamp, and I have noted the reason on 70418. Shall we "
    "collect it free, and on which day? I will print the label then, because it only lasts 48 hours.",
)


def test_a_better_answer_gets_a_higher_level_on_every_trait(lamp):
    rated = [rate(Answer(lamp, "s1", text)) for text in GROWING]
    for worse, better in pairwise(rated):
        assert all(worse[trait].level <= better[trait].level + 0.3 for trait in worse)
    assert all(rated[-1][trait].level >= rated[0][trait].level + 1 for trait in rated[0])


def test_every_piece_of_evidence_shows_words_of_the_answer(library):
    for scenario in library.values():
        text = scenario.exemplars.high[0].text
        for rating in rate(Answer(scenario, scenario.exemplars.high[0].step or "s1", text)).values():
            assert all(0 <= item.start < item.end <= len(text) and item.note for item in rating.evidence)


def test_no_kind_of_evidence_counts_more_than_one_and_a_half_times(lamp):
    for rating in rate(Answer(lamp, "s1", lamp.exemplars.high[0].text)).values():
        counted = {}
        for item in rating.evidence:
            counted[item.kind] = counted.get(item.kind, 0) + item.weight
        weights = {each.id: each.w for rubric in lamp.rubric.traits.values() for each in rubric.evidence}
        assert all(total <= 1.5 * weights[kind] for kind, total in counted.items() if kind in weights)


def test_only_breaches_can_lower_a_level_and_only_they():
    for line in shipped_weights().lines.values():
        assert all((weight < 0) == (name in BAD) for name, weight in line.coefficients.items())


def test_a_hard_line_caps_what_kindness_earns(lamp):
    kind = "Hi Mara, not silly at all, hope you are mending. I noted it on 70418. Send the lamp back whenever you like."
    assert rate(Answer(lamp, "s1", kind))[Trait.CONSCIENTIOUS].level == 1


def test_length_does_not_predict_the_level(rated_examples):
    pairs = [
        (len(example.text.split()), rating.level)
        for example, ratings in rated_examples
        for rating in ratings.values()
        if rating.level is not None
    ]
    assert abs(pearson(*np.array(pairs, dtype=float).T)) <= 0.30


def test_equal_answers_get_equal_ratings(lamp):
    answer = Answer(lamp, "s1", lamp.exemplars.high[1].text)
    assert RubricRater().rate(answer) == RubricRater().rate(answer)


def test_a_scenario_without_examples_is_rated_with_a_larger_error(lamp):
    another_story = {"stem": f"{lamp.stem} {NEUTRAL[0]}", "exemplars": type(lamp.exemplars)()}
    bare = lamp.model_copy(update=another_story)
    text = lamp.exemplars.high[0].text
    with_examples, without = (rate(Answer(each, "s1", text)) for each in (lamp, bare))
    assert all(without[trait].level >= 3 for trait in without)
    assert all(without[trait].error != with_examples[trait].error for trait in without)


def test_raters_are_averaged_by_their_errors():
    both = combined([Rating(2.0, 0.2, (), "rubric"), Rating(4.0, 0.6, (), "learned")])
    assert both.level == pytest.approx(2.5) and both.error == 0.2


def test_a_rater_without_a_level_does_not_count():
    assert combined([Rating(None, 0.2, (), "rubric", "why"), Rating(4.0, 0.6, (), "person")]).level == 4.0


def test_serving_never_loads_scikit_learn():
    code = "import sys, scoring.sitting; scoring.sitting.score_sitting([]); sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
