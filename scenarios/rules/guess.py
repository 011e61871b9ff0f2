"""Whether the key can be guessed without the situation, by somebody who sees nothing but the options.

Nearly half of such items could be answered as well without their situation in a study of published tests (Krumm et al.
2015). The guesser here is a person who knows tests and nothing else: better replies are longer, ask, give figures, call
people, places and days by name, and do not hedge. Each of the five counts alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import fmean, pstdev

from scenarios.finding import Found, warning
from scenarios.prose import words
from scenarios.rules.parts import keyed_parts
from scenarios.scenario import Option, Scenario

# Of all orders in which the keys of the thirty shipped parts could stand, one in twenty comes this near the guess.
# Fewer than five options have so few orders that chance alone comes near too often.
GUESSED, OPTIONS = 0.78, 5
HEDGES = frozenset(
    words(
        """almost believe could guess may maybe might perhaps possibly probably seem seems should sometimes think
        usually would"""
    )
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


def not_guessed(scenario: Scenario) -> Found:
    """Somebody who sees the options without the situation does not find the key."""
    for field, part in keyed_parts(scenario):
        r = correlation(guess(part.scored), [option.key for option in part.scored])
        if r >= GUESSED and len(part.scored) >= OPTIONS:
            message = f"the key can be guessed from length, questions, figures, names and hedges: r = {r:.2f}"
            advice = "Give weak options questions, figures and names as well, and the best ones fewer."
            yield warning(field, message, advice)


def guess(options: Sequence[Option]) -> list[float]:
    """How good each option looks to somebody who knows nothing of the situation.

    Parameters
    ----------
    options
        The options of one closed part.

    Returns
    -------
    list of float
        The sum of five cues, each with mean 0 and standard deviation 1 over the options; higher looks better.

    Examples
    --------
    >>> texts = ["Maybe.", "We could see about that.", "Hello Noor, 512 is ready at 10. Shall we bring it?"]
    >>> options = [Option(id=f"o{n}", text=text, key=3, traits={}, why="x") for n, text in enumerate(texts)]
    >>> [round(value, 1) for value in guess(options)]
    [-4.1, -2.8, 6.9]
    """
    lengths = sorted(len(option.text) for option in options)
    cues = (
        [float(lengths.index(len(option.text))) for option in options],
        [float(option.text.count("?")) for option in options],
        [float(sum(word[0].isdigit() for word in words(option.text))) for option in options],
        [float(len(_NAME.findall(option.text))) for option in options],
        [-float(sum(word.lower() in HEDGES for word in words(option.text))) for option in options],
    )
    return [sum(values) for values in zip(*map(standardised, cues), strict=True)]


def correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's r; 0 where one of the two is flat.

    Examples
    --------
    >>> correlation([1, 3], [2, 6]), correlation([1, 1], [2, 6])
    (1.0, 0.0)
    """
    return fmean(x * y for x, y in zip(standardised(one), standardised(other), strict=True))


def standardised(values: Sequence[float]) -> list[float]:
    """Values with mean 0 and standard deviation 1; all 0 where they are alike.

    Examples
    --------
    >>> standardised([1, 3]), standardised([2, 2])
    ([-1.0, 1.0], [0.0, 0.0])
    """
    mean, spread = fmean(values), pstdev(values)
    return [(value - mean) / spread if spread > 0 else 0.0 for value in values]
