"""Put an assessment together from what is published, and publish it as it was shown."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module

from hiring.actions import publishing
from hiring.db import db
from hiring.errors import Invalid, Missing
from hiring.models import Assessment, ScenarioVersion
from scenarios.scenario import Channel
from scoring.assembly.demands import Bounds, Job, Met, Size, channel_bounds

LANGUAGE = "en"
LONGEST_TITLE = 200
CHANGED = "What is published has changed since this was shown. Please look at the assessment again."


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for, as they wrote it: a channel's share as ``"3"``, ``"40%"`` or ``"none"``."""

    size: Size = "standard"
    channels: Mapping[Channel, str] = field(default_factory=dict)
    parallel_to: int | None = None


@dataclass(frozen=True)
class Proposal:
    """An assessment that is not published yet: versions in their order, and what they meet."""

    versions: tuple[ScenarioVersion, ...]
    met: tuple[Met, ...]

    @property
    def mark(self) -> str:
        """Names exactly these versions in this order."""
        return hashlib.sha256(" ".join(version.content_hash for version in self.versions).encode()).hexdigest()[:16]


def propose(wanted: Wanted) -> Proposal:
    """Choose scenarios for a job; raises Invalid for what cannot be read, CannotAssemble for what cannot be met."""
    parallel = _assessment(wanted.parallel_to).versions if wanted.parallel_to is not None else []
    channels = {channel: _bounds(channel, words, wanted.size) for channel, words in wanted.channels.items()}
    pool = {(version.code, version.number): version for version in _newest(parallel)}
    job = Job(wanted.size, channels, [version.scenario for version in parallel])
    solving = import_module("scoring.assembly.solving")  # with scipy: nobody else has to wait for it
    try:
        found = solving.assemble([version.scenario for version in pool.values()], job)
    except TimeoutError as error:
        raise Invalid(f"{error} Please ask for less, or try again.") from error
    return Proposal(tuple(pool[each.id, each.version] for each in found.scenarios), found.met)


def publish(proposal: Proposal, title: str, *, shown: str | None = None, actor: str = "system") -> Assessment:
    """Publish a proposal; where somebody was shown one before, only when this is still the same."""
    if not title.strip():
        raise Invalid("Give the assessment a title.")
    if shown not in {None, proposal.mark}:
        raise Invalid(CHANGED)
    return publishing.publish_assessment(title.strip()[:LONGEST_TITLE], proposal.versions, actor=actor)


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
