"""Student's distribution without scipy is scipy's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtr, stdtrit

from scoring.student import below, quantile

DEGREES = st.integers(1, 60)


@given(st.floats(-50, 50), DEGREES)
def test_the_distribution_is_the_reference_ones(t, degrees):
    # With one degree of freedom and t near 0 the reference gives .5 itself where .5 + t / pi is right.
    assert below(t, degrees) == pytest.approx(stdtr(degrees, t), abs=1e-12)


@given(st.floats(0.5, 0.999), DEGREES)
def test_the_quantile_is_the_reference_ones(chance, degrees):
    assert quantile(chance, degrees) == pytest.approx(stdtrit(degrees, chance), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("chance", "degrees"), [(0.4, 3), (1.0, 3), (0.9, 0)])
def test_what_has_no_point_is_refused(chance, degrees):
    with pytest.raises(ValueError, match="degrees of freedom"):
        quantile(chance, degrees)
