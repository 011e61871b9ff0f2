"""The meaning of an answer as a direction, free of who is named and of how it is typed."""

from __future__ import annotations

import numpy as np

from scoring.embedding import embed
from scoring.lexicon import ARTICLES, THIRD_PERSON
from scoring.text import NAME, Prepared, Sentence, Word

_ANYBODY = "Sam"


def spoken(answer: Prepared) -> str:
    """The words of an answer as one would read them out, slips undone: every name and every person is the same.

    Examples
    --------
    >>> from scoring.text import prepare
    >>> from scoring.words import Vocabulary
    >>> spoken(prepare("Hi MARA!! I'll ask\\nhim.", Vocabulary(["ask"]), frozenset({"mara"})))
    'hi Sam! i will ask. they.'
    """
    said = (sentence for sentence in answer.sentences if any(word.text != NAME for word in sentence.words))
    return " ".join(map(_sentence, said))


def _sentence(sentence: Sentence) -> str:
    words = (_word(word) for word in sentence.words if word.text not in ARTICLES)
    return " ".join(words) + (sentence.ending[:1].strip() or ".")


def _word(word: Word) -> str:
    if word.text == NAME:
        return _ANYBODY
    return "they" if word.text in THIRD_PERSON else word.text


def meaning_of(answer: Prepared) -> np.ndarray:
    """The direction of an answer's meaning.

    Returns
    -------
    array (512,)
        Of length one, or zeros for an answer without words.
    """
    direction: np.ndarray = embed([spoken(answer)])[0]
    return direction
