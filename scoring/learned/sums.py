"""Sums of normalised kernels: which weights and how much noise, from leave-one-out predictions of the training data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.learned.blocks import Blocks
from scoring.learned.closed_form import NOISES, Spectrum, members_of
from scoring.learned.kernels import Kernel, kernel_of
from scoring.learned.parts import Part

FORMS = {
    "construct": "scaled gaussian",
    "answer": "gaussian",
    "sentences": "gaussian",
    "word": "tf-idf",
    "letter": "tf-idf",
    "context": "gaussian",
    "context word": "tf-idf",
    "prior": "scaled linear",
    "near": "scaled gaussian",
    "straight": "scaled linear",
}
_TINY = 1e-12


@dataclass(frozen=True)
class Member:
    """One kernel of the sum, centred and scaled to a mean diagonal of 1.

    Attributes
    ----------
    kernel : Kernel
    gram : array (n, n)
        Centred and scaled.
    means : array (n,)
        Of the raw kernel's rows.
    size : float
        What the centred kernel was divided by.
    """

    kernel: Kernel
    gram: np.ndarray
    means: np.ndarray
    size: float

    def served(self, slopes: np.ndarray) -> tuple[Part, np.ndarray]:
        """The part, and what centring adds to the bias, for slopes (n, outputs) on the normalised kernel."""
        raw = slopes / self.size
        total = raw.sum(axis=0)
        return self.kernel.part(raw - total / len(raw)), self.means.mean() * total - self.means @ raw


def members(blocks: Blocks, forms: Mapping[str, str]) -> dict[str, Member]:
    """The kernels of all blocks in which the texts differ at all.

    Examples
    --------
    >>> found = members({"near": np.array([[0.0], [1.0]]), "straight": np.zeros((2, 1))}, FORMS)
    >>> list(found), float(found["near"].gram.trace())
    (['near'], 2.0)
    """
    kernels = {name: kernel_of(forms[name], block) for name, block in blocks.items()}
    found = {name: _member(kernel) for name, kernel in kernels.items()}
    return {name: member for name, member in found.items() if member is not None}


def _member(kernel: Kernel) -> Member | None:
    gram = kernel.gram()
    means = gram.mean(axis=1)
    centred = gram - means[:, None] - means[None, :] + means.mean()
    size = float(np.trace(centred)) / len(gram)
    return Member(kernel, centred / size, means, size) if size > _TINY else None


def recipes(count: int) -> np.ndarray:
    """Candidate weights (recipes, kernels): all alike, one of them strong, one of them absent.

    Examples
    --------
    >>> recipes(2).round(2).tolist()
    [[0.5, 0.5], [0.83, 0.17], [0.17, 0.83], [0.0, 1.0], [1.0, 0.0]]
    """
    alike, strong, absent = np.ones((1, count)), np.ones((count, count)) + 4 * np.eye(count), 1 - np.eye(count)
    rows = np.vstack([alike, strong, absent]) if count > 1 else alike
    return np.asarray(rows / rows.sum(axis=1, keepdims=True))


def combined(grams: Sequence[np.ndarray], weights: np.ndarray) -> np.ndarray:
    """The weighted sum.

    Examples
    --------
    >>> combined([np.eye(1), np.eye(1)], np.array([0.5, 0.25])).tolist()
    [[0.75]]
    """
    total = np.zeros_like(grams[0])
    for gram, weight in zip(grams, weights, strict=True):
        if weight:
            total += weight * gram
    return total


def weigh(
    grams: Sequence[np.ndarray], targets: np.ndarray, groups: np.ndarray, intercept: float
) -> tuple[np.ndarray, np.ndarray]:
    """Kernel weights and noise of each output.

    Every recipe and noise predicts each row without its group; they are averaged by how well they did, with the
    Gaussian likelihood of their leave-one-out errors as weight (pseudo-BMA, Yao et al. 2018). One
    eigendecomposition for each recipe serves all outputs.

    Parameters
    ----------
    grams : sequence of array (n, n)
    targets : array (n, outputs)
    groups : array (n,)
    intercept : float
        Prior variance of the intercept.

    Returns
    -------
    weights : array (outputs, kernels)
    noises : array (outputs,)
    """
    together = members_of(groups)
    weights = recipes(len(grams))
    errors = np.empty((len(weights), len(NOISES), targets.shape[1]))
    for place, recipe in enumerate(weights):
        spectrum = Spectrum.of(combined(grams, recipe) + intercept)
        for noise_place, noise in enumerate(NOISES):
            left_out = spectrum.left_out(targets, noise, together)
            errors[place, noise_place] = ((left_out - targets) ** 2).mean(axis=0)
    likelihood = -0.5 * len(np.unique(groups)) * np.log(errors + _TINY)
    trust = np.exp(likelihood - likelihood.max(axis=(0, 1)))
    trust /= trust.sum(axis=(0, 1))
    return trust.sum(axis=1).T @ weights, np.exp(np.log(NOISES) @ trust.sum(axis=0))
