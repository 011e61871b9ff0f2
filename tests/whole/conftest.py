"""The same application and cast as the tests of hiring use."""

from tests.hiring.conftest import app, cast

__all__ = ["app", "cast"]
