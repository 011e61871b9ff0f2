"""A text as blocks of numbers, each from another way of reading it; nothing here is learned from any rating."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from scoring.embedding import WIDTH, embed
from scoring.learned.constructs import NAMES, constructs
from scoring.learned.terms import Terms, letter_terms, word_terms

Block = np.ndarray | Terms
Blocks = Mapping[str, Block]
_BATCH = 64
_MOST_SENTENCES = 200
_SENTENCE = re.compile(r"(?<=[.!?\u2026])\s+|\n+")
_PRONOUNS = {"he": "they", "she": "they", "him": "them", "his": "them", "her": "them", "hers": "them"} | {
    "himself": "themselves",
    "herself": "themselves",
}
_PRONOUN = re.compile(r"\b(?:" + "|".join(_PRONOUNS) + r")\b", re.IGNORECASE)


def blocks_of(texts: Sequence[str], contexts: Sequence[str] | None = None) -> dict[str, Block]:
    """Read texts in five ways, or in seven when it is known what each of them answers to.

    Parameters
    ----------
    texts : sequence of str
        Anything. Names should have been replaced by the caller, who knows them; he, she and they are one word.
    contexts : sequence of str, optional
        What each text answers to, of the same length.

    Returns
    -------
    dict
        ``"construct"`` (n, len(NAMES)), ``"answer"`` (n, 512) the text's direction, ``"sentences"`` (n, 512)
        the mean of its sentences' directions, ``"word"`` and ``"letter"`` `Terms`; with contexts also ``"context"``
        (n, 512) and ``"context word"`` `Terms`.

    Raises
    ------
    ValueError
        When there are not as many contexts as texts.

    Examples
    --------
    >>> blocks = blocks_of(["I am sorry. It leaves today.", "No."])
    >>> blocks["construct"].shape == (2, len(NAMES)), blocks["answer"].shape, blocks["word"].size
    (True, (2, 512), 2)
    """
    if contexts is not None and len(contexts) != len(texts):
        raise ValueError(f"{len(texts)} texts and {len(contexts)} contexts")
    plain = [neutral(text) for text in texts]
    around = [neutral(text) for text in contexts] if contexts is not None else [""] * len(texts)
    rows = [constructs(text, context) for text, context in zip(plain, around, strict=True)]
    sentences = [sentences_of(text) for text in plain]
    directions = _directions([*plain, *around, *(each for group in sentences for each in group)])
    blocks: dict[str, Block] = {
        "construct": np.array(rows).reshape(len(texts), len(NAMES)),
        "answer": _stacked([directions[text] for text in plain]),
        "sentences": _stacked([np.mean([directions[each] for each in group], axis=0) for group in sentences]),
        "word": word_terms(plain),
        "letter": letter_terms(plain),
    }
    if contexts is not None:
        blocks |= {"context": _stacked([directions[text] for text in around]), "context word": word_terms(around)}
    return blocks


def take(blocks: Blocks, rows: np.ndarray) -> dict[str, Block]:
    """Some of the texts, in that order.

    Examples
    --------
    >>> take({"x": np.array([[1.0], [2.0]])}, np.array([1]))["x"].tolist()
    [[2.0]]
    """
    return {name: block.take(rows) if isinstance(block, Terms) else block[rows] for name, block in blocks.items()}


def size_of(block: Block) -> int:
    """How many texts a block is about."""
    return block.size if isinstance(block, Terms) else len(block)


def neutral(text: str) -> str:
    """The text with one pronoun for everybody, so that nobody's can count.

    Examples
    --------
    >>> neutral("She lost her key.") == neutral("He lost his key.")
    True
    """
    return _PRONOUN.sub(lambda found: _PRONOUNS[found[0].lower()], text)


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a text, 200 at most; the whole text when it has no other.

    Examples
    --------
    >>> sentences_of("Yes. It leaves today!")
    ('Yes.', 'It leaves today!')
    """
    parts = [part.strip() for part in _SENTENCE.split(text)]
    return tuple(part for part in parts if part)[:_MOST_SENTENCES] or (text,)


def _directions(texts: Sequence[str]) -> dict[str, np.ndarray]:
    """Each text once, in batches of texts alike in length: padding costs time."""
    unique = sorted(set(texts), key=lambda text: (len(text), text))
    batches = [unique[first : first + _BATCH] for first in range(0, len(unique), _BATCH)]
    return {text: row for batch in batches for text, row in zip(batch, embed(batch), strict=True)}


def _stacked(rows: Sequence[np.ndarray]) -> np.ndarray:
    return np.array(rows).reshape(len(rows), WIDTH)
