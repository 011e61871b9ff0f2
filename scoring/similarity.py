"""How alike two texts of one situation are: TF-IDF over stems, pairs of words and letters inside words.

Repeats count once and vectors have length one, so neither a text's length nor padding can make it more alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from scoring.background import background
from scoring.text import NAME, Prepared, Sentence, is_content

Vector = Mapping[str, float]
_LETTERS = 4


def terms(sentences: Iterable[Sentence]) -> frozenset[str]:
    """The distinct terms of some sentences: stems, pairs of neighbours, runs of four letters.

    A negated word is another term than the same word affirmed.
    """
    return frozenset(term for sentence in sentences for term in _terms(sentence))


def _terms(sentence: Sentence) -> Iterator[str]:
    marked = [("!" if word.negated else "") + word.stem for word in sentence.words]
    yield from (mark for mark, word in zip(marked, sentence.words, strict=True) if word.text != NAME)
    yield from (f"{one} {two}" for one, two in pairwise(marked))
    for mark, word in zip(marked, sentence.words, strict=True):
        if is_content(word) and not word.negated:
            padded = f"<{mark}>"
            yield from (f"#{padded[i : i + _LETTERS]}" for i in range(max(1, len(padded) - _LETTERS + 1)))


def vector(found: Iterable[str]) -> Vector:
    """Terms weighted by how rare they are in the trade, scaled to length one.

    Examples
    --------
    >>> round(sum(value**2 for value in vector(["lamp", "hospital"]).values()), 9)
    1.0
    """
    weights = {term: weight(term) for term in sorted(found)}
    length = math.sqrt(math.fsum(value * value for value in weights.values()))
    return {term: value / length for term, value in weights.items()} if length else {}


@lru_cache(maxsize=200_000)
def weight(term: str) -> float:
    """Inverse document frequency of a term over the shipped answers; letters count half as much."""
    table = background()
    rarity = math.log((1 + table["answers"]) / (1 + table["frequency"].get(term, 0))) + 0.3
    return rarity * (0.4 if term.startswith("#") else 1.0)


def likeness(one: Vector, other: Vector) -> float:
    """Cosine of two vectors of length one: 0 (nothing in common) to 1 (same terms).

    Examples
    --------
    >>> round(likeness(vector(["lamp", "box"]), vector(["lamp", "box"])), 9)
    1.0
    """
    small, large = sorted((one, other), key=len)
    return math.fsum(value * large[term] for term, value in small.items() if term in large)


def vector_of(text: Prepared) -> Vector:
    """The vector of a whole text."""
    return vector(terms(text.sentences))
