"""In which order the tests are shared out among processes."""

from pathlib import Path

import pytest

from tests.conftest import FIRST, turn_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("place", FIRST)
def test_what_has_its_own_place_in_the_order_is_there(place):
    assert (ROOT / place).exists()


def test_the_longest_begin():
    assert turn_of("tests/chaos/test_kills.py::test_x") < turn_of("tests/chaos/test_workers.py::test_x")
    assert turn_of("tests/chaos/test_workers.py::test_x") < turn_of("tests/whole/test_order.py::test_x")
