"""Rules between the fields of one scenario file: names that must exist, be unique, or belong together.

The rules look at the file's plain data, so they speak up beside other complaints about the same file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from scenarios.traits import Trait, definitions, evidence_kinds
from scenarios.tree import Path

Broken = tuple[Path, str]
TRAIT_NAMES = tuple(trait.value for trait in Trait)
TARGETS = ("primary", "secondary")
FACT_GROUPS = ("given", "unknowns", "implied", "next_issues", "hidden")
BANDS = ("low", "mid", "high", "length_decoys", "assistant")


@dataclass(frozen=True)
class Place:
    """One place of the data; what is not there is an empty place.

    Examples
    --------
    >>> steps = Place({"steps": [{"id": "s1"}]}) / "steps"
    >>> [(place.path, (place / "id").text) for place in steps.entries]
    [(('steps', 0), 's1')]
    """

    value: Any
    path: Path = ()

    def __truediv__(self, name: str) -> Place:
        value = self.value.get(name) if isinstance(self.value, dict) else None
        return Place(value, (*self.path, name))

    @property
    def entries(self) -> list[Place]:
        """The entries of a list; nothing when it is none."""
        values = self.value if isinstance(self.value, list) else []
        return [Place(value, (*self.path, n)) for n, value in enumerate(values)]

    @property
    def names(self) -> list[str]:
        """The names of a mapping's fields; nothing when it is none."""
        return list(self.value) if isinstance(self.value, dict) else []

    @property
    def text(self) -> str:
        """The text; empty when it is none."""
        return self.value if isinstance(self.value, str) else ""


def broken_rules(data: Any) -> list[Broken]:
    """Every rule between fields that the data breaks.

    Parameters
    ----------
    data
        A scenario file's data; it may be incomplete or wrong in other ways.

    Returns
    -------
    list of (path, message)
        In the order of the rules.

    Examples
    --------
    >>> broken_rules({"steps": [{"id": "s1"}, {"id": "s1", "customer_turn": "And?"}]})
    [(('steps', 1, 'id'), "the id 's1' is used twice")]
    """
    root = Place(data)
    return [broken for rule in RULES for broken in rule(root)]


def _targeted(root: Place) -> list[str]:
    return [place.text for group in TARGETS for place in (root / "traits" / group).entries]


def _each_target_is_named_once(root: Place) -> Iterator[Broken]:
    yield from _repeated([place for group in TARGETS for place in (root / "traits" / group).entries], "the trait ")


def _rubric_judges_what_is_targeted(root: Place) -> Iterator[Broken]:
    targeted, judged = _targeted(root), (root / "rubric").names
    for trait in targeted:
        if judged and trait in TRAIT_NAMES and trait not in judged:
            yield ("rubric",), f"the scenario targets {trait}, so the rubric must judge it"
    for trait in judged:
        if targeted and trait in TRAIT_NAMES and trait not in targeted:
            yield ("rubric", trait), f"{trait} is judged here but is no target; add it to traits, or take it out"
    if "traits" in judged:
        yield ("rubric", "traits"), "write the traits directly under rubric"


def _ids_are_unique(root: Place) -> Iterator[Broken]:
    steps = (root / "steps").entries
    yield from _repeated([step / "id" for step in steps])
    for step in steps:
        yield from _repeated([option / "id" for option in (step / "closed" / "options").entries])
    yield from _repeated([fact / "id" for group in FACT_GROUPS for fact in (root / "facts" / group).entries])
    for trait in TRAIT_NAMES:
        yield from _repeated([kind / "id" for kind in (root / "rubric" / trait / "evidence").entries])


def _repeated(places: list[Place], what: str = "the id ") -> Iterator[Broken]:
    seen: set[str] = set()
    for place in places:
        if place.text in seen:
            yield place.path, f"{what}'{place.text}' is used twice"
        seen |= {place.text} - {""}


def _options_speak_of_targets(root: Place) -> Iterator[Broken]:
    targeted = _targeted(root)
    for step in (root / "steps").entries:
        for option in (step / "closed" / "options").entries:
            for trait in (option / "traits").names:
                if targeted and trait in TRAIT_NAMES and trait not in targeted:
                    yield (*option.path, "traits", trait), f"{trait} is not among the traits this scenario targets"


def _examples_belong_to_a_written_step(root: Place) -> Iterator[Broken]:
    steps = (root / "steps").entries
    written = [(step / "id").text for step in steps if isinstance((step / "open").value, dict)]
    for example in _examples(root):
        step = (example / "step").text
        if steps and not step and not written:
            yield example.path, "no step asks for a written answer, so there is nothing this could be an example of"
        if steps and step and step not in written:
            yield (*example.path, "step"), f"no step '{step}' asks for a written answer"


def _examples_are_rated_on_what_is_judged(root: Place) -> Iterator[Broken]:
    judged = [*(root / "rubric").names, *_targeted(root)]
    for example in _examples(root):
        for trait in (example / "levels").names:
            if judged and trait in TRAIT_NAMES and trait not in judged:
                yield (*example.path, "levels", trait), f"the rubric does not judge {trait}"


def _examples(root: Place) -> list[Place]:
    return [example for band in BANDS for example in (root / "exemplars" / band).entries]


def _evidence_belongs_to_its_trait(root: Place) -> Iterator[Broken]:
    known = evidence_kinds()
    for trait, definition in definitions().items():
        own = {kind.id for kind in definition.evidence}
        for kind in (root / "rubric" / trait.value / "evidence").entries:
            name = (kind / "id").text
            if name in known and name not in own:
                yield (*kind.path, "id"), f"'{name}' is no evidence of {trait.value}; its kinds are {_span(own)}"


def _span(ids: set[str]) -> str:
    return f"{min(ids)} to {max(ids)}"


def _customer_speaks_again_in_the_second_step(root: Place) -> Iterator[Broken]:
    for n, step in enumerate((root / "steps").entries):
        has_turn = (step / "customer_turn").value is not None
        if n == 0 and has_turn:
            yield (*step.path, "customer_turn"), "the first step has no customer_turn: the situation stands in stem"
        if n > 0 and not has_turn:
            yield step.path, "a second step needs a customer_turn: what the customer says next"


def _candidate_is_told_one_process(root: Place) -> Iterator[Broken]:
    if isinstance((root / "process").value, dict) and isinstance((root / "osj").value, dict):
        yield ("process",), "give process or osj, not both: osj holds the process itself"


def _shortest_answer_is_below_the_longest(root: Place) -> Iterator[Broken]:
    for step in (root / "steps").entries:
        shortest, longest = (step / "open" / "min_chars").value, (step / "open" / "max_chars").value
        if isinstance(shortest, int) and isinstance(longest, int) and shortest >= longest:
            yield (*step.path, "open", "min_chars"), f"min_chars ({shortest}) must be below max_chars ({longest})"


RULES: tuple[Callable[[Place], Iterator[Broken]], ...] = (
    _each_target_is_named_once,
    _rubric_judges_what_is_targeted,
    _ids_are_unique,
    _options_speak_of_targets,
    _examples_belong_to_a_written_step,
    _examples_are_rated_on_what_is_judged,
    _evidence_belongs_to_its_trait,
    _customer_speaks_again_in_the_second_step,
    _candidate_is_told_one_process,
    _shortest_answer_is_below_the_longest,
)
