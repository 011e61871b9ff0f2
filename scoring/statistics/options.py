"""Who chooses which option of a closed step: curves over fifths of the score."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.statistics.inputs import Figure, Numbers, in_order, is_missing, same_length, vector
from scoring.statistics.intervals import WithInterval, of_correlation, of_share

FIFTHS = 5


@dataclass(frozen=True)
class OptionCurves:
    """Who chooses which option, by fifth of the score.

    Attributes
    ----------
    options : tuple
    chosen : array (options, 5)
        How often each was chosen, from the lowest fifth to the highest.
    rising : dict
        By option, the correlation of choosing it with the fifth, with Fisher's interval.
    shares : dict
        By option, its share of all choices with Wilson's interval.
    """

    options: tuple[Hashable, ...]
    chosen: NDArray[np.int64]
    rising: dict[Hashable, WithInterval]
    shares: dict[Hashable, WithInterval]

    def curve(self, option: Hashable) -> tuple[Figure, ...]:
        """The option's share within each fifth; None where a fifth has nobody."""
        people = self.chosen.sum(axis=0)
        own = self.chosen[self.options.index(option)]
        return tuple(float(some / all_) if all_ else None for some, all_ in zip(own, people, strict=True))


def option_curves(
    choices: Sequence[Hashable], scores: ArrayLike, options: Sequence[Hashable] = (), confidence: float = 0.95
) -> OptionCurves:
    """How often each option is chosen in each fifth of the score.

    People with one score are in one fifth, so fifths are of unequal size where scores tie.

    Parameters
    ----------
    choices : sequence (n,)
    scores : array (n,)
        Best without this scenario.
    options : sequence
        All options, also such as nobody chose; those that were chosen when empty.
    confidence : float
        Of the intervals.

    Returns
    -------
    OptionCurves

    Raises
    ------
    ValueError
        When lengths differ, a choice or score is missing, or somebody chose what is not among the options.

    Examples
    --------
    >>> found = option_curves("bbabaaabaa", range(10), "abc")
    >>> found.curve("a")
    (0.0, 0.5, 1.0, 0.5, 1.0)
    >>> found.shares["c"].value, round(found.rising["a"].value, 3)
    (0.0, 0.577)
    """
    found = vector(scores, "scores")
    same_length("choices and scores", choices, found)
    if any(map(is_missing, choices)):
        raise ValueError("choices: one is missing")
    names = tuple(in_order(list(options) or list(choices)))
    if set(choices) - set(names):
        raise ValueError(f"choices: {sorted(map(str, set(choices) - set(names)))} are no options")
    place, picked = fifths(found), np.array([[choice == name for choice in choices] for name in names])
    chosen = np.array([np.bincount(place[own], minlength=FIFTHS) for own in picked])
    return OptionCurves(
        names,
        chosen,
        {name: of_correlation(own, place, confidence) for name, own in zip(names, picked, strict=True)},
        {name: of_share(int(own.sum()), len(found), confidence) for name, own in zip(names, picked, strict=True)},
    )


def fifths(scores: Numbers) -> NDArray[np.intp]:
    """Each one's fifth, 0 to 4, from the share of people with a lower score and half of those with the same.

    Examples
    --------
    >>> fifths(np.array([10.0, 20.0, 30.0, 40.0, 50.0, 50.0]))
    array([0, 1, 2, 2, 4, 4])
    """
    rows = np.sort(scores)
    below, up_to = np.searchsorted(rows, scores, "left"), np.searchsorted(rows, scores, "right")
    return np.asarray(np.minimum(FIFTHS - 1, (below + up_to) * FIFTHS // (2 * len(rows))))
