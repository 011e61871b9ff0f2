"""The public data are read so that nothing leaks, and a row says what was measured. The texts here are made up."""

import numpy as np
import pytest

from scoring.learned import suite
from scoring.learned.blocks import blocks_of
from scoring.learned.suite import Task, measured
from scoring.learned.trials import folds, splits
from tests.support.made_up import texts_and_levels, write_table

TURNS = [
    ("1", "client", "I drink.", "n/a"),
    ("1", "therapist", "How much do you drink?", "True"),
    ("2", "therapist", "So you came.", "False"),
    ("2", "client", "I had to.", "n/a"),
    ("2", "therapist", "You had to come.", "False"),
]


def task(figure: str, levels: np.ndarray, texts: list[str]) -> Task:
    groups = np.arange(len(texts)) // 2
    return Task("made up", figure, texts, blocks_of(texts), levels[:, None], groups, [list(folds(groups, 3))])


@pytest.mark.parametrize("figure", ["qwk", "r", "f1"])
def test_a_row_has_all_raters_on_the_same_splits(figure):
    texts, levels = texts_and_levels(60)
    row = measured([task(figure, levels if figure != "f1" else (levels > 3) * 1.0, texts)], "made up", 0.1, 0.2, 0.0)
    assert (row.data, row.figure, row.n, row.n_train, row.reached) == ("made up", figure, 60, 40, True)
    assert row.low < row.ours < row.high
    assert row.ours > 0.7 and row.ours > row.length_only
    assert row.tfidf_ridge > 0.5


def test_no_group_is_on_both_sides_of_a_split():
    groups = np.repeat(np.arange(20), 3)
    for train, test in [*folds(groups, 5), *splits(groups, 30, 4)]:
        assert set(groups[train]) & set(groups[test]) == set()
        assert len(train) + len(test) == 60


def test_every_row_is_tried_once():
    groups = np.random.default_rng(0).integers(0, 15, 60)
    assert sorted(np.concatenate([test for _, test in folds(groups, 4)])) == list(range(60))


def test_a_turn_has_the_turn_before_it_in_its_own_transcript_as_context(tmp_path):
    columns = ("transcript", "speaker", "text", "question")
    write_table(
        tmp_path / "listening_turns.csv",
        [dict(zip(columns, (f"{copy} {turn[0]}", *turn[1:]), strict=True)) for copy in range(3) for turn in TURNS],
    )
    (found,) = suite.turns(tmp_path, "question")
    contexts = blocks_of(["I drink.", "", "I had to."])["answer"]
    assert np.allclose(found.blocks["context"][[0, 1, 2]], contexts, atol=1e-5)
    assert found.levels[:3, 0].tolist() == [1, 0, 0]
    assert set(found.texts) == {"How much do you drink?", "So you came.", "You had to come."}


def test_people_are_predicted_from_the_training_part_only(tmp_path):
    traits = dict.fromkeys(suite._BIG_FIVE, 3.5)
    answers = {f"answer_{number}": f"I would wait {number}." for number in range(1, 6)}
    rows = [{"split": part, **answers, **traits} for part in ("Train", "Dev", "Train")]
    write_table(tmp_path / "situational_big_five.csv", rows)
    (found,) = suite.people(tmp_path)
    ((train, test),) = found.rounds[0]
    assert (train.tolist(), test.tolist()) == ([0, 2], [1])
    assert found.levels.shape == (3, 5)
