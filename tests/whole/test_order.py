"""How the tests are shared out among processes."""

from pathlib import Path

import pytest

from tests.conftest import FIRST, TOGETHER, group_of, turn_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("place", sorted({*FIRST, *TOGETHER}))
def test_what_has_its_own_place_in_the_order_is_there(place):
    assert (ROOT / place).exists()


@pytest.mark.parametrize(
    ("test", "group"),
    [
        ("tests/journeys/test_saving.py::test_x", "journeys"),
        ("tests/journeys/test_other_ways.py::test_x[1]", "journeys"),
        ("tests/look/test_macros.py::test_x", "tests/look/test_macros.py"),
        ("scoring/kin.py::scoring.kin.kin_of", "scoring/kin.py"),
    ],
)
def test_a_service_is_shared_by_its_folder_and_anything_else_by_its_file(test, group):
    assert group_of(test) == group


def test_the_longest_begin():
    assert turn_of("tests/chaos/test_kills.py::test_x") < turn_of("tests/chaos/test_workers.py::test_x")
    assert turn_of("tests/chaos/test_workers.py::test_x") < turn_of("tests/whole/test_order.py::test_x")


def test_where_several_processes_share_the_work_each_test_bears_its_group(request):
    is_shared = bool(request.config.getvalue("loadgroup")) and hasattr(request.config, "workerinput")
    assert request.node.nodeid.endswith("@tests/whole/test_order.py") == is_shared
