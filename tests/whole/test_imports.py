"""What each part loads, asked of fresh processes: heavy libraries and test tools stay out of the service."""

import ast
import json
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("hiring", "scoring", "scenarios")
RATE = """
from scenarios.library import shipped
from scenarios.reading import read_scenario
from scoring.rating import Answer, rate
name, text = shipped()[0]
scenario = read_scenario(text, name)
step = next(step for step in scenario.steps if step.open)
assert rate(Answer(scenario=scenario, step=step.id, text="Hello, I am sorry. I will look into it today and ring you."))
"""
HELP = """
from hiring.cli import commands
commands(["run", "--help"], standalone_mode=False)
"""
ALL_OF_SCENARIOS = """
import importlib, pkgutil, scenarios
for module in pkgutil.walk_packages(scenarios.__path__, "scenarios."):
    importlib.import_module(module.name)
"""
# Imported under another name than they are installed under.
OTHER_NAMES = {"import-linter": "importlinter", "pytest-xdist": "xdist", "time-machine": "time_machine"}


# With Flask, Flask-Babel and Flask-Security.
COME_ALONG = {"babel", "email_validator", "flask_login", "jinja2", "markupsafe", "werkzeug"}


def modules(code: str, cwd: Path = ROOT) -> set[str]:
    """The names of everything in memory after some code."""
    lines = (code, "import json, sys", "print(json.dumps(sorted(sys.modules)))")
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd, timeout=120)
    return set(json.loads(done.stdout.splitlines()[-1]))


def loaded(code: str) -> set[str]:
    """The top names of everything in memory after some code."""
    return {name.partition(".")[0] for name in modules(code)}


def imported(package: str) -> dict[str, set[str]]:
    """The top names that each file of a package imports, hidden imports included."""
    found = {}
    for file in sorted((ROOT / package).rglob("*.py")):
        names = set()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names.add(node.module.partition(".")[0])
        found[str(file.relative_to(ROOT))] = names
    return found


def test_the_web_process_loads_no_library_that_only_trains_prints_or_simulates(tmp_path):
    names = loaded(f"from hiring.app import create_app\ncreate_app(home={str(tmp_path)!r})")
    assert names & {"sklearn", "scipy", "joblib", "weasyprint", "xlsxwriter", "pandas", "matplotlib"} == set()
    assert names >= {"flask", "sqlalchemy", "scoring", "scenarios"}


def test_a_command_that_does_not_train_loads_nothing_that_does():
    names = modules(
        "from hiring.cli import commands\ntry:\n    commands(['run', '--help'])\nexcept SystemExit:\n    pass"
    )
    assert {name for name in names if name.partition(".")[0] in {"sklearn", "joblib"}} == set()
    assert not names & {"hiring.commands.train", "scoring.learned.scenario", "scoring.training"}
    assert names >= {"hiring.commands.serving", "scoring.learned.serving"}


def test_serving_a_learned_rater_needs_no_training_library():
    names = loaded("from scoring.learned.serving import load\nload('0' * 64, {})")
    assert names & {"sklearn", "joblib", "scipy", "flask", "sqlalchemy", "hiring"} == set()


def test_reading_scenarios_needs_neither_numbers_nor_web():
    names = loaded(ALL_OF_SCENARIOS)
    assert names & {"numpy", "scipy", "sklearn", "flask", "sqlalchemy", "jinja2", "scoring", "hiring"} == set()
    assert "scenarios" in names


def test_rating_an_answer_loads_no_training_library_and_no_web():
    names = loaded(RATE)
    assert names & {"sklearn", "joblib", "scipy", "flask", "sqlalchemy", "hiring"} == set()
    assert "scoring" in names


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_by_itself_loads_nothing(package):
    command = f"import sys; before = set(sys.modules); import {package}; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", command], check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.split() == [package]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_file_of_the_service_imports_a_tool_of_the_tests(package):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    tools = {OTHER_NAMES.get(name, name.replace("-", "_")) for name in project["optional-dependencies"]["dev"]}
    tools |= {"tests", "benchmarks", "unittest", "_pytest"}
    files = imported(package)
    assert files
    assert {file: sorted(names & tools) for file, names in files.items() if names & tools} == {}


def test_every_library_that_is_imported_is_declared_or_comes_with_one_that_is():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = {plain(words) for words in [*project["dependencies"], *extras["postgres"], *extras["train"]]}
    used = {name for package in PACKAGES for names in imported(package).values() for name in names}
    foreign = used - set(sys.stdlib_module_names) - set(PACKAGES)
    providers = packages_distributions()
    undeclared = {name for name in foreign if not {plain(each) for each in providers.get(name, ())} & declared}
    assert undeclared == COME_ALONG


def plain(requirement: str) -> str:
    """The name of a distribution without extras, in its one spelling."""
    return requirement.partition("[")[0].lower().replace("_", "-")
