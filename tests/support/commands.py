"""Run commands of the service in processes of their own, without paying each time for imports and tables of words.

Started as a program it serves: every line of input is the JSON of one run, every line of output its exit status.
"""

import atexit
import json
import os
import runpy
import subprocess
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Self

from tests.support.warm import import_commands, rate_once

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def environment(home: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with these settings of the service and no others."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HIRING_")}
    named = {f"HIRING_{name.upper()}": value for name, value in settings.items()}
    return inherited | named | {"HIRING_HOME": str(home), "PYTHONPATH": str(ROOT)}


class Commands:
    """`hiring(home, "check", file, port="80")` runs `hiring check file` there with HIRING_PORT=80."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "tests.support.commands"]
        env = environment(folder, {})
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.server.communicate(timeout=30)

    def __call__(self, home: Path, *words: object, **settings: str) -> Ran:
        """Run one command to its end, in the folder that holds the data folder."""
        out, err = self.folder / "out", self.folder / "err"
        run = {
            "words": ["hiring", *map(str, words)],
            "cwd": str(home.parent),
            "environment": environment(home, settings),
            "files": [os.devnull, str(out), str(err)],
        }
        self.server.stdin.write(json.dumps(run) + "\n")
        self.server.stdin.flush()
        return Ran(int(self.server.stdout.readline()), out.read_text("utf-8"), err.read_text("utf-8"))


def _serve() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _leave(_run(**json.loads(line)))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _leave(code: int) -> NoReturn:
    """End as Python does but for freeing its memory: to touch all of that after a fork takes a second and a half."""
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _run(words: list[str], cwd: str, environment: dict[str, str], files: list[str]) -> int:
    os.chdir(cwd)
    os.environ.update(environment)
    flags = (os.O_RDONLY, *(os.O_WRONLY | os.O_CREAT | os.O_TRUNC,) * 2)
    for number, (file, how) in enumerate(zip(files, flags, strict=True)):
        os.dup2(os.open(file, how), number)
    sys.argv = words
    try:
        runpy.run_module("hiring", run_name="__main__", alter_sys=True)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    import_commands()
    rate_once()
    _serve()
