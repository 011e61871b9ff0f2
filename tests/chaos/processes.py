"""Real web and worker processes that can be killed at any moment and never outlive the test."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = 1  # the shortest that the service allows, so that interrupted work comes back soon


def eventually(question: Callable[[], object], what: str, seconds: float = 30) -> None:
    """Wait until the answer is yes; an error naming what was waited for when it never is."""
    until = time.monotonic() + seconds
    while not question():
        if time.monotonic() > until:
            raise TimeoutError(f"waited {seconds} s in vain: {what}")
        time.sleep(0.005)


class Process:
    """One running process, held by a handle that cannot come to mean another process of the same number."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.started_at = time.time()
        self._handle = os.pidfd_open(pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        os.close(self._handle)

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return not select.select([self._handle], [], [], 0)[0]

    def send(self, number: signal.Signals) -> None:
        """Send a signal; to a dead process, nothing."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        """`kill -9`, and wait for the end."""
        self.send(signal.SIGKILL)
        if not select.select([self._handle], [], [], 20)[0]:
            raise TimeoutError(f"process {self.pid} does not die")


class Forks:
    """Starts `python -m hiring` from a process that has the imports in memory already."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.chaos.forkserver"]
        self._server = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )

    def start(self, arguments: list[str], environment: dict[str, str], log: Path) -> Process:
        """Start one process."""
        order = {"arguments": arguments, "environment": environment, "log": str(log)}
        self._server.stdin.write(json.dumps(order) + "\n")
        self._server.stdin.flush()
        return Process(int(self._server.stdout.readline()))

    def stop(self) -> None:
        """End it and everything that it started."""
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()
        self._server.stdin.close()
        self._server.stdout.close()


def _free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Service:
    """The service as it is installed: a data folder, a database, a port, and its processes."""

    forks: Forks
    home: Path
    database_url: str
    port: int = field(default_factory=_free_port)
    lease_seconds: float = LEASE_SECONDS
    running: dict[str, Process] = field(default_factory=dict)

    def start(self, role: str, name: str = "") -> Process:
        """Start the web ("run") or a worker ("work"); a second one of a kind gets a name."""
        environment = {
            "HIRING_HOME": str(self.home),
            "HIRING_DATABASE_URL": self.database_url,
            "HIRING_PORT": str(self.port),
            "HIRING_BASE_URL": f"http://127.0.0.1:{self.port}",
            "HIRING_LEASE_SECONDS": str(self.lease_seconds),
        }
        self.stop(name or role)
        process = self.forks.start([role], environment, self._log(name or role))
        self.running[name or role] = process
        return process

    def stop(self, name: str) -> None:
        """Kill one process, if it runs."""
        if name in self.running:
            self.running.pop(name).__exit__()

    def words_of(self, name: str) -> str:
        """What a process has said so far."""
        log = self._log(name)
        return log.read_text() if log.exists() else ""

    def answers(self) -> bool:
        """Whether somebody listens on the port."""
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def stop_all(self) -> None:
        """Kill every process of the service."""
        for name in list(self.running):
            self.stop(name)

    def _log(self, name: str) -> Path:
        return self.home / f"{name}.log"


@contextmanager
def serving(forks: Forks, home: Path, database_url: str) -> Iterator[Service]:
    """A service whose processes end with the test, whatever happens."""
    service = Service(forks, home, database_url)
    try:
        yield service
    finally:
        service.stop_all()
