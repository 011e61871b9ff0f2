"""Rules about giveaways: nothing but the situation may lead to the best option."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from scenarios.finding import Found, warning
from scenarios.prose import words
from scenarios.rules.options import CLEARLY_WEAK
from scenarios.rules.parts import best_of, keyed_parts, shown_texts
from scenarios.scenario import Option, Scenario

RUN, OWN_WORDS = 5, 2
STRONG_LEVELS = (4, 5)
TITLE_SHARE = 0.5
_TRAIT_WORDS = re.compile(
    r"\b(?:warmth|empath\w+|listening|good listeners?|conscientious\w*|anticipat\w+|optimis\w+)\b", re.IGNORECASE
)
_SMALL = frozenset(
    words(
        """a about after again all also am an and any are as at be because been before both but by can could did do does
        each else for from get go had has have he her here him his how i if in into is it its just let make may me might
        more most my no not now of off on once one only or other our out over own please put she should so some take
        than that the their them then there these they this those to today too two until up us very was way we were what
        when where which who why will with would yes you your"""
    )
)
_ENDINGS = ("'s", "ing", "ed", "es", "s")
_Run = tuple[str, ...]
_T = TypeVar("_T")


def no_trait_names(scenario: Scenario) -> Found:
    """No option names the trait that it is meant to show."""
    for field, option in _options(scenario):
        if named := _TRAIT_WORDS.search(option.text):
            message = f"option '{option.id}' names a trait: '{named.group()}'"
            yield warning(field, message, "Show it by what is said and done.")


def no_anchor_words(scenario: Scenario) -> Found:
    """No option repeats a strong anchor word for word, beyond what the candidate was told."""
    told = {run for _, text in _told(scenario) for run in _runs(text)}
    anchored = {
        run: trait
        for trait, judged in scenario.rubric.traits.items()
        for level in STRONG_LEVELS
        for run in _runs(judged.anchors[level])
        if run not in told and len(set(run) - _SMALL) >= OWN_WORDS
    }
    for field, option in _options(scenario):
        if run := _first(run for run in _runs(option.text) if run in anchored):
            message = f"option '{option.id}' repeats an anchor of {anchored[run]}: '{' '.join(run)}'"
            yield warning(field, message, "Say the same in other words than the rubric's.")


def title_names_no_move(scenario: Scenario) -> Found:
    """The title does not say what the best option does."""
    title = _stems(scenario.title) - _stems(scenario.stem)
    of_title = len(_stems(scenario.title))
    for _, part in keyed_parts(scenario):
        best = best_of(part)
        others = {stem for option in part.options if option is not best for stem in _stems(option.text)}
        shared = title & _stems(best.text) - others
        if shared and len(shared) >= TITLE_SHARE * of_title:
            message = f"the title speaks of what only the best option '{best.id}' does: {', '.join(sorted(shared))}"
            yield warning("title", message, "Name the situation, not the way out.")


def marks_tell_nothing(scenario: Scenario) -> Found:
    """Exclamation marks do not stand in weak options only."""
    for field, part in keyed_parts(scenario):
        loud = [option for option in part.options if "!" in option.text]
        if loud and all(option.key <= CLEARLY_WEAK for option in loud):
            names = ", ".join(f"'{option.id}'" for option in loud)
            at = f"{field}.{part.options.index(loud[0])}.text"
            advice = "Take the mark out, or let a better option have one too."
            yield warning(at, f"'!' stands in weak options only ({names})", advice)


def _options(scenario: Scenario) -> Iterator[tuple[str, Option]]:
    for field, part in keyed_parts(scenario):
        yield from ((f"{field}.{n}.text", option) for n, option in enumerate(part.options))


def _told(scenario: Scenario) -> Iterator[tuple[str, str]]:
    return ((field, text) for field, text in shown_texts(scenario) if ".closed." not in field)


def _runs(text: str) -> list[_Run]:
    spoken = [word.lower() for word in words(text)]
    return [tuple(spoken[n : n + RUN]) for n in range(len(spoken) - RUN + 1)]


def _stems(text: str) -> set[str]:
    return {_stem(word.lower()) for word in words(text)} - _SMALL


def _stem(word: str) -> str:
    return next((word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2), word)


def _first(found: Iterable[_T]) -> _T | None:
    return next(iter(found), None)
