"""The learned rater: a sum of normalised kernels under ridge regression, averaged with a cumulative logistic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

import numpy as np
from scipy.sparse import issparse
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_array, check_is_fitted, validate_data
from threadpoolctl import threadpool_limits

from scoring.learned.blocks import Block, Blocks, size_of
from scoring.learned.fitting import Ratings, learn
from scoring.learned.served import Served
from scoring.learned.sums import FORMS
from scoring.learned.terms import Terms


class LearnedRater(RegressorMixin, BaseEstimator):  # type: ignore[misc]
    """Levels from ratings, for one or several traits of the same texts at once.

    Parameters
    ----------
    forms : dict of str to str, optional
        The kernel of each block, as `kernels.kernel_of` knows them; `sums.FORMS` says those of the usual blocks.
    least, most : float, optional
        The range of the scale; by default that of the ratings when they are levels, and none otherwise.
    logistic : bool
        Whether levels are averaged with the cumulative logistic.

    Attributes
    ----------
    weights_ : array (outputs, kernels)
        Of the kernels that `blocks_` names.
    noise_ : array (outputs,)
        In units of the kernels' mean diagonal.
    loo_ : array (n,) or (n, outputs)
        What is predicted of each row when its group is left out of training.
    loo_levels_ : like `loo_`
        The same as levels, by the learned boundaries.
    served_ : Served
        What predicts; it needs numpy only.

    Examples
    --------
    >>> x = np.linspace(0, 1, 40)[:, None]
    >>> rater = LearnedRater().fit(x, np.round(4 * x[:, 0]))
    >>> rater.predict_levels(np.array([[0.0], [1.0]])).tolist()
    [0.0, 4.0]
    """

    def __init__(
        self,
        forms: Mapping[str, str] | None = None,
        least: float | None = None,
        most: float | None = None,
        logistic: bool = True,
    ) -> None:
        self.forms = forms
        self.least = least
        self.most = most
        self.logistic = logistic

    def fit(
        self, X: np.ndarray | Blocks, y: np.ndarray, groups: np.ndarray | None = None, prior: np.ndarray | None = None
    ) -> LearnedRater:
        """Learn from ratings; the same ratings give the same bits.

        Parameters
        ----------
        X : array (n, columns), or blocks as `blocks.blocks_of` gives
        y : array (n,) or (n, outputs)
            Ratings: whole numbers, ten different at most, are levels; anything else is continuous.
        groups : array (n,), optional
            Rows of one group (a writer, a person) are left out together.
        prior : like `y`, optional
            What another rater says of the same rows. With no row at all, predictions are the prior.

        Raises
        ------
        ValueError
            When there is nothing to learn from, or lengths differ.
        """
        if prior is not None:
            y, prior = np.asarray(y, dtype=float), np.asarray(prior, dtype=float)
            if prior.shape != y.shape:
                raise ValueError(f"the prior has the shape {prior.shape} and the ratings {y.shape}")
        blocks, targets = self._read(X, y, empty=prior is not None)
        self._is_flat = targets.ndim == 1
        if self._is_flat:
            targets, prior = targets[:, None], None if prior is None else prior[:, None]
        names = np.arange(len(targets)) if groups is None else np.asarray(groups)
        if len(names) != len(targets):
            raise ValueError(f"{len(names)} groups for {len(targets)} ratings")
        ratings = Ratings(targets, names, prior, self.least, self.most, self.logistic)
        return self._fit(blocks if prior is None else {**blocks, "prior": prior}, ratings)

    def predict(self, X: np.ndarray | Blocks, prior: np.ndarray | None = None) -> np.ndarray:
        """Levels that are not rounded, (n,) or (n, outputs)."""
        return self._shaped(self._served().predict(self._blocks(X), self._column(prior)))

    def predict_levels(self, X: np.ndarray | Blocks, prior: np.ndarray | None = None) -> np.ndarray:
        """The levels that people would give, by the learned boundaries."""
        return self._shaped(self._served().predict_levels(self._blocks(X), self._column(prior)))

    def predict_interval(self, X: np.ndarray | Blocks, prior: np.ndarray | None = None) -> np.ndarray:
        """Lower and upper ends of 90 % intervals, (n, 2) or (n, outputs, 2)."""
        return self._shaped(self._served().predict_interval(self._blocks(X), self._column(prior)))

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        tags.target_tags.single_output = True
        return tags

    def _served(self) -> Served:
        check_is_fitted(self)
        return self.served_

    def _shaped(self, values: np.ndarray) -> np.ndarray:
        return np.asarray(values[:, 0]) if self._is_flat else values

    def _column(self, prior: np.ndarray | None) -> np.ndarray | None:
        if prior is None:
            return None
        given = np.asarray(prior, dtype=float)
        return given[:, None] if given.ndim == 1 else given

    def _read(self, X: np.ndarray | Blocks, y: np.ndarray, empty: bool) -> tuple[dict[str, Block], np.ndarray]:
        if not _are_blocks(X):
            found, y = validate_data(self, X, y, multi_output=True, y_numeric=True, ensure_min_samples=2, dtype=float)
            return {"near": found, "straight": found}, np.asarray(y, dtype=float)
        y = check_array(np.asarray(y, dtype=float), ensure_2d=False, ensure_min_samples=0 if empty else 2)
        wrong = [name for name, block in X.items() if size_of(block) != len(y)]
        if wrong:
            raise ValueError(f"the block '{wrong[0]}' has {size_of(X[wrong[0]])} rows, and there are {len(y)} ratings")
        return dict(X), y

    def _blocks(self, X: np.ndarray | Blocks) -> Blocks:
        if _are_blocks(X):
            return X
        found = validate_data(self, X, reset=False, dtype=float)
        return {"near": found, "straight": found}

    def _form(self, name: str, block: Block) -> str:
        usual = "tf-idf" if isinstance(block, Terms) else "scaled gaussian"
        return (self.forms or {}).get(name, FORMS.get(name, usual))

    def _fit(self, blocks: dict[str, Block], ratings: Ratings) -> LearnedRater:
        forms = {name: self._form(name, block) for name, block in blocks.items()}
        with threadpool_limits(
            limits=1
        ):  # the order of sums, and so the last bit, depends on how many threads there are
            learned = learn(blocks, forms, ratings)
        self.served_, self.blocks_ = learned.served, learned.names
        self.weights_, self.noise_ = learned.weights, learned.noises
        self.loo_, self.loo_levels_ = self._shaped(learned.left_out), self._shaped(learned.left_out_levels)
        return self


def _are_blocks(X: np.ndarray | Blocks) -> TypeGuard[Blocks]:
    """Some of scipy's sparse matrices are mappings too."""
    return isinstance(X, Mapping) and not issparse(X)
