"""Which version of a scenario this is: a hash of all its content, and one of its structure only."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

from scenarios.scenario import Fact, Scenario, Step


def content_hash(scenario: Scenario) -> str:
    """Name a scenario's content: any changed word, number or order of entries changes it.

    The SHA-256 of canonical JSON: keys sorted, no spaces, texts in Unicode's composed form (NFC), UTF-8.
    What a file leaves out counts as its default, so that comments, layout and the order of fields do not matter,
    and a field that later releases add with a default leaves older versions their name.

    Parameters
    ----------
    scenario
        A valid scenario.

    Returns
    -------
    str
        64 hexadecimal digits.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> name, text = shipped()[0]
    >>> scenario = read_scenario(text, name)
    >>> len(content_hash(scenario))
    64
    >>> content_hash(scenario) == content_hash(read_scenario("# a note" + chr(10) + text, name))
    True
    >>> content_hash(scenario) == content_hash(scenario.model_copy(update={"title": "Another"}))
    False
    """
    return hash_of(scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def structure_hash(scenario: Scenario) -> str:
    """Name a scenario's structure: ids, kinds and traits, without prose and numbers.

    Two versions with the same structure ask the same parts and judge the same traits by the same kinds of
    evidence; only their words, keys or weights differ.

    Parameters
    ----------
    scenario
        A valid scenario.

    Returns
    -------
    str
        64 hexadecimal digits.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> name, text = shipped()[0]
    >>> scenario = read_scenario(text, name)
    >>> structure_hash(scenario) == structure_hash(scenario.model_copy(update={"title": "Another"}))
    True
    >>> structure_hash(scenario) == structure_hash(scenario.model_copy(update={"channel": "counter"}))
    False
    """
    rubric = {
        trait.value: [[kind.id for kind in judged.evidence], [cap.breach.value for cap in judged.caps]]
        for trait, judged in scenario.rubric.traits.items()
    }
    facts: dict[str, tuple[Fact, ...]] = dict(scenario.facts)
    return hash_of(
        {
            "id": scenario.id,
            "kinds": [scenario.family, scenario.channel, scenario.locale, scenario.customer],
            "traits": scenario.traits.model_dump(mode="json"),
            "tension": scenario.tension.overdone_side if scenario.tension else None,
            "osj": [scenario.osj.kind, scenario.osj.pair] if scenario.osj else None,
            "facts": {group: [fact.id for fact in members] for group, members in facts.items()},
            "steps": [_skeleton(step) for step in scenario.steps],
            "rubric": rubric,
        }
    )


def _skeleton(step: Step) -> list[Any]:
    options = step.closed.options if step.closed else ()
    return [
        step.id,
        step.branch,
        step.open is not None,
        step.closed.kind if step.closed else None,
        [[option.id, sorted(trait.value for trait in option.traits)] for option in options],
    ]


def hash_of(value: Any) -> str:
    """Name anything that JSON can hold by its canonical form (see `content_hash`).

    Examples
    --------
    >>> hash_of({"a": 1, "b": 2}) == hash_of({"b": 2, "a": 1})
    True
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode("utf-8")).hexdigest()
