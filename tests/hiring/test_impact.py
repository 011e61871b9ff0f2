"""Adverse impact of a table: the worked numbers, two axes and their crossing, and one sentence for every bad file."""

import json

import pytest
from click.testing import CliRunner

from hiring.actions.impact import Asked, report, report_of_opening
from hiring.actions.shortlists import every_page
from hiring.commands.impact import impact
from hiring.db import db
from hiring.errors import Invalid
from hiring.models import Candidate
from tests.support.pool import fill

SELECTED = Asked(("sex",), selected="hired")


def table(folder, counts, name="people.csv"):
    """A file with so many selected of so many people of each group."""
    rows = [f"{group},{'yes' if place < some else 'no'}" for group, (some, of) in counts.items() for place in range(of)]
    file = folder / name
    file.write_text("\n".join(["sex,hired", *rows]), "utf-8")
    return file


def only(found, axis="sex"):
    """The one group that is compared."""
    (each,) = [each for each in found.axes[axis].groups if each.highest]
    return each.highest


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ((555, 1181), (667, 1390), (0.97934, -0.50171, 0.634486)),
        ((170, 390), (412, 797), (0.84323, -2.62333, 0.0094301)),
        ((10, 24), (18, 28), (0.64815, -1.63108, 0.162814)),
        ((3, 12), (12, 16), (0.33333, -2.62532, 0.0200176)),
    ],
)
def test_the_worked_numbers_come_out_of_a_file(tmp_path, low, high, told):
    found = only(report(table(tmp_path, {"a": low, "b": high}), SELECTED))
    assert (found.ratio.value, found.z, found.fisher.two_sided) == pytest.approx(told, abs=5e-6)


@pytest.mark.parametrize(("some", "is_breach"), [(45, True), (48, False), (51, False)])
def test_four_fifths_itself_is_no_breach(tmp_path, some, is_breach):
    assert only(report(table(tmp_path, {"a": (some, 60), "b": (60, 60)}), SELECTED)).breach is is_breach


def test_few_people_are_too_few_to_conclude_and_a_tiny_group_is_left_out(tmp_path):
    found = report(table(tmp_path, {"a": (3, 12), "b": (12, 16), "c": (1, 1)}), SELECTED)
    assert only(report(table(tmp_path, {"a": (3, 12), "b": (12, 16)}), SELECTED)).verdict == "too few to conclude"
    many = report(table(tmp_path, {"a": (30, 100), "b": (50, 100), "c": (2, 2)}), SELECTED)
    assert [each.left_out for each in many.axes["sex"].groups] == ["", "", "less than 2 % of the data"]
    assert found.people == 29


def test_two_axes_come_alone_and_crossed_and_unknown_groups_are_counted(tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("sex,region,points\nf,north,1\nf,,9\nm,north,3\nm,south,4\n", "utf-8")
    found = report(file, Asked(("sex", "region"), score="points"))
    assert list(found.axes) == ["sex", "region", "sex x region"]
    assert [(each.group, each.counts.selected) for each in found.axes["sex"].groups] == [("f", 1), ("m", 1)]
    assert found.axes["sex x region"].unknown == found.axes["region"].unknown == 1
    assert [each.group for each in found.axes["sex x region"].groups] == [
        ("f", "north"),
        ("m", "north"),
        ("m", "south"),
    ]


@pytest.mark.parametrize(
    ("text", "asked", "words"),
    [
        (b"", SELECTED, "line 1: the column 'sex' is missing"),
        (b"sex,hired\n", SELECTED, "nobody in it"),
        (b"sex,sex,hired\na,b,1\n", SELECTED, "more than once"),
        (b"sex,hired\nf,1\nm,maybe\n", SELECTED, "line 3, hired: 'maybe' is neither yes nor no"),
        (b"sex,hired\nf\n", SELECTED, "line 2, hired: '' is neither"),
        (b"sex,hired\nf,nan\n", Asked(("sex",), score="hired"), "line 2, hired: 'nan' is not a number"),
        (b"sex,hired\n,1\n", SELECTED, "nobody's group is known"),
        (b"sex,hired\n\xff,1\n", SELECTED, "not UTF-8 text"),
        (b'sex,hired\n"a,1\n', SELECTED, "not a CSV file"),
        (b"sex,hired\n" + b"".join(b"%d,1\n" % n for n in range(200)), SELECTED, "200 different groups"),
    ],
)
def test_a_bad_file_gets_one_sentence_that_says_where(tmp_path, text, asked, words):
    file = tmp_path / "people.csv"
    file.write_bytes(text)
    with pytest.raises(Invalid) as refused:
        report(file, asked)
    assert words in refused.value.message and refused.value.message.startswith("people.csv")


def test_the_command_says_it_in_lines_and_in_json(tmp_path):
    file = str(table(tmp_path, {"men": (170, 390), "women": (412, 797)}))
    page = CliRunner().invoke(impact, [file, "--group", "sex", "--selected", "hired"]).output
    assert "men: 170 of 390, rate 0.436 [0.388, 0.485], impact ratio 0.843" in page
    assert "Z -2.62, Fisher p 0.0094, mid-p 0.0086, shortfall 21.2" in page and "cannot know" in page
    found = json.loads(CliRunner().invoke(impact, [file, "--group", "sex", "--selected", "hired", "--json"]).output)
    assert found["axes"]["sex"]["groups"][0]["beside_highest"]["below_four_fifths"] is False


@pytest.mark.parametrize(
    "options",
    [
        ["--group", "sex"],
        ["--group", "sex", "--selected", "hired", "--score", "hired"],
        ["--group", "sex", "--selected", "hired", "--opening", "1"],
        ["--selected", "hired"],
    ],
)
def test_the_command_wants_groups_and_one_kind_of_rate(tmp_path, options):
    assert CliRunner().invoke(impact, [str(table(tmp_path, {"a": (1, 2)})), *options]).exit_code == 2


def named(folder, lines):
    """A table that names people by code."""
    file = folder / "people.csv"
    file.write_text("\n".join(["candidate,sex", *lines]), "utf-8")
    return file


def scored(cast, people=40):
    """The codes of made-up people of the first opening, the highest score first."""
    fill([cast.opening.id], people, assessment_id=cast.assessment.id)
    rows = [row for page in every_page(cast.opening.id) for row in page.rows]
    return [row.code for row in sorted(rows, key=lambda row: -row.result.overall.value)]


def test_an_openings_people_are_compared_by_the_groups_of_a_table(cast, tmp_path):
    codes = scored(cast)
    cast.invite()
    waiting = db.session.query(Candidate).filter_by(name="Charlie Chaplin").one().code
    groups = [*("a" * 18), *("b" * 20)]
    file = named(tmp_path, [f"{code},{group}" for code, group in zip(codes, groups, strict=False)] + [f"{waiting},b"])
    found = report_of_opening(file, ["sex"], cast.opening.id)
    counts = [(each.group, each.counts.selected, each.counts.people) for each in found.axes["sex"].groups]
    assert counts == [("a", 18, 18), ("b", 2, 20)]
    assert (found.people, found.without_score, found.axes["sex"].unknown, found.is_score) == (40, 1, 2, True)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["C-0,a"], "people.csv line 2, candidate: 'C-0' is nobody in opening"),
        (["{0},a", "{1},b", "{0},b"], "people.csv line 4, candidate: {0} is there more than once."),
        (["{0},"], "people.csv, sex: nobody's group is known."),
    ],
)
def test_a_table_of_codes_that_does_not_fit_the_opening_is_refused(cast, tmp_path, lines, words):
    codes = scored(cast, 3)
    with pytest.raises(Invalid) as refused:
        report_of_opening(named(tmp_path, [line.format(*codes) for line in lines]), ["sex"], cast.opening.id)
    assert words.format(*codes) in refused.value.message


def test_an_opening_without_scores_has_no_rates(cast, tmp_path):
    with pytest.raises(Invalid, match="Nobody in opening"):
        report_of_opening(named(tmp_path, ["C-0,a"]), ["sex"], cast.opening.id)
