"""Every command as people run it: a process of its own, a data folder of its own, words and an exit status."""

import json
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from scenarios.traits import Trait
from tests.support.commands import Ran, environment
from tests.support.samples import SAMPLE

HEADER = "step,text,id\n"
# One process for all, since each would first build the same tables of words again.
VERIFY_EACH = """
import sys
from hiring.cli import commands
for sitting in sys.argv[1:]:
    try:
        commands(["verify", sitting])
    except SystemExit as done:
        if done.code:
            raise
"""
REPLY = "Hello Noor, I am sorry about Sunday. I moved order 512 to Saturday at ten."


def refusal(ran: Ran) -> str:
    """The one plain sentence of a refusal; anything else is an error of the test."""
    lines = ran.err.strip().splitlines()
    assert (ran.code, ran.out, len(lines)) == (1, "", 1), ran
    return lines[0]


@pytest.fixture
def home(tmp_path):
    """A data folder that is not there yet."""
    return tmp_path / "home"


@pytest.fixture
def ready_home(home, migrated_sqlite):
    """A data folder whose tables are there."""
    home.mkdir()
    shutil.copyfile(migrated_sqlite, home / "hiring.db")
    return home


@pytest.fixture
def sample_file(tmp_path):
    """A scenario that is fit to publish."""
    file = tmp_path / "sample.yaml"
    file.write_text(SAMPLE, "utf-8")
    return file


@pytest.fixture(scope="session")
def demo_list(hiring, demo_home):
    """The demo's shortlist, as a program reads it."""
    return json.loads(hiring(demo_home, "shortlist", 1, "--json").out)


def test_init_can_be_done_twice(hiring, home, database_url):
    for _ in range(2):
        ran = hiring(home, "init", database_url=database_url)
        assert (ran.code, ran.out, ran.err) == (0, f"Ready. Data folder: {home}\n", "")
    listed = hiring(home, "shortlist", 1, database_url=database_url)
    assert refusal(listed) == "hiring: There is no opening 1."


def test_the_demo_prints_a_link_for_everybody_both_times(demo_home, demo_runs):
    links = [re.findall(r"^  (\w+) +http://127\.0\.0\.1:8000(/\S+)$", run.out, re.MULTILINE) for run in demo_runs]
    assert [run.code for run in demo_runs] == [0, 0]
    for found in links:
        assert [who for who, _ in found] == ["candidate", "recruiter", "author", "admin"]
    assert not {path for _, path in links[0]} & {path for _, path in links[1]}
    assert f"Demo data is in {demo_home}." in demo_runs[0].out


def test_the_demo_has_twelve_people_also_after_its_second_run(demo_list):
    assert len({line["candidate"] for line in demo_list}) == len(demo_list) == 12


def test_every_line_of_the_demo_has_place_interval_and_six_traits_and_no_name(demo_list):
    for line in demo_list:
        assert 1 <= line["place_low"] <= line["place_high"] <= 12
        assert 0 <= line["overall"]["low"] < line["overall"]["value"] < line["overall"]["high"] <= 100
        assert line["name"] is None
        assert list(line["traits"]) == [trait.value for trait in Trait]
        for trait in line["traits"].values():
            shown = [trait[part] is not None for part in ("value", "low", "high")]
            assert shown == [trait["reported"]] * 3
            assert trait["why"]


def test_the_demo_tells_some_people_apart_and_not_all(demo_list):
    assert 1 < len({line["band"] for line in demo_list}) < len(demo_list)


def test_the_shortlist_for_people_says_the_same(hiring, demo_home, demo_list):
    lines = hiring(demo_home, "shortlist", 1).out.splitlines()
    assert [line.split()[1] for line in lines[1:]] == [line["candidate"] for line in demo_list]
    assert re.fullmatch(r" +\d+(-\d+)?  C-\d{7} +\d+ \( *\d+ to +\d+\) +\w[\w ]*", lines[1])


def test_chances_of_four_places_come_to_four_and_move_nobody(hiring, demo_home, demo_list):
    told = json.loads(hiring(demo_home, "shortlist", 1, "--places", 4, "--json").out)
    assert [row["candidate"] for row in told] == [row["candidate"] for row in demo_list]
    assert sum(row["chance_in_top"] for row in told) == pytest.approx(4)
    assert {row["chance_in_top"] for row in demo_list} == {row["cut_side"] for row in told} == {None}
    assert "among the first 4" in hiring(demo_home, "shortlist", 1, "--places", 4).out


def test_twelve_people_are_not_enough_to_say_anything_of_a_scenario(hiring, demo_home):
    told = json.loads(hiring(demo_home, "items", "--json").out)
    assert {each["verdict"] for item in told["items"] for each in item["figures"]} == {"not enough data"}
    assert "the machine's" in told["what_this_cannot_know"]
    assert "difficulty   not enough data: n 12, 30 needed" in hiring(demo_home, "items").out


def test_every_score_of_the_demo_is_recomputed_to_the_last_bit(demo_home, demo_list):
    sittings = sorted(str(line["sitting"]) for line in demo_list)
    command = [sys.executable, "-c", VERIFY_EACH, *sittings]
    env = environment(demo_home, {})
    done = subprocess.run(command, check=True, env=env, cwd=demo_home.parent, capture_output=True, text=True)
    assert done.stdout.splitlines() == [f"Sitting {n}: recomputed, equal to the last bit." for n in sittings]


def test_a_score_that_was_touched_does_not_verify(hiring, demo_home, demo_list, tmp_path):
    home = tmp_path / "touched"
    shutil.copytree(demo_home, home)
    sitting = demo_list[0]["sitting"]
    execute(home, "UPDATE scores SET record = replace(record, '\"engine\"', '\"motor\"') WHERE sitting_id = ?", sitting)
    ran = hiring(home, "verify", sitting)
    assert ran.code == 1
    assert "NOT equal: the sealed record was changed after it was sealed" in ran.out


def test_a_sitting_that_does_not_exist_cannot_be_verified(hiring, ready_home):
    assert refusal(hiring(ready_home, "verify", 99)) == "hiring: There is no scored sitting 99."


def test_the_shipped_scenarios_are_fit_to_publish(hiring, home):
    ran = hiring(home, "check", "--quick", "--json")
    assert ran.code == 0
    assert [found for found in json.loads(ran.out) if found["severity"] == "error"] == []
    assert not home.exists()


def test_the_check_of_a_file_holds_its_answers_against_the_rating_too(hiring, home, sample_file):
    quick, whole = hiring(home, "check", sample_file, "--quick"), hiring(home, "check", sample_file, "--json")
    assert (quick.code, quick.out) == (0, "1 files, 0 errors, 0 findings.\n")
    told = {(found["rule"], found["severity"], bool(found["advice"])) for found in json.loads(whole.out)}
    assert ("attack", "warning", True) in told
    assert all(found["file"].endswith("sample.yaml") and found["line"] > 1 for found in json.loads(whole.out))


@pytest.mark.parametrize(
    ("wrong", "place", "word"),
    [
        (("title: The cake", "title: [The cake"), (5, ""), "breaks off"),
        (("primary: [conscientious", "primary: [punctual"), (8, "traits.primary.0"), "punctual"),
    ],
    ids=["broken YAML", "unknown trait"],
)
def test_a_scenario_that_cannot_be_read_is_told_with_file_line_and_field(hiring, home, wrong, place, word):
    file = home.parent / "wrong.yaml"
    file.write_text(SAMPLE.replace(*wrong), "utf-8")
    line, field = place
    plain, as_json = hiring(home, "check", file), hiring(home, "check", file, "--json")
    assert (plain.code, as_json.code) == (1, 1)
    first = json.loads(as_json.out)[0]
    assert (first["line"], first["field"], first["rule"], first["severity"]) == (line, field, "reading", "error")
    assert word in first["message"]
    assert first["advice"]
    assert f"wrong.yaml:{line}: reading: {first['message']}" in plain.out


def test_answers_are_rated_with_evidence_however_long_or_odd_they_are(hiring, home, sample_file):
    table = home.parent / "answers.csv"
    long = "word " * 20_000
    table.write_bytes(f"{HEADER}s1,{REPLY.replace(',', ';')},good\ns1,{long},long\ns2,\0{REPLY!r}\0,nul\n".encode())
    ran = hiring(home, "rate", sample_file, table, "--json")
    assert (ran.code, ran.err) == (0, "")
    good, too_long, _nul = json.loads(ran.out)
    assert [each["id"] for each in (good, too_long)] == ["good", "long"]
    level = good["ratings"]["conscientious"]
    assert 1 <= level["level"] <= 5 and level["error"] > 0
    assert all(found["words"] in REPLY.replace(",", ";") for found in level["evidence"]) and level["evidence"]
    assert {(rating["level"], bool(rating["reason"])) for rating in too_long["ratings"].values()} == {(None, True)}
    assert not home.exists()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (b"step,id\ns1,1\n", "answers.csv line 1: the column 'text' is missing"),
        (b"", "answers.csv line 1: the column 'step' is missing"),
        (b"step,text,id\ns1,fine,1\ns9,hello,2\n", "answers.csv line 3, step: 's9' is no written step of B01"),
        (b"step,text,id\ns1,caf\xe9,1\n", "answers.csv: not UTF-8 text"),
    ],
    ids=["missing column", "empty file", "unknown step", "not UTF-8"],
)
def test_a_table_that_cannot_be_rated_is_told_with_file_and_line(hiring, home, sample_file, table, message):
    file = home.parent / "answers.csv"
    file.write_bytes(table)
    assert message in refusal(hiring(home, "rate", sample_file, file))


def test_an_account_gets_its_roles_and_a_link(hiring, ready_home):
    ran = hiring(
        ready_home, "user", "Dora@Example.org", "--name", "Dora", "--role", "author", base_url="https://h.example/"
    )
    assert ran.code == 0
    assert ran.out.startswith("dora@example.org: author\n")
    assert re.search(r"https://h\.example/sign-in/[\w-]{43}$", ran.out.strip())


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("not-an-address",), 1, "'not-an-address' is not a mail address"),
        (("dora@example.org", "--role", "king"), 2, "'king' is not one of 'admin', 'author'"),
        (("dora@example.org", "--role", "rater", "--opening", "7"), 1, "There is no opening 7."),
    ],
    ids=["address", "role", "opening"],
)
def test_a_wrong_account_is_refused_in_words(hiring, ready_home, words, code, message):
    ran = hiring(ready_home, "user", *words)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "url",
    ["postgresql://127.0.0.1:9/x", "sqlite:///{}/nowhere/x.db", "my database"],
    ids=["server", "folder", "no address"],
)
def test_a_database_that_cannot_be_reached_is_told_and_nothing_is_made(hiring, home, url):
    before = sorted(home.parent.rglob("*"))
    told = refusal(hiring(home, "init", database_url=url.format(home.parent)))
    assert told.startswith("hiring: HIRING_DATABASE_URL cannot be reached: ")
    assert sorted(home.parent.rglob("*")) == before


@pytest.mark.parametrize("settings", [{"port": "eighty"}, {"port": "70000"}, {"threads": "0"}], ids=str)
def test_a_wrong_setting_is_named_and_nothing_is_made(hiring, home, settings):
    told = refusal(hiring(home, "run", **settings))
    assert told.startswith(f"hiring: HIRING_{next(iter(settings)).upper()}: ")
    assert not home.exists()


@pytest.mark.parametrize(
    "words", [("run",), ("work",), ("shortlist", "1"), ("user", "dora@example.org")], ids=lambda words: words[0]
)
def test_before_init_a_command_says_what_to_do_first(hiring, home, words):
    assert refusal(hiring(home, *words)) == (
        "hiring: The tables are not there or not up to date. Please run `hiring init` first."
    )


def test_tables_of_a_newer_program_are_left_alone(hiring, ready_home):
    execute(ready_home, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer version of this program (revision 9999)" in refusal(hiring(ready_home, "work"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_the_service_answers_until_it_is_told_to_stop(ready_home, number):
    port = free_port()
    with started(ready_home, "run", "--with-worker", port=str(port)) as process:
        assert f"http://127.0.0.1:{port}" in process.stdout.readline().decode()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=10) as page:
            assert json.load(page) == {"database": "ok"}
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)
    assert "Traceback" not in errors.decode()


def test_the_worker_works_until_it_is_told_to_stop(ready_home):
    with started(ready_home, "work") as process:
        assert process.stdout.readline().decode() == f"Working. Data folder: {ready_home}\n"
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert "Traceback" not in errors.decode()


def test_a_taken_port_is_told_in_words(hiring, ready_home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = refusal(hiring(ready_home, "run", port=str(taken.getsockname()[1])))
    assert told.startswith("Error: HIRING_HOST and HIRING_PORT: cannot listen on 127.0.0.1:")


@contextmanager
def started(home: Path, *words: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command that goes on; it never outlives the test, and Ctrl+C reaches it even where the tests ignore it."""
    command = [sys.executable, "-m", "hiring", *words]
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(command, env=environment(home, settings), cwd=home.parent, **piped)
    signal.signal(signal.SIGINT, before)
    with process:
        try:
            yield process
        finally:
            process.kill()


def execute(home: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(home / "hiring.db")) as connection, connection:
        connection.execute(statement, values)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
