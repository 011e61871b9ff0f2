"""Templates compiled once in a process, and not once for every application that a test makes."""

from types import CodeType

import flask.templating
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """What was compiled, by name and source; held in memory only."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give back what is known of this name with this source."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember it."""
        self._known[bucket.key, bucket.checksum] = bucket.code


class Environment(flask.templating.Environment):
    """Flask's own, with one memory for all."""

    compiled = Compiled()

    def __init__(self, app: Flask, **options: object) -> None:
        super().__init__(app, **{"bytecode_cache": self.compiled, **options})


def compile_once() -> None:
    """Let every application of this process share what was compiled: that takes most of a page's first second."""
    Flask.jinja_environment = Environment
