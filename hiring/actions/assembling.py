"""Put an assessment together from what is published, and publish it as it was shown."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError
from sqlalchemy import select

from hiring.actions import publishing
from hiring.db import db
from hiring.errors import Invalid, Missing
from hiring.models import Assessment, ScenarioVersion
from scenarios.scenario import Channel
from scoring.assembly.demands import Bounds, CannotAssemble, Job, Met, Size, channel_bounds

LANGUAGE = "en"
LONGEST_TITLE = 200
CHANGED = "What is published has changed since this was shown. Please look at the assessment again."


class Anchor(BaseModel):
    """One scenario of an assessment that was assembled before, maybe elsewhere; the hash says that it is the same."""

    code: str
    version: int
    content_hash: str


class Anchors(BaseModel):
    """What is read of an assessment as ``hiring assemble --json`` writes it."""

    scenarios: Annotated[tuple[Anchor, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for, as they wrote it: a channel's share as ``"3"``, ``"40%"`` or ``"none"``.

    People are to be compared with those of the assessment `parallel_to`, or of any with the scenarios `anchors`.
    """

    size: Size = "standard"
    channels: Mapping[Channel, str] = field(default_factory=dict)
    parallel_to: int | None = None
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """An assessment that is not published yet: versions in their order, and what they meet.

    `shared` are those that the assessment it is compared with has too; `absent` are scenarios of that one which are not
    published here as they stand there.
    """

    versions: tuple[ScenarioVersion, ...]
    met: tuple[Met, ...]
    shared: tuple[ScenarioVersion, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Names exactly these versions in this order."""
        return hashlib.sha256(" ".join(version.content_hash for version in self.versions).encode()).hexdigest()[:16]


def propose(wanted: Wanted) -> Proposal:
    """Choose scenarios for a job; raises Invalid for what cannot be read, CannotAssemble for what cannot be met."""
    parallel, absent = _compared_with(wanted)
    channels = {channel: _bounds(channel, words, wanted.size) for channel, words in wanted.channels.items()}
    pool = {(version.code, version.number): version for version in _newest(parallel)}
    job = Job(wanted.size, channels, [version.scenario for version in parallel])
    solving = import_module("scoring.assembly.solving")  # with scipy: nobody else has to wait for it
    try:
        found = solving.assemble([version.scenario for version in pool.values()], job)
    except TimeoutError as error:
        raise Invalid(f"{error} Please ask for less, or try again.") from error
    except CannotAssemble as refusal:
        raise CannotAssemble(refusal.together, [*refusal.would_do, *_told(absent)]) from refusal
    versions = tuple(pool[each.id, each.version] for each in found.scenarios)
    return Proposal(versions, found.met, tuple(each for each in versions if each in parallel), absent)


def read_anchors(text: str | bytes, name: str) -> tuple[Anchor, ...]:
    """The scenarios of an assessment as ``hiring assemble --json`` wrote it; raises Invalid for anything else."""
    try:
        return Anchors.model_validate_json(text).scenarios
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise Invalid(f"{name} is not what hiring assemble --json writes: {where}: {first['msg']}.") from error


def publish(proposal: Proposal, title: str, *, shown: str | None = None, actor: str = "system") -> Assessment:
    """Publish a proposal; where somebody was shown one before, only when this is still the same."""
    if not title.strip():
        raise Invalid("Give the assessment a title.")
    if shown not in {None, proposal.mark}:
        raise Invalid(CHANGED)
    return publishing.publish_assessment(title.strip()[:LONGEST_TITLE], proposal.versions, actor=actor)


def _compared_with(wanted: Wanted) -> tuple[list[ScenarioVersion], tuple[str, ...]]:
    """The scenarios of the assessment to be compared with, and which of them are not published here."""
    if wanted.parallel_to is not None:
        return _assessment(wanted.parallel_to).versions, ()
    hashes = [anchor.content_hash for anchor in wanted.anchors]
    there = list(db.session.scalars(select(ScenarioVersion).where(ScenarioVersion.content_hash.in_(hashes))))
    known = {version.content_hash for version in there}
    absent = tuple(f"{each.code} version {each.version}" for each in wanted.anchors if each.content_hash not in known)
    if wanted.anchors and not there:
        raise Invalid(" ".join(("There is nothing to share.", *_told(absent))))
    return there, absent


def _told(absent: tuple[str, ...]) -> list[str]:
    return [f"Not published here as they stand there: {', '.join(absent)}."] if absent else []


def _assessment(assessment_id: int) -> Assessment:
    found = db.session.get(Assessment, assessment_id)
    if found is None:
        raise Missing(f"There is no assessment {assessment_id}.")
    return found


def _bounds(channel: Channel, words: str, size: Size) -> Bounds:
    try:
        return channel_bounds(words, size)
    except ValueError as error:
        raise Invalid(f"{channel}: {error}.") from error


def _newest(parallel: Iterable[ScenarioVersion]) -> list[ScenarioVersion]:
    """The newest version of each scenario in our language, and those that a parallel assessment already uses."""
    newest = {version.code: version for version in reversed(publishing.scenario_versions())}
    there = {version.id: version for version in [*newest.values(), *parallel]}
    found = [version for version in there.values() if version.scenario.locale.startswith(LANGUAGE)]
    return sorted(found, key=lambda version: (version.code, version.number))
