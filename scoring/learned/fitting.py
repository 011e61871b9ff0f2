"""From blocks and ratings to what is served: kernels are weighed, solved, and folded into slopes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.learned.blocks import Block
from scoring.learned.closed_form import members_of, solved
from scoring.learned.ordinal import LowRank, sigmoid, step
from scoring.learned.parts import Part
from scoring.learned.served import Output, Served, levels_of
from scoring.learned.sums import Member, combined, members, weigh

COVERAGE = 0.9
_MOST_LEVELS = 10
_FEW = 10  # below, weights stay alike and the noise high: there is nothing to choose them by
_HIGH_NOISE = 3.0
_FOR_LOGITS = 30
_SEARCH, _MAP = 800, 1000
# Prior variance of the intercept, in units of the kernels' mean diagonal: flat, unless predictions begin at a prior.
_FLAT, _NARROW = 100.0, 1.0


@dataclass(frozen=True)
class Ratings:
    """What is to be learned.

    Attributes
    ----------
    levels : array (n, outputs)
    groups : array (n,)
    prior : array (n, outputs) or None
    least, most : float or None
        The range of the scale where it is known.
    logistic : bool
    """

    levels: np.ndarray
    groups: np.ndarray
    prior: np.ndarray | None = None
    least: float | None = None
    most: float | None = None
    logistic: bool = True

    @property
    def centre(self) -> np.ndarray:
        """Where predictions begin when there is no prior."""
        outputs = self.levels.shape[1]
        return np.zeros(outputs) if self.prior is not None else np.asarray(self.levels.mean(axis=0))

    @property
    def surprise(self) -> np.ndarray:
        """Ratings minus where predictions begin."""
        return np.asarray(self.levels - (self.centre if self.prior is None else self.prior))


@dataclass(frozen=True)
class Learned:
    """What came of it: what is served, leave-one-out predictions and levels (n, outputs), weights and noises."""

    served: Served
    left_out: np.ndarray
    left_out_levels: np.ndarray
    names: tuple[str, ...]
    weights: np.ndarray
    noises: np.ndarray


@dataclass(frozen=True)
class _Column:
    """One output: ridge and logits as slopes on kernels, and both as leave-one-out predictions."""

    ridge: np.ndarray
    logits: np.ndarray
    bias: np.ndarray
    left_out: np.ndarray
    scale: np.ndarray


def learn(blocks: Mapping[str, Block], forms: Mapping[str, str], ratings: Ratings) -> Learned:
    """Learn all outputs.

    Parameters
    ----------
    blocks : mapping
        Of n rows each.
    forms : mapping
        The kernel of each block.
    ratings : Ratings

    Returns
    -------
    Learned
    """
    kernels = members(blocks, forms) if len(ratings.levels) else {}
    grams = [member.gram for member in kernels.values()]
    weights, noises = _weighed(grams, ratings)
    columns = _columns(grams, weights, noises, ratings)
    parts, centring = _parts(kernels, weights, columns)
    outputs = _outputs(columns, centring, ratings)
    left_out = np.column_stack(
        [_held(column.left_out, output) for column, output in zip(columns, outputs, strict=True)]
    )
    levels = [levels_of(values, output.levels, output.cuts) for values, output in zip(left_out.T, outputs, strict=True)]
    served = Served(parts, outputs, ratings.prior is not None)
    return Learned(served, left_out, np.column_stack(levels), tuple(kernels), weights, noises)


def _weighed(grams: Sequence[np.ndarray], ratings: Ratings) -> tuple[np.ndarray, np.ndarray]:
    """Weights and noises, from 800 rows or fewer: more cost more than they tell."""
    outputs = ratings.levels.shape[1]
    if not grams or len(ratings.levels) < _FEW or len(np.unique(ratings.groups)) < 2:
        return np.full((outputs, len(grams)), 1 / max(1, len(grams))), np.full(outputs, _HIGH_NOISE)
    rows = _some_groups(ratings.groups, _SEARCH)
    chosen = [gram[np.ix_(rows, rows)] for gram in grams] if len(rows) < len(grams[0]) else grams
    return weigh(chosen, ratings.surprise[rows], ratings.groups[rows], _intercept(ratings))


def _intercept(ratings: Ratings) -> float:
    return _FLAT if ratings.prior is None else _NARROW


def _some_groups(groups: np.ndarray, most: int) -> np.ndarray:
    """Rows of whole groups, in a shuffled order that is always the same, until there are so many."""
    if len(groups) <= most:
        return np.arange(len(groups))
    _, place, counts = np.unique(groups, return_inverse=True, return_counts=True)
    order = np.random.default_rng(0).permutation(len(counts))
    kept = order[: max(2, int(np.searchsorted(np.cumsum(counts[order]), most, side="right")))]
    return np.flatnonzero(np.isin(place, kept))


def _columns(grams: Sequence[np.ndarray], weights: np.ndarray, noises: np.ndarray, ratings: Ratings) -> list[_Column]:
    if not grams:
        return [_flat(ratings, place) for place in range(ratings.levels.shape[1])]
    together = members_of(ratings.groups)
    scales = [scale_of(levels) for levels in ratings.levels.T]
    low_rank = None
    if ratings.logistic and len(ratings.levels) >= _FOR_LOGITS and any(len(scale) for scale in scales):
        low_rank = LowRank.of(combined(grams, weights.mean(axis=0)), most_rows=_MAP)
    found = []
    for place, scale in enumerate(scales):
        kernel = combined(grams, weights[place]) + _intercept(ratings)
        slopes, left_out = solved(kernel, noises[place], ratings.surprise[:, place], together)
        start = ratings.levels[:, place] - ratings.surprise[:, place]
        bias = np.array([_intercept(ratings) * slopes.sum() + ratings.centre[place]])
        ridge = _Column(slopes, np.zeros((len(slopes), 0)), bias, start + left_out, scale)
        found.append(_with_logits(ridge, low_rank, ratings.levels[:, place], together) if low_rank else ridge)
    return found


def _flat(ratings: Ratings, place: int) -> _Column:
    """Nothing tells the texts apart: the prior, or the mean of the others."""
    levels, size = ratings.levels[:, place], len(ratings.levels)
    others = (levels.sum() - levels) / max(1, size - 1)
    left_out = others if ratings.prior is None else ratings.prior[:, place]
    return _Column(np.zeros(size), np.zeros((size, 0)), ratings.centre[place : place + 1], left_out, scale_of(levels))


def _with_logits(column: _Column, low_rank: LowRank, levels: np.ndarray, together: Sequence[np.ndarray]) -> _Column:
    if len(column.scale) < 2:
        return column
    steps = [step(low_rank.columns, levels > below, together) for below in column.scale[:-1]]
    slopes = np.column_stack([low_rank.back @ found[:-1] for found, _ in steps])
    chances = sigmoid(np.column_stack([logit for _, logit in steps]))
    left_out = (column.left_out + column.scale[0] + chances @ np.diff(column.scale)) / 2
    bias = np.concatenate([column.bias, [found[-1] for found, _ in steps]])
    return _Column(column.ridge, slopes, bias, left_out, column.scale)


def scale_of(levels: np.ndarray) -> np.ndarray:
    """The levels of a scale, or none when ratings are continuous: not whole, or more than ten different.

    Examples
    --------
    >>> scale_of(np.array([2.0, 1.0, 2.0])).tolist(), scale_of(np.array([1.5, 2.0])).tolist()
    ([1.0, 2.0], [])
    """
    found = np.unique(levels)
    is_scale = len(found) <= _MOST_LEVELS and bool(np.all(found == np.floor(found)))
    return found if is_scale else np.zeros(0)


def _parts(
    kernels: Mapping[str, Member], weights: np.ndarray, columns: Sequence[_Column]
) -> tuple[dict[str, Part], np.ndarray]:
    """What is served of each kernel, and what their centring adds to the bias of each column."""
    centring = np.zeros(sum(len(column.bias) for column in columns))
    parts: dict[str, Part] = {}
    for place, (name, member) in enumerate(kernels.items()):
        shared = weights[:, place].mean()
        slopes = [
            np.column_stack([weights[output, place] * column.ridge, shared * column.logits])
            for output, column in enumerate(columns)
        ]
        parts[name], added = member.served(np.column_stack(slopes))
        centring = centring + added
    return parts, centring


def _outputs(columns: Sequence[_Column], centring: np.ndarray, ratings: Ratings) -> tuple[Output, ...]:
    firsts = np.cumsum([0, *(len(column.bias) for column in columns)])
    return tuple(
        _output(column, int(first), column.bias + centring[first : first + len(column.bias)], place, ratings)
        for place, (column, first) in enumerate(zip(columns, firsts, strict=False))
    )


def _output(column: _Column, first: int, bias: np.ndarray, place: int, ratings: Ratings) -> Output:
    levels = ratings.levels[:, place]
    seen = levels if ratings.prior is None else np.concatenate([levels, ratings.prior[:, place]])
    has_range = len(column.scale) > 0
    least = ratings.least if ratings.least is not None else float(seen.min()) if has_range else -math.inf
    most = ratings.most if ratings.most is not None else float(seen.max()) if has_range else math.inf
    steps = np.diff(column.scale) if column.logits.shape[1] else np.zeros(0)
    half = half_width(levels - np.clip(column.left_out, least, most))
    return Output(first, bias, steps, least, most, column.scale, cuts_of(column.left_out, levels, column.scale), half)


def _held(values: np.ndarray, output: Output) -> np.ndarray:
    return np.asarray(np.clip(values, output.least, output.most))


def cuts_of(left_out: np.ndarray, levels: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Where the next level begins: predictions get the levels' own distribution.

    Matching the distribution is close to the best for a kappa and has no freedom to fit noise with.

    Examples
    --------
    >>> cuts_of(np.array([1.2, 1.4, 1.9]), np.array([1.0, 1.0, 2.0]), np.array([1.0, 2.0])).round(2).tolist()
    [1.57]
    """
    shares = [float(np.mean(levels <= level)) for level in scale[:-1]]
    return np.quantile(left_out, shares) if shares else np.zeros(0)


def half_width(errors: np.ndarray) -> float:
    """Of a 90 % interval: the leave-one-out conformal quantile (Vovk 2005); without end when there are too few.

    Examples
    --------
    >>> half_width(np.arange(19.0)), half_width(np.zeros(3))
    (17.0, inf)
    """
    place = math.ceil((len(errors) + 1) * COVERAGE) - 1
    return float(np.sort(np.abs(errors))[place]) if place < len(errors) else math.inf
