"""A PostgreSQL cluster for the tests, from Debian's binaries, on a loopback port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

DEBIAN = Path("/usr/lib/postgresql")
START_SECONDS = 30
# Only a cluster that is itself killed has to write through to the disk; the others save a minute of the tests.
UNSAFE = ("fsync=off", "full_page_writes=off", "autovacuum=off")


@dataclass
class Server:
    """A running cluster; `restart` and `kill` are for tests of what a crash leaves."""

    bin: Path
    data: Path
    port: int
    is_durable: bool
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    process: subprocess.Popen[bytes] | None = None

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://hiring@127.0.0.1:{self.port}/{name}"

    def new_database(self, like: str = "template1") -> str:
        """Make a database, empty or like another one, and give its address."""
        name = f"test_{next(self.numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        return self.url(name)

    def drop(self, url: str) -> None:
        """Take a database away, with whoever is still connected to it."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{url.rpartition("/")[2]}" WITH (FORCE)')

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = ("listen_addresses=127.0.0.1", f"unix_socket_directories={self.data.parent}", "max_connections=200")
        settings += () if self.is_durable else UNSAFE
        options = [word for setting in settings for word in ("-c", setting)]
        with (self.data.parent / "postgres.log").open("ab") as log:
            command = _as_owner([self.bin / "postgres", "-D", self.data, "-p", str(self.port), *options])
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        until = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > until:
                raise RuntimeError((self.data.parent / "postgres.log").read_text())
            time.sleep(0.1)

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the postmaster and wait for its end: SIGQUIT stops at once, SIGKILL is a crash."""
        if self.process is not None:
            self.process.send_signal(number)
            self.process.wait(START_SECONDS)


def binaries() -> Path | None:
    """The folder of initdb and postgres, of the newest version that is installed."""
    found = sorted(DEBIAN.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("postgres")
    return Path(elsewhere).parent if elsewhere else None


@contextmanager
def cluster(folder: Path, name: str, *, is_durable: bool = False) -> Iterator[Server]:
    """Make a cluster in a folder, run it, and stop it at the end."""
    where = binaries()
    if where is None:
        raise RuntimeError("no PostgreSQL")
    data = folder / f"data-{name}"
    _give_to_owner(folder)
    make = [where / "initdb", "-D", data, "-U", "hiring", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run(_as_owner(make), check=True, capture_output=True)
    server = Server(where, data, _free_port(), is_durable)
    server.start()
    try:
        yield server
    finally:
        server.signal(signal.SIGQUIT)


def _as_owner(command: list[str | Path]) -> list[str]:
    """PostgreSQL refuses to run as root, so root lends itself to Debian's postgres user."""
    words = [str(word) for word in command]
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words] if os.geteuid() == 0 else words


def _give_to_owner(folder: Path) -> None:
    """Let that user own the folder and walk down to it."""
    if os.geteuid() != 0:
        return
    shutil.chown(folder, "postgres", "postgres")
    for parent in folder.parents:
        mode = parent.stat().st_mode
        if parent != Path("/") and not mode & 0o001:
            parent.chmod(mode | 0o001)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
