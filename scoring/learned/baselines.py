"""What anything learned has to beat: a rater that counts words, and one that always says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.learned.closed_form import Spectrum, members_of
from scoring.learned.fitting import cuts_of, scale_of
from scoring.learned.served import levels_of

_NOISE = 0.01


def lengths(texts: Sequence[str]) -> np.ndarray:
    """How many words each text has.

    Examples
    --------
    >>> lengths(["two words", ""]).tolist()
    [2.0, 0.0]
    """
    return np.array([float(len(text.split())) for text in texts])


@dataclass(frozen=True)
class LengthOnly:
    """A line through the logarithm of the number of words, with the boundaries that the learned rater has.

    Attributes
    ----------
    line : array (2,)
        Intercept and slope.
    scale, cuts : arrays
        The levels and where the next begins; none for continuous ratings.
    left_out : array (n,)
        Levels of the training rows when their group is left out.
    """

    line: np.ndarray
    scale: np.ndarray
    cuts: np.ndarray
    left_out: np.ndarray

    @classmethod
    def fit(cls, words: np.ndarray, levels: np.ndarray, groups: np.ndarray) -> LengthOnly:
        """Least squares.

        Examples
        --------
        >>> levels = np.array([1.0, 2.0, 3.0, 4.0])
        >>> LengthOnly.fit(np.expm1(levels), levels, np.arange(4)).predict(np.expm1(levels)).tolist()
        [1.0, 2.0, 3.0, 4.0]
        """
        design = _design(words)
        line = np.linalg.lstsq(design, levels, rcond=None)[0]
        spectrum = Spectrum.of(design @ design.T)
        left_out = spectrum.left_out(levels[:, None], _NOISE, members_of(groups))[:, 0]
        scale = scale_of(levels)
        cuts = cuts_of(design @ line, levels, scale)
        return cls(line, scale, cuts, levels_of(left_out, scale, cuts_of(left_out, levels, scale)))

    def predict(self, words: np.ndarray) -> np.ndarray:
        """Levels of texts with so many words."""
        return levels_of(_design(words) @ self.line, self.scale, self.cuts)


def _design(words: np.ndarray) -> np.ndarray:
    return np.column_stack([np.ones(len(words)), np.log1p(words)])


def usual(levels: np.ndarray) -> float:
    """The level that most answers have, the lower one of several; the mean where ratings are continuous.

    Examples
    --------
    >>> usual(np.array([3.0, 1.0, 3.0])), usual(np.array([1.5, 2.0]))
    (3.0, 1.75)
    """
    if not len(scale_of(levels)):
        return float(levels.mean())
    found, counts = np.unique(levels, return_counts=True)
    return float(found[np.argmax(counts)])
