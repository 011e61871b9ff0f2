"""A step of a scenario made ready for detectors: its facts as stems, its names, its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from scenarios.scenario import Fact, Scenario, Step
from scenarios.version import content_hash
from scoring.background import known_words
from scoring.identity import Same
from scoring.lexicon import CALENDAR, FEELINGS, FUNCTION_WORDS
from scoring.text import NAME, Prepared, Sentence, Span, ngrams, prepare
from scoring.words import Vocabulary, words_of

GIVEN, UNKNOWN, IMPLIED, NEXT, HIDDEN = "given", "unknown", "implied", "next", "hidden"
_FACT_OVERLAP = 0.6
_INNER_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+|(?<=[A-Z][a-z] )[A-Z][a-z]+")
_LOWER = re.compile(r"\b[a-z]+\b")
_SLACK = 3


@dataclass(frozen=True)
class Phrase:
    """Other words for a fact: all stems in order but those of articles, and those that carry content."""

    stems: tuple[str, ...]
    content: frozenset[str]

    def found_in(self, sentence: Sentence) -> Span | None:
        """The phrase word for word; or, when it has two content words and more, those close together.

        The sentence has all of the phrase's content.
        """
        size = len(self.stems)
        stems = tuple(word.stem for word in sentence.bare)
        for start in range(len(stems) - size + 1):
            if stems[start : start + size] == self.stems:
                return Span(sentence.bare[start].start, sentence.bare[start + size - 1].end)
        return _window(self.content, sentence, size + _SLACK) if len(self.content) >= 2 else None


@dataclass(frozen=True, eq=False)
class Marker:
    """A declared fact as stems: the other words for it, and the content of its own text."""

    group: str
    number: int
    phrases: tuple[Phrase, ...]
    content: frozenset[str]
    is_name: bool
    is_inconsistency: bool

    @property
    def words(self) -> frozenset[str]:
        """All content stems of the fact and of the other words for it."""
        return self.content.union(*(phrase.content for phrase in self.phrases))

    @cached_property
    def _needed(self) -> frozenset[str] | None:
        """Stems one of which stands in every sentence that speaks of the fact; None when no stem has to."""
        return self.words if all(phrase.content for phrase in self.phrases) else None

    def found_in(self, sentence: Sentence) -> Span | None:
        """Where the sentence speaks of the fact, or None."""
        if self._needed is not None and self._needed.isdisjoint(sentence.content):
            return None
        for phrase in self.phrases:
            if phrase.content <= sentence.content and (place := phrase.found_in(sentence)) is not None:
                return place
        shared = self.content & sentence.content
        if len(shared) >= 2 and len(shared) >= _FACT_OVERLAP * len(self.content):
            return sentence.span
        return None


@dataclass(frozen=True, eq=False)
class Setting:
    """What an answer to one step is held against; made once for each version and step."""

    scenario: Scenario
    step: Step
    names: frozenset[str]
    known: Vocabulary
    told: Prepared
    markers: tuple[Marker, ...]
    feelings: frozenset[str]
    topic: frozenset[str]

    def prepare(self, text: str) -> Prepared:
        """A text read with the names and words of this situation."""
        return prepare(text, self.known, self.names)

    def of(self, *groups: str) -> tuple[Marker, ...]:
        """The facts of these groups that are more than a name."""
        return tuple(marker for marker in self._facts if marker.group in groups)

    def named_in(self, sentence: Sentence) -> int:
        """How many of the other words for facts stand in a sentence word for word, none within another."""
        stems = tuple(word.stem for word in sentence.bare)
        place = named = 0
        while place < len(stems):
            sizes = (len(known) for known in self._worded.get(stems[place], ()) if stems[place:][: len(known)] == known)
            size = max(sizes, default=0)
            named += size > 0
            place += max(size, 1)
        return named

    @cached_property
    def _facts(self) -> tuple[Marker, ...]:
        return tuple(marker for marker in self.markers if not marker.is_name)

    @cached_property
    def _worded(self) -> dict[str, set[tuple[str, ...]]]:
        """All other words for facts, by their first stem."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for stems in (phrase.stems for marker in self.markers for phrase in marker.phrases):
            found.setdefault(stems[0], set()).add(stems)
        return found


@lru_cache(maxsize=1024)
def runs_told(setting: Setting, size: int) -> frozenset[tuple[str, ...]]:
    """All runs of that many stems in what the candidate was told."""
    return frozenset(run for sentence in setting.told.sentences for run in ngrams(sentence.stems, size))


def setting_of(scenario: Scenario, step_id: str) -> Setting:
    """The setting of one step, from memory when this version was met before.

    Raises
    ------
    KeyError
        When the scenario has no such step.
    """
    scenario.step(step_id)
    return _remembered(_keyed(Same(scenario)), step_id)


@lru_cache(maxsize=128)
def _keyed(same: Same[Scenario]) -> _Keyed:
    return _Keyed(content_hash(same.it), same.it)


@dataclass(frozen=True, eq=False)
class _Keyed:
    """A scenario that is equal to another when their content is."""

    key: str
    scenario: Scenario

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other.key == self.key


@lru_cache(maxsize=128)
def _remembered(keyed: _Keyed, step_id: str) -> Setting:
    scenario = keyed.scenario
    step = scenario.step(step_id)
    names = names_in(scenario)
    known = Vocabulary(known_words(), _spoken_words(scenario) - names)
    told = prepare(f"{scenario.stem}\n{step.customer_turn or ''}", known, names)
    markers = tuple(_markers(scenario, known, names))
    return Setting(
        scenario=scenario,
        step=step,
        names=names,
        known=known,
        told=told,
        markers=markers,
        feelings=feelings_of(scenario.emotion.expected),
        topic=told.content.union(*(marker.words for marker in markers)),
    )


def forget() -> None:
    """Drop remembered settings, after the tables they were made with have changed."""
    _remembered.cache_clear()


def names_in(scenario: Scenario) -> frozenset[str]:
    """Names of people and places in the given facts: words written with a capital inside a sentence, and never without.

    Returns
    -------
    frozenset of str
        Lower case.
    """
    told = [scenario.stem, *(step.customer_turn or "" for step in scenario.steps)]
    facts = [fact.text for fact in scenario.facts.given]
    aliases = {word.lower() for fact in scenario.facts.given for word in _words(fact)}
    capital = {word.lower() for text in told + facts for word in _INNER_CAPITAL.findall(text)}
    lower = {word for text in told for word in _LOWER.findall(text)}
    named = (capital & aliases) - lower - FUNCTION_WORDS
    return frozenset(name for name in named if name.removesuffix("s") not in CALENDAR)


def _words(fact: Fact) -> list[str]:
    return [
        word.removesuffix("'s").strip(".,:;!?\"'()") for text in (fact.text, *fact.aliases) for word in text.split()
    ]


def _spoken_words(scenario: Scenario) -> frozenset[str]:
    texts = chain(
        [scenario.stem],
        (step.customer_turn or "" for step in scenario.steps),
        (text for group in _groups(scenario).values() for fact in group for text in (fact.text, *fact.aliases)),
        (option.text for step in scenario.steps if step.closed for option in step.closed.options),
        (anchor for rubric in scenario.rubric.traits.values() for anchor in rubric.anchors.values()),
    )
    written = {token.strip('.,:;!?"()-') for text in texts for token in text.split()}
    # Names that examples sign with are no words of the situation, so capitals of theirs are left out.
    written |= {token for example in scenario.exemplars.all() for token in _LOWER.findall(example.text)}
    return frozenset(part for token in written for part in words_of(token))


def _groups(scenario: Scenario) -> dict[str, tuple[Fact, ...]]:
    facts = scenario.facts
    return {
        GIVEN: facts.given,
        UNKNOWN: facts.unknowns,
        IMPLIED: facts.implied,
        NEXT: facts.next_issues,
        HIDDEN: facts.hidden,
    }


def _markers(scenario: Scenario, known: Vocabulary, names: frozenset[str]) -> Iterator[Marker]:
    for group, facts in _groups(scenario).items():
        for number, fact in enumerate(facts):
            yield _marker(group, number, fact, known, names)


def _marker(group: str, number: int, fact: Fact, known: Vocabulary, names: frozenset[str]) -> Marker:
    phrases = (_phrase(alias, known, names) for alias in fact.aliases)
    useful = tuple(phrase for phrase in phrases if set(phrase.stems) - {NAME})
    content = prepare(fact.text, known, names).content
    is_name = group == GIVEN and not useful and bool(names & {word.lower() for word in _words(fact)})
    return Marker(group, number, useful, content, is_name, fact.inconsistency)


def _phrase(text: str, known: Vocabulary, names: frozenset[str]) -> Phrase:
    done = prepare(text, known, names)
    return Phrase(tuple(word.stem for sentence in done.sentences for word in sentence.bare), done.content)


def _window(content: frozenset[str], sentence: Sentence, width: int) -> Span | None:
    for start, word in enumerate(sentence.bare):
        window = sentence.bare[start : start + width]
        if word.stem in content and content <= {each.stem for each in window}:
            last = max(i for i, each in enumerate(window) if each.stem in content)
            return Span(word.start, window[last].end)
    return None


def feelings_of(words: Iterable[str]) -> frozenset[str]:
    """The groups of feelings that these words belong to.

    Examples
    --------
    >>> sorted(feelings_of(["tired", "annoyed"]))
    ['anger', 'tired']
    """
    spoken = {part for word in words for part in word.lower().split()}
    return frozenset(group for group, members in FEELINGS.items() if spoken & frozenset(members.split()))
