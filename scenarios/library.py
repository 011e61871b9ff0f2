"""The scenarios that come with the product, as YAML text, and further example answers to them."""

from __future__ import annotations

import csv
from pathlib import Path

from scenarios.scenario import Example
from scenarios.traits import Trait

_HERE = Path(__file__).resolve().parent
# Eight situations that together ask three to five times for each trait; phone, e-mail and chat, three with two turns.
SHORT_FORM = ("S02", "S05", "S08", "S11", "S12", "S20", "S27", "S30")


def shipped() -> list[tuple[str, str]]:
    """The files of the library.

    Returns
    -------
    list of (name, text)
        File name such as ``"S02.yaml"`` and YAML text, in the order of the names.

    Examples
    --------
    >>> [name for name, text in shipped() if name in {"S05.yaml", "S02.yaml"}]
    ['S02.yaml', 'S05.yaml']
    """
    return _texts(sorted((_HERE / "library").glob("*.yaml")))


def practice() -> list[tuple[str, str]]:
    """The scenario that candidates try out first; it is never scored.

    Returns
    -------
    list of (name, text)
        As `shipped`.

    Examples
    --------
    >>> all(name == "practice.yaml" for name, text in practice())
    True
    """
    return _texts(sorted(_HERE.glob("practice.yaml")))


def shipped_translations() -> list[tuple[str, str]]:
    """Scenarios of the library, and the practice situation, in other languages.

    Returns
    -------
    list of (name, text)
        File name such as ``"S05.es.yaml"`` and YAML text, in the order of the names.

    Examples
    --------
    >>> "S05.es.yaml" in [name for name, text in shipped_translations()]
    True
    """
    return _texts(sorted([*(_HERE / "library").glob("*/*.yaml"), *_HERE.glob("practice.*.yaml")]))


def further_answers(scenario_id: str) -> tuple[Example, ...]:
    """Example answers to a shipped scenario beyond those in its file, for raters to learn from.

    Parameters
    ----------
    scenario_id : str
        Such as ``"S05"``.

    Returns
    -------
    tuple of Example
        Of ``answers/S05.csv``, with the level that the authors gave each trait; nothing when there is no such file.

    Examples
    --------
    >>> len(further_answers("S05")) > 100, further_answers("unknown")
    (True, ())
    """
    file = _HERE / "answers" / f"{scenario_id}.csv"
    if not file.exists():
        return ()
    with file.open(encoding="utf-8", newline="") as opened:
        return tuple(_example(row) for row in csv.DictReader(opened))


def _example(row: dict[str, str]) -> Example:
    levels = {Trait(name): int(value) for name, value in row.items() if name not in ("id", "step", "text")}
    return Example.model_validate({"step": row["step"], "text": row["text"], "levels": levels})


def _texts(files: list[Path]) -> list[tuple[str, str]]:
    return [(file.name, file.read_text("utf-8")) for file in files]
