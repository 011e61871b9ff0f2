"""How alike two texts are in their words: TF-IDF over stems and pairs of stems that people use.

Only terms that several answers of the trade use count, so that neither padding nor slips change a direction. Repeats
count once and vectors have length one, so a text's length cannot make it more alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from scoring.background import background
from scoring.lexicon import ARTICLES
from scoring.text import NAME, Prepared, Sentence

Vector = Mapping[str, float]


def terms(sentences: Iterable[Sentence]) -> frozenset[str]:
    """The distinct terms of some sentences: stems and pairs of neighbours.

    A negated word is another term than the same word affirmed.
    """
    return frozenset(term for sentence in sentences for term in _terms(sentence))


def _terms(sentence: Sentence) -> Iterator[str]:
    words = [word for word in sentence.words if word.text not in ARTICLES]
    marked = [("!" if word.negated else "") + word.stem for word in words]
    yield from (mark for mark, word in zip(marked, words, strict=True) if word.text != NAME)
    yield from (f"{one} {two}" for one, two in pairwise(marked))


def vector(found: Iterable[str]) -> Vector:
    """Known terms weighted by how rare they are in the trade, scaled to length one.

    Examples
    --------
    >>> round(sum(value**2 for value in vector(["lamp", "hospital", "qwertz"]).values()), 9)
    1.0
    >>> vector(["qwertz"])
    {}
    """
    known = background()["frequency"]
    weights = {term: weight(term) for term in sorted(found) if term in known}
    length = math.sqrt(math.fsum(value * value for value in weights.values()))
    return {term: value / length for term, value in weights.items()} if length else {}


@lru_cache(maxsize=200_000)
def weight(term: str) -> float:
    """Inverse document frequency of a term over the example answers, at least .3; rare terms weigh most."""
    table = background()
    return math.log((1 + table["answers"]) / (1 + table["frequency"].get(term, 0))) + 0.3


def likeness(one: Vector, other: Vector) -> float:
    """Cosine of two vectors of length one: 0 (nothing in common) to 1 (same terms).

    Examples
    --------
    >>> round(likeness(vector(["lamp", "box"]), vector(["lamp", "box"])), 9)
    1.0
    """
    return math.fsum([one[term] * other[term] for term in one.keys() & other.keys()])


def vector_of(text: Prepared) -> Vector:
    """The vector of a whole text."""
    return vector(terms(text.sentences))
