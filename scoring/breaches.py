"""What an answer does wrong, whatever else it does well: breaches of the situation's lines, and of a trait's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scenarios.rubric import Breach
from scoring.evidence.listening import re_asked
from scoring.evidence.scene import Scene
from scoring.lexicon import FUNCTION_WORDS
from scoring.phrases import BLAME, CHEER, DISPARAGEMENT, OPEN_ENDED, SALES, TONE, patterns
from scoring.setting import Setting
from scoring.text import Sentence, Span
from scoring.words import stem

_LIMIT = re.compile(r"(?:up to|beyond|above|over|more than|most|within|at most) (\d+)(?: (\w+))?")
_OFFER = patterns(
    r"(?:i|we) (?:\w+ )?(?:will|can|could|am|are|have|shall|put|give|send|take|pay)",
    r"let (?:us|me)",
    r"you (?:\w+ )?(?:can|will|may|could|get)",
    r"(?:send|bring|keep|take|use) (?:it|this|that|them)",
    r"no need",
    r"(?:give|tell|pay|refund|extend|change)",
)
_CONDITION = patterns(
    r"before", r"without", r"until", r"unless", r"beyond", r"above", r"over", r"more than", r"less than"
)
_MONEY = frozenset(stem(word) for word in ("euro", "pound", "dollar", "money"))
_UNITS = frozenset(
    stem(word) for word in ("day", "hour", "minute", "week", "month", "year", "working", "business", "percent")
)
_DAYS = {stem(word): days for word, days in (("day", 1), ("week", 7), ("month", 30), ("year", 365))}
_LOUD_AT = 2
_QUESTIONS = 3
_DENIED = re.compile(r"\b(?:no|not|nobody|no one|nothing|never|none|neither|without)\b")


@dataclass(frozen=True)
class Lapse:
    """A breach and where it is seen."""

    breach: str
    span: Span


def lapses(scene: Scene) -> tuple[Lapse, ...]:
    """Everything the answer does wrong, in the order of the kinds of breach.

    Returns
    -------
    tuple of Lapse
        `Lapse.breach` is a value of `Breach`, or a key of the table of tones (such as ``"calm_down"``).
    """
    found = [
        *_blamed(scene),
        *_said(scene, Breach.DISPARAGEMENT, DISPARAGEMENT),
        *(Lapse(Breach.RE_ASKS_GIVEN, hit.span) for hit in re_asked(scene)),
        *_overdone(scene),
        *_hesitant(scene),
        *_over_the_line(scene),
        *_wrong_figures(scene),
    ]
    for tone, pattern in TONE.items():
        found.extend(_said(scene, tone, pattern))
    return tuple(found)


def _said(scene: Scene, breach: str, pattern: re.Pattern[str]) -> Iterator[Lapse]:
    for sentence in scene.sentences:
        for span in sentence.find(pattern):
            yield Lapse(breach, span)
            break


def _blamed(scene: Scene) -> Iterator[Lapse]:
    """Blame, unless it is what the sentence denies: "nobody says that it was your fault" blames nobody."""
    for sentence in scene.sentences:
        match = BLAME.search(sentence.plain)
        if match and not _DENIED.search(sentence.plain[: match.start()]):
            yield from (Lapse(Breach.BLAME, span) for span in list(sentence.find(BLAME))[:1])


def _hesitant(scene: Scene) -> Iterator[Lapse]:
    """Question upon question where the situation has no time for it."""
    tension = scene.setting.scenario.tension
    asked = [sentence for sentence in scene.sentences if sentence.is_question]
    if tension is not None and tension.overdone_side == "quiet" and len(asked) > _QUESTIONS:
        yield Lapse(Breach.OVERDONE_QUIET, asked[_QUESTIONS].span)


def _overdone(scene: Scene) -> Iterator[Lapse]:
    """Exclamation marks, cheer and sales where the mood is heavy; sales anywhere."""
    setting = scene.setting
    heavy = setting.scenario.emotion.intensity >= _LOUD_AT or setting.scenario.tension is not None
    marks = [sentence for sentence in scene.sentences if "!" in sentence.ending]
    loud = sum(sentence.ending.count("!") for sentence in marks)
    cheered = [span for sentence in scene.sentences for span in sentence.find(CHEER)]
    sold = [
        span for sentence in scene.sentences for span in sentence.find(SALES) if not _is_topic(sentence, span, scene)
    ]
    if sold:
        yield Lapse(Breach.OVERDONE_LOUD, sold[0])
    elif heavy and (loud > 3 or (cheered and loud >= 1) or len(cheered) >= 2):
        yield Lapse(Breach.OVERDONE_LOUD, cheered[0] if cheered else marks[0].span)


def _is_topic(sentence: Sentence, span: Span, scene: Scene) -> bool:
    words = {word.stem for word in sentence.words if span.start <= word.start < span.end}
    return bool({word for word in words if word not in FUNCTION_WORDS} & scene.told)


def _over_the_line(scene: Scene) -> Iterator[Lapse]:
    if scene.setting.scenario.allowed is None:
        return
    forbidden, limits = _lines(scene.setting)
    for sentence in scene.sentences:
        offers = sentence.has(_OFFER) and (_exceeds(sentence, limits, scene) or _offers(sentence, forbidden))
        if not sentence.is_question and (offers or sentence.has(OPEN_ENDED)):
            yield Lapse(Breach.HARD_LINE_BROKEN, sentence.span)


@lru_cache(maxsize=128)
def _lines(setting: Setting) -> tuple[list[frozenset[str]], list[tuple[int, str]]]:
    """What the situation forbids, as content words, and its limits; worked out once for each setting."""
    process = setting.scenario.allowed
    if process is None:
        return [], []
    lines = [setting.prepare(line).sentences for line in process.hard_lines if not _CONDITION.search(line)]
    forbidden = [frozenset().union(*(part.content for part in line)) for line in lines if line]
    return forbidden, list(_limits(" ".join((process.authority, *process.hard_lines))))


def _limits(text: str) -> Iterator[tuple[int, str]]:
    plain = re.sub(
        r"\b[a-z]+\b", lambda word: stem(word.group()) if stem(word.group()).isdigit() else word.group(), text.lower()
    )
    for match in _LIMIT.finditer(plain):
        yield int(match.group(1)), stem(match.group(2) or "")


def _exceeds(sentence: Sentence, limits: list[tuple[int, str]], scene: Scene) -> bool:
    """A figure of the same unit above a limit, that the situation does not know."""
    following = [word.stem for word in sentence.words[1:]] + [""]
    return any(
        word.stem.isdigit()
        and word.stem not in scene.told
        and not word.negated
        and any(
            _is_unit(after, unit) and limit < _in_unit(int(word.stem), after, unit) <= 20 * limit
            for limit, unit in limits
        )
        for word, after in zip(sentence.words, following, strict=True)
    )


def _in_unit(figure: int, after: str, unit: str) -> int:
    """The figure in a limit's unit of time, when both are units of time."""
    if after in _DAYS and unit in _DAYS:
        return round(figure * _DAYS[after] / _DAYS[unit])
    return figure


def _is_unit(after: str, unit: str) -> bool:
    return after == unit or (after in _DAYS and unit in _DAYS) or (unit in _MONEY and after not in _UNITS)


def _offers(sentence: Sentence, forbidden: list[frozenset[str]]) -> bool:
    affirmed = frozenset(word.stem for word in sentence.words if not word.negated)
    negated = any(word.negated for word in sentence.words)
    return not negated and any(len(line) >= 2 and line <= affirmed for line in forbidden)


def _wrong_figures(scene: Scene) -> Iterator[Lapse]:
    """A number of four digits and more, such as an order's, that the situation does not have."""
    for sentence in scene.sentences:
        for word in sentence.words:
            if (
                word.stem.isdigit()
                and len(word.stem) >= 4
                and word.stem not in scene.told
                and not _is_known(word.stem, scene)
            ):
                yield Lapse(Breach.WRONG_FACT, Span(word.start, word.end))


def _is_known(figure: str, scene: Scene) -> bool:
    return figure in scene.setting.known or figure.startswith(("19", "20"))
