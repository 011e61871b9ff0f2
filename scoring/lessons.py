"""What example answers teach about a level beyond the features: which words and which meanings go with it.

One lesson for each trait (``"* warmth"``) holds in every situation; one for each shipped scenario and trait holds in
that situation only; one for each shipped scenario (``"S02 story"``) tells whether an answer is about it at all. A
lesson is linear in an answer's terms and in the direction of its meaning, so it is served as three arrays of numbers,
whatever number of answers it was learned from.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np

from scoring.similarity import Vector

SCHEMA = "hiring.lessons/1"
EVERYWHERE, STORY = "*", "story"


class Portrait(NamedTuple):
    """What of an answer is compared with others: its terms, and the direction of its meaning, shape (512,)."""

    terms: Vector
    meaning: np.ndarray


class WrongLessons(RuntimeError):
    """A file that does not hold the lessons of this release."""


@dataclass(frozen=True)
class Lessons:
    """All lessons, as arrays.

    Attributes
    ----------
    place : mapping
        Row by name: ``"* warmth"`` for every situation, ``"S02 warmth"`` for one.
    term : mapping
        Column by term.
    terms : array (lessons, terms)
        Levels for a whole vector in the direction of a term.
    meanings : array (lessons, 512)
        Levels for a meaning that points this way.
    offsets : array (lessons,)
        Levels for any answer.
    """

    place: Mapping[str, int]
    term: Mapping[str, int]
    terms: np.ndarray
    meanings: np.ndarray
    offsets: np.ndarray

    @cached_property
    def stories(self) -> tuple[str, ...]:
        """The names of the lessons that tell what an answer is about."""
        return tuple(name for name in self.place if name.endswith(STORY))

    def add(self, portrait: Portrait, names: Sequence[str]) -> np.ndarray:
        """What some lessons add to a level.

        Parameters
        ----------
        portrait : Portrait
        names : sequence of str
            A name without a lesson adds nothing.

        Returns
        -------
        array (len(names),)
            In levels.

        Examples
        --------
        >>> lessons = Lessons({"* warmth": 0}, {"lamp": 0}, np.array([[2.0]]), np.array([[0.5]]), np.array([0.1]))
        >>> lessons.add(Portrait({"lamp": 0.5, "box": 0.5}, np.array([1.0])), ["* warmth", "S02 warmth"]).tolist()
        [1.6, 0.0]
        """
        met = {self.term[term]: value for term, value in portrait.terms.items() if term in self.term}
        columns, values = np.array(list(met), dtype=int), np.array(list(met.values()))
        known = [place for place, name in enumerate(names) if name in self.place]
        rows = np.array([self.place[names[place]] for place in known], dtype=int)
        added = np.zeros(len(names))
        by_terms = (self.terms[np.ix_(rows, columns)].astype(float) * values).sum(axis=1)
        by_meaning = (self.meanings[rows].astype(float) * portrait.meaning).sum(axis=1)
        added[known] = self.offsets[rows] + by_terms + by_meaning
        return added


def together(one: Lessons, other: Lessons) -> Lessons:
    """The lessons of both, which speak of the same terms.

    Examples
    --------
    >>> some = Lessons({"* warmth": 0}, {"lamp": 0}, np.array([[2.0]]), np.array([[0.5]]), np.array([0.1]))
    >>> more = Lessons({"S02 story": 0}, {"lamp": 0}, np.array([[1.0]]), np.array([[0.1]]), np.array([0.2]))
    >>> both = together(some, more)
    >>> dict(both.place), both.offsets.tolist()
    ({'* warmth': 0, 'S02 story': 1}, [0.1, 0.2])
    """
    place = {**one.place, **{name: len(one.place) + number for name, number in other.place.items()}}
    return Lessons(
        place,
        one.term,
        np.vstack([one.terms, other.terms]),
        np.vstack([one.meanings, other.meanings]),
        np.concatenate([one.offsets, other.offsets]),
    )


def save(lessons: Lessons, path: Path) -> None:
    """Write lessons as arrays of numbers and text; no code is in the file."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            schema=_text([SCHEMA]),
            names=_text(lessons.place),
            vocabulary=_text(lessons.term),
            terms=lessons.terms.astype(np.float32),
            meanings=lessons.meanings.astype(np.float32),
            offsets=lessons.offsets.astype(np.float64),
        )


def load(raw: bytes) -> Lessons:
    """Read lessons from the bytes of their file.

    Raises
    ------
    WrongLessons
        When it is no such file, or one of another release.
    """
    try:
        with np.load(io.BytesIO(raw), allow_pickle=False) as file:
            parts = {name: file[name] for name in file.files}
        schema = _lines(parts["schema"])
        names, vocabulary = _lines(parts["names"]), _lines(parts["vocabulary"])
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise WrongLessons(f"this is no file of lessons: {error}") from error
    if schema != [SCHEMA]:
        raise WrongLessons(f"the lessons have the schema {schema}, and this release reads {SCHEMA}")
    place, term = ({name: number for number, name in enumerate(each)} for each in (names, vocabulary))
    return Lessons(place, term, parts["terms"], parts["meanings"], parts["offsets"])


def _text(lines: Sequence[str] | Mapping[str, int]) -> np.ndarray:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _lines(array: np.ndarray) -> list[str]:
    return array.tobytes().decode().split("\n")
