"""What a detector sees: the live sentences of an answer, and which declared facts each speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from scoring.phrases import BLAME, CORPORATE, DISPARAGEMENT, FORMULA, HAND_OFF, TIME, TONE, patterns
from scoring.setting import GIVEN, HIDDEN, IMPLIED, NEXT, UNKNOWN, Marker, Setting
from scoring.text import Prepared, Sentence, Span

_DO = (
    r"(?!be|have|not|know|understand|feel|see|hear|imagine|think|hope|mean|afraid|sorry|sure|happy|glad|only|just|"
    r"need|want|like|love|appreciate|apologi[sz]e|going)"
)
ACTION = patterns(
    rf"(?:i|we) (?:\w+ly |also |just |gladly |now |personally |still )?(?:will|can|shall|could) (?:\w+ly |also |just "
    rf"|now |"
    rf"still |already |first |then |myself )?{_DO}\w+",
    r"(?:i|we) (?:will|can) (?:see|have|make sure|be)\b",
    r"(?:i|we) (?:am|are) (?:\w+ly |also |just |now |already )?(?!being|having|feeling|thinking)\w+ing",
    r"(?:i|we) (?:have|had) (?:\w+ly |also |just |now |already )?(?:put|set|sent|made|held|got|written|frozen|kept|"
    r"found|"
    r"given|taken|told|let|asked|\w{3,}ed)",
    r"(?:i|we) (?:am|are) going to \w+",
    r"let (?:me|us) (?!know|down)\w+",
    r"(?:i|we) (?:need|want) to (?:check|see|make)",
    r"^(?:i )?(?:checking|booking|opening|sending|calling|fixing|holding|noting|freezing|adding)",
    r"leave (?:it|this|that) with me",
    r"i (?:now |then |also |just )?(?:enter|send|check|call|ring|put|book|open|fix|write|note|keep|correct|change|"
    r"make|hold|"
    r"move|add|take|tell|warn|go|ask|do|give|pay|freeze|stop|start|come back|look)",
)

_DEADLY = (HAND_OFF, BLAME, DISPARAGEMENT, CORPORATE, *TONE.values())


@dataclass(frozen=True)
class Hit:
    """A place where a kind of evidence was found, and in which sentence."""

    sentence: int
    span: Span


@dataclass(frozen=True)
class Scene:
    """An answer beside its setting. `sentences` are the live ones; repeats and lists were taken out before."""

    answer: Prepared
    setting: Setting

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The live sentences."""
        return self.answer.sentences

    @cached_property
    def mentions(self) -> tuple[dict[Marker, Span], ...]:
        """For each sentence the declared facts it speaks of, names left out."""
        markers = self.setting.of(GIVEN, UNKNOWN, IMPLIED, NEXT, HIDDEN)
        return tuple(
            {marker: place for marker in markers if (place := marker.found_in(sentence)) is not None}
            for sentence in self.sentences
        )

    @cached_property
    def told(self) -> frozenset[str]:
        """Content stems of what the candidate was told."""
        return self.setting.told.content

    @cached_property
    def bound(self) -> tuple[bool, ...]:
        """For each sentence whether it uses this situation: a declared fact or two of its words."""
        return tuple(
            bool(found) or len(sentence.content & self.told) >= 2
            for found, sentence in zip(self.mentions, self.sentences, strict=True)
        )

    @cached_property
    def formula(self) -> tuple[bool, ...]:
        """For each sentence whether it is a stock phrase that speaks of nothing here."""
        return tuple(
            sentence.has(FORMULA, negated=True) and not found
            for found, sentence in zip(self.mentions, self.sentences, strict=True)
        )

    @cached_property
    def dead(self) -> tuple[bool, ...]:
        """For each sentence whether nothing in it can count: formulae, hand-offs, blame, contempt, a wrong tone."""
        return tuple(
            stock or any(sentence.has(pattern) for pattern in _DEADLY)
            for stock, sentence in zip(self.formula, self.sentences, strict=True)
        )

    @cached_property
    def acts(self) -> tuple[bool, ...]:
        """For each sentence whether the writer says what they do, did or can do."""
        return tuple(sentence.has(ACTION) for sentence in self.sentences)

    @cached_property
    def timed(self) -> tuple[bool, ...]:
        """For each sentence whether it names a time."""
        return tuple(sentence.has(TIME, negated=True) for sentence in self.sentences)

    def near_bound(self, place: int) -> bool:
        """Whether the sentence or a neighbour uses this situation."""
        return True in self.bound[max(0, place - 1) : place + 2]

    def speaks_of(self, place: int, *groups: str) -> bool:
        """Whether the sentence speaks of a fact of these groups."""
        return any(marker.group in groups for marker in self.mentions[place])

    def facts(self, *groups: str) -> Iterator[Hit]:
        """The first mention of each fact of these groups."""
        seen: set[Marker] = set()
        for place, found in enumerate(self.mentions):
            for marker, span in found.items():
                if marker.group in groups and marker not in seen:
                    seen.add(marker)
                    yield Hit(place, span)

    def matches(self, pattern: re.Pattern[str], *, bound: bool = False, negated: bool = False) -> Iterator[Hit]:
        """One hit for each sentence that meets the pattern and is no formula; bound ones only if asked."""
        for place, sentence in enumerate(self.sentences):
            if self.dead[place] or (bound and not self.near_bound(place)):
                continue
            span = sentence.first(pattern, negated=negated)
            if span is not None:
                yield Hit(place, span)
