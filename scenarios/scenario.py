"""A scenario: a situation that a candidate meets, in one or two steps, with the rubric that judges it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from scenarios.rubric import Level, Rubric
from scenarios.traits import Trait

SCHEMA = "hiring.scenario/1"

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,31}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Family = Literal["RC", "PR", "IN", "CN", "LA", "SO", "AV", "MF"]
Judgement = Annotated[int, Field(strict=True, ge=1, le=5)]
Channel = Literal["phone", "chat", "email", "counter"]

FAMILIES = {
    "RC": "Recognising the customer",
    "PR": "Setting priorities",
    "IN": "Identifying needs",
    "CN": "Conflicting needs",
    "LA": "Listening actively",
    "SO": "Service orientation and serving the servers",
    "AV": "Adding value",
    "MF": "Measuring and following up",
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Fact(_Frozen):
    """Something true of the situation, with other words in which an answer may speak of it.

    A plain text in the file is a fact without other words. `inconsistency` marks a fact that does not fit what was said
    elsewhere: noticing it is listening.
    """

    id: Identifier | None = None
    text: Words
    aliases: tuple[Words, ...] = ()
    inconsistency: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data


class Facts(_Frozen):
    """What the customer said, what is not known, what follows, and what most people miss."""

    given: Annotated[tuple[Fact, ...], Field(min_length=1)]
    unknowns: tuple[Fact, ...] = ()
    implied: tuple[Fact, ...] = ()
    next_issues: tuple[Fact, ...] = ()
    hidden: tuple[Fact, ...] = ()


class Emotion(_Frozen):
    """What the customer feels; intensity from 0 (calm) to 3 (overwhelming)."""

    expected: tuple[Words, ...]
    intensity: Annotated[int, Field(strict=True, ge=0, le=3)]


class Targets(_Frozen):
    """The traits that a scenario is written for."""

    primary: Annotated[tuple[Trait, ...], Field(min_length=1)]
    secondary: tuple[Trait, ...] = ()


class Tension(_Frozen):
    """The side whose overdoing hurts in this situation, and what overdoing it looks like."""

    overdone_side: Literal["loud", "quiet"]
    overdone: tuple[Words, ...]


class Process(_Frozen):
    """What the person may do here: the usual way, how far they may go, what is never allowed."""

    standard: Words
    authority: Words
    hard_lines: tuple[Words, ...] = ()


class OffScript(Process):
    """A process, and whether leaving it is justified here; the pair is the scenario where it is the other way."""

    kind: Literal["warranted", "not_warranted"]
    pair: Identifier


class Option(_Frozen):
    """One possible reply that the candidate judges after writing their own.

    `judgements` are what experts gave it, each blind to the others. An option that they do not agree on is shown and
    not `scored`.
    """

    id: Identifier
    text: Words
    key: Annotated[float, Field(strict=True, ge=1, le=5)]
    traits: dict[Trait, Annotated[float, Field(strict=True, ge=-1, le=1)]]
    why: Words
    judgements: Annotated[tuple[Judgement, ...], Field(max_length=100)] = ()
    scored: Annotated[bool, Field(strict=True)] = True


class OpenPart(_Frozen):
    """The question a candidate answers in their own words."""

    prompt: Words
    min_chars: Annotated[int, Field(strict=True, ge=0, le=2000)] = 0
    max_chars: Annotated[int, Field(strict=True, ge=100, le=5000)] = 900
    soft_limit_s: Annotated[int, Field(strict=True, ge=30, le=3600)] = 240


class ClosedPart(_Frozen):
    """Options to judge: each on its own (1-5), or the best and the worst.

    `key_source` says whose judgement the key is: one author's, or that of a panel whose `judgements` the options hold.
    """

    kind: Literal["rate_each", "best_worst"]
    key_source: Literal["single author", "panel"] | None = None
    shuffle: Annotated[bool, Field(strict=True)] = True
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=8)]

    @property
    def scored(self) -> tuple[Option, ...]:
        """The options whose key counts."""
        return tuple(option for option in self.options if option.scored)


class Step(_Frozen):
    """One turn of the situation: what the customer says (after the first), what is asked."""

    id: Identifier
    customer_turn: Words | None = None
    branch: Literal["parallel"] = "parallel"
    open: OpenPart | None = None
    closed: ClosedPart | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if self.open is None and self.closed is None:
            raise ValueError("a step asks for an open answer, a closed one, or both")
        return self


class Example(_Frozen):
    """An answer that the authors wrote, with the level they gave it on each trait."""

    step: Identifier | None = None
    levels: dict[Trait, Level]
    text: Words


class Examples(_Frozen):
    """Example answers by band; length decoys are long bad ones and short good ones.

    `assistant` is what a writing assistant answers when it is given the situation as candidates read it: a baseline to
    hold the rating against, not an answer to learn from, and so not part of `all`.
    """

    low: tuple[Example, ...] = ()
    mid: tuple[Example, ...] = ()
    high: tuple[Example, ...] = ()
    length_decoys: tuple[Example, ...] = ()
    assistant: tuple[Example, ...] = ()

    def all(self) -> tuple[Example, ...]:
        """Every example, low to high, decoys last."""
        return self.low + self.mid + self.high + self.length_decoys


class Scenario(_Frozen):
    """A situation with its steps, rubric and example answers: everything scoring needs."""

    schema_: Literal["hiring.scenario/1"] = Field(alias="schema")
    id: Identifier
    version: Annotated[int, Field(strict=True, ge=1, le=9999)]
    title: Annotated[Words, Field(max_length=120)]
    family: Family
    channel: Channel
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    customer: Literal["customer", "colleague"] = "customer"
    traits: Targets
    tension: Tension | None = None
    process: Process | None = None
    osj: OffScript | None = None
    facts: Facts
    emotion: Emotion
    stem: Words
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=2)]
    rubric: Rubric
    exemplars: Examples = Examples()

    def step(self, step_id: str) -> Step:
        """The step of that id; `KeyError` when the scenario has none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(f"scenario {self.id} has no step '{step_id}'")

    def step_of(self, example: Example) -> Step:
        """The step that an example answers: the one it names, else the first that asks for a written answer."""
        if example.step is not None:
            return self.step(example.step)
        return next(step for step in self.steps if step.open is not None)

    @property
    def allowed(self) -> Process | None:
        """What the candidate may do here, as the page shows it."""
        return self.osj or self.process
