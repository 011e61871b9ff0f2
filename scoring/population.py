"""How a pool's people differ: mean and covariance of their traits, learned from everybody's answers (empirical Bayes).

The multivariate normal model with known error (Efron and Morris 1973), its parameters by EM.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.estimate import SHIPPED, TRAITS
from scoring.exact import exact_sum, group_sums
from scoring.situations import Situations

ENOUGH_PEOPLE, ENOUGH_FOR_FREE = 30, 200
# The shipped covariance counts for so many people. Without it a pool of 30 may find that people hardly differ, and its
# intervals then are far too narrow: the lowest of 60 simulated pools held 74 %, with it 83 %.
PRIOR_PEOPLE = 10
HARDLY = 0.2  # of the shipped variance between people
LEAST_EIGENVALUE = 0.0025  # levels squared: people differ by a twentieth of a level at least in every direction
_SIZE = len(TRAITS)
_LEAST_SITUATION, _MOST_HALO = 0.05, 0.9
_LEAST_FREEDOM = 100
_SETTLED, _MOST = 1e-5, 500
_ALMOST = 1 - 1e-9  # what was raised is not raised again


@dataclass(frozen=True)
class Information:
    """What everybody's answers say: E_p^-1 and E_p^-1 x_p of each person.

    Attributes
    ----------
    precision : float array (people, 6, 6)
    said : float array (people, 6)
        Precision times the levels shown.
    """

    precision: np.ndarray
    said: np.ndarray


@dataclass(frozen=True)
class Noise:
    """How situations differ for one person: their variance beside the raters' error, and the halo."""

    situation: float = SHIPPED.situation
    halo: float = SHIPPED.halo


@dataclass(frozen=True)
class Population:
    """Mean and covariance of people's traits.

    Attributes
    ----------
    mean : float array (6,)
    covariance : float array (6, 6)
        Symmetric positive definite.
    notes : tuple of str
        What had to be done to make it so.
    """

    mean: np.ndarray
    covariance: np.ndarray
    notes: tuple[str, ...] = ()


def shipped() -> Population:
    """What is believed before anybody has answered."""
    return Population(np.array(SHIPPED.means()), np.array(SHIPPED.covariance()))


def information(situations: Situations, noise: Noise) -> Information:
    """Add up what the situations of each person say.

    Notes
    -----
    The error correlation of k traits of one situation is compound-symmetric, so its inverse is
    ``(I - h / (1 + (k - 1) h) J) / (1 - h)`` and nothing has to be inverted.

    Examples
    --------
    >>> one = Situations(1, np.array([0]), np.full((1, 6), 4.0), np.full((1, 6), 0.5), np.eye(1, 6, dtype=bool))
    >>> information(one, Noise(situation=0.5)).said.tolist()
    [[4.0, 0.0, 0.0, 0.0, 0.0, 0.0]]
    """
    scale = situations.asked / np.sqrt(situations.error + noise.situation)
    many = situations.asked.sum(axis=1)
    shared = noise.halo / (1 + (many - 1) * noise.halo)
    pairs = [(i, j) for i in range(_SIZE) for j in range(i + 1)]
    between = np.stack([scale[:, i] * scale[:, j] * ((i == j) - shared) / (1 - noise.halo) for i, j in pairs], axis=1)
    precision = np.zeros((situations.people, _SIZE, _SIZE))
    said = np.zeros((len(situations.person), _SIZE))
    for column, (i, j) in enumerate(pairs):
        precision[:, i, j] = group_sums(situations.person, between[:, column], situations.people)
        precision[:, j, i] = precision[:, i, j]
        said[:, i] += between[:, column] * situations.level[:, j]
        said[:, j] += between[:, column] * situations.level[:, i] * (i != j)
    return Information(precision, group_sums(situations.person, said, situations.people))


def noise_of(situations: Situations, fitted: int) -> Noise:
    """Variance between situations and halo, from how each person's situations differ among themselves.

    Parameters
    ----------
    situations : Situations
    fitted : int
        How many difficulties and severities were estimated; they took as many degrees of freedom.

    Returns
    -------
    Noise
        The shipped one where fewer than 100 degrees of freedom are left.
    """
    counts = situations.counts()
    freedom = float(np.maximum(counts - 1, 0).sum()) - fitted
    if freedom < _LEAST_FREEDOM:
        return Noise()
    means = group_sums(situations.person, situations.level, situations.people) / np.maximum(counts, 1)
    left = (situations.level - means[situations.person]) * situations.asked
    kept = freedom / (freedom + fitted)
    total = float(exact_sum((left**2).sum(axis=1))) / freedom
    error = float(exact_sum(situations.error[situations.asked])) / int(situations.asked.sum())
    halo = _covariance_within(situations, counts, left) / max(kept * total, _LEAST_SITUATION)
    return Noise(max(_LEAST_SITUATION, total - error), float(np.clip(halo, 0.0, _MOST_HALO)))


def _covariance_within(situations: Situations, counts: np.ndarray, left: np.ndarray) -> float:
    """The covariance of two traits' errors in one situation, traits of a person being centred on their own means."""
    found, expected = 0.0, 0.0
    share = 1 / np.maximum(counts, 1)
    for i in range(_SIZE):
        for j in range(i):
            both = (situations.asked[:, i] & situations.asked[:, j]).astype(float)
            shared = group_sums(situations.person, both, situations.people)
            found += float(exact_sum(both * left[:, i] * left[:, j]))
            expected += float(exact_sum(shared * (1 - share[:, i] - share[:, j] + shared * share[:, i] * share[:, j])))
    return found / expected if expected > 0 else 0.0


def population(told: Information) -> Population:
    """Estimate mean and covariance from people's information.

    Parameters
    ----------
    told : Information
        People without any do not count.

    Returns
    -------
    Population
        Below 30 people the shipped one; below 200 a covariance of one variance and one correlation; above a free one.
        From 30 on the shipped covariance counts like ten people beside those who are there.

    Examples
    --------
    >>> nobody = Information(np.zeros((0, 6, 6)), np.zeros((0, 6)))
    >>> population(nobody).mean.tolist()
    [3.0, 3.0, 3.0, 3.0, 3.0, 3.0]
    """
    answered = np.trace(told.precision, axis1=1, axis2=2) > 0
    people = int(answered.sum())
    if people < ENOUGH_PEOPLE:
        return shipped()
    alike = _alike(Information(told.precision[answered], told.said[answered]))
    mean, covariance = shipped().mean, shipped().covariance
    hardly = False
    for _ in range(_MOST):
        new_mean, free = _improved(alike, mean, covariance)
        shaped = free if people >= ENOUGH_FOR_FREE else compound(free)
        held = (people * shaped + PRIOR_PEOPLE * shipped().covariance) / (people + PRIOR_PEOPLE)
        new, was_raised = positive_definite(held)
        hardly = was_raised or float(np.trace(shaped)) < HARDLY * float(np.trace(shipped().covariance))
        moved = max(np.abs(new_mean - mean).max(), np.abs(new - covariance).max())
        mean, covariance = new_mean, new
        if moved < _SETTLED:
            break
    note = "People hardly differ, so who stands before whom is hardly more than chance."
    return Population(mean, covariance, (note,) if hardly else ())


@dataclass(frozen=True)
class _Alike:
    """People whose answers have the same precision, taken together."""

    precision: np.ndarray
    people: np.ndarray
    said: np.ndarray
    squared: np.ndarray


def _alike(told: Information) -> _Alike:
    patterns, code = np.unique(told.precision.reshape(-1, _SIZE * _SIZE), axis=0, return_inverse=True)
    code = code.ravel()
    squared = (told.said[:, :, None] * told.said[:, None, :]).reshape(-1, _SIZE * _SIZE)
    return _Alike(
        precision=patterns.reshape(-1, _SIZE, _SIZE),
        people=np.bincount(code).astype(float),
        said=group_sums(code, told.said, len(patterns)),
        squared=group_sums(code, squared, len(patterns)).reshape(-1, _SIZE, _SIZE),
    )


def _improved(alike: _Alike, mean: np.ndarray, covariance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One step of EM: mean and covariance of the posteriors' mixture."""
    inner = np.linalg.inv(covariance)
    pull = inner @ mean
    posterior = np.linalg.inv(alike.precision + inner)
    many = alike.people[:, None, None]
    cross = alike.said[:, :, None] * pull
    squared = alike.squared + cross + cross.swapaxes(1, 2) + many * np.outer(pull, pull)
    means = (posterior @ (alike.said + alike.people[:, None] * pull)[:, :, None])[:, :, 0]
    second = posterior @ squared @ posterior + many * posterior
    people = alike.people.sum()
    new_mean = exact_sum(means) / people
    new = exact_sum(second) / people - np.outer(new_mean, new_mean)
    return new_mean, (new + new.T) / 2


def compound(covariance: np.ndarray) -> np.ndarray:
    """One variance for all, one covariance between any two: the means of those given.

    Examples
    --------
    >>> compound(np.array([[1.0, 0.5], [0.5, 3.0]])).tolist()
    [[2.0, 0.5], [0.5, 2.0]]
    """
    size = len(covariance)
    diagonal = np.trace(covariance) / size
    rest = (covariance.sum() - np.trace(covariance)) / (size * (size - 1))
    return np.asarray(np.full((size, size), rest) + (diagonal - rest) * np.eye(size))


def positive_definite(covariance: np.ndarray, least: float = LEAST_EIGENVALUE) -> tuple[np.ndarray, bool]:
    """The nearest covariance (in the Frobenius norm) whose eigenvalues are at least `least`.

    Returns
    -------
    covariance : float array
        The same bits where nothing had to be done.
    was_raised : bool

    Raises
    ------
    ValueError
        When it is not symmetric or not finite: that is no covariance at all.

    Examples
    --------
    >>> positive_definite(np.array([[1.0, 2.0], [2.0, 1.0]]), 0.1)[0].round(2).tolist()
    [[1.55, 1.45], [1.45, 1.55]]
    """
    if not np.isfinite(covariance).all() or not np.allclose(covariance, covariance.T):
        raise ValueError("a covariance is finite and symmetric")
    size, direction = np.linalg.eigh(covariance)
    if size[0] >= least * _ALMOST:
        return covariance, False
    raised = (direction * np.maximum(size, least)) @ direction.T
    return (raised + raised.T) / 2, True
