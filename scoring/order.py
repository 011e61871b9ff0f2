"""Whether words stand in an order that people write: a comparison with shuffles of the same words.

Words fall into classes (function words stand for themselves, others for their ending), and neighbouring classes are
scored by how often the shipped texts put them side by side. Because an answer is only compared with its own words in
other orders, neither vocabulary nor spelling nor length decides, and second-language grammar stays far from chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise, zip_longest

import numpy as np

from scoring.pairs import BORDER, BREAK, class_of, table
from scoring.text import Prepared, Sentence

LEAST_WORDS = 12
_SHUFFLES = 60


def classes(sentence: Sentence) -> list[str]:
    """The classes of a sentence with its borders and breaks.

    Examples
    --------
    >>> from scoring.text import prepare
    >>> from scoring.words import Vocabulary
    >>> classes(prepare("Yes, I can.", Vocabulary([])).sentences[0])
    ['^', 'yes', ',', 'i', 'can', '^']
    """
    row = [BORDER]
    clause = sentence.words[0].clause
    for word, after in zip_longest(sentence.words, sentence.words[1:]):
        if after is not None and after.start == word.start:
            continue  # of "I'll" only "will": its two halves stay together however the text is shuffled
        row += [BREAK] * (word.clause != clause) + [class_of(word.text)]
        clause = word.clause
    return [*row, BORDER]


def order_score(answer: Prepared) -> float | None:
    """How much likelier the order is than chance, in standard deviations of shuffled orders.

    Returns
    -------
    float or None
        About 0 for shuffled words, 4 and more for most answers; None below `LEAST_WORDS` words.
    """
    row = [name for sentence in answer.sentences for name in classes(sentence)]
    free = [place for place, name in enumerate(row) if name not in (BORDER, BREAK)]
    if len(free) < LEAST_WORDS:
        return None
    numbers, ratios = _table()
    codes = np.array([numbers.get(name, numbers["-"]) for name in row])
    orders = _shuffled(codes, free)
    scores = ratios[orders[:, :-1], orders[:, 1:]].sum(axis=1)
    chance = scores[1:]
    return float((scores[0] - chance.mean()) / (chance.std() + 1e-9))


def fluency(sentence: Sentence) -> float:
    """How much oftener than chance its neighbours stand together, mean log ratio: about .5, in lists -.1."""
    numbers, ratios = _table()
    codes = [numbers.get(name, numbers["-"]) for name in classes(sentence)]
    found = [float(ratios[one, other]) for one, other in pairwise(codes)]
    inner = [ratio for ratio in found if ratio != 0.0]
    return math.fsum(inner) / len(inner) if inner else 0.0


def _shuffled(codes: np.ndarray, free: Sequence[int]) -> np.ndarray:
    """The order itself in row 0, and always the same shuffles of its words below; borders stay."""
    generator = np.random.default_rng(0)
    orders = np.tile(codes, (_SHUFFLES + 1, 1))
    orders[1:, free] = codes[free][generator.random((_SHUFFLES, len(free))).argsort(axis=1)]
    return orders


@cache
def _table() -> tuple[dict[str, int], np.ndarray]:
    numbers, ratios = table()
    # A stop travels with its word when a text is shuffled, so what stands beside a stop says nothing.
    inner = ratios.copy()
    for name in (BORDER, BREAK):
        inner[numbers[name], :] = inner[:, numbers[name]] = 0.0
    return numbers, inner
