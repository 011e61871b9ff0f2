"""Figures as tests compare them."""

import pytest
from hypothesis import settings

quick = settings(max_examples=25, deadline=None)  # how long an example takes is not what these tests are about


def plain(*values):
    """Figures with NaN for what cannot be had, so that two that cannot are alike."""
    return [float("nan") if value is None else float(value) for value in values]


def bounds(found):
    """A figure and its interval."""
    return plain(found.value, found.low, found.high)


def nearly(values, rel=1e-6, abs=1e-9):
    return pytest.approx(values, rel=rel, abs=abs, nan_ok=True)
