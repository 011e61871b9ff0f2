"""The service as it is installed: real processes on a loopback port."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Service:
    """Web and worker in one process, which tests may kill and start again."""

    home: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None
    links: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it is reached."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def words(self) -> str:
        """Everything that the process has said."""
        return (self.home / "log").read_text("utf-8")

    def take_links(self, said: str) -> None:
        """Keep the links that the demo's command printed, by whom they are for, as links to this port."""
        found = re.findall(r"^ +(\w+) +http://[^/]+(/\S+)$", said, flags=re.MULTILINE)
        self.links = {who: self.url + path for who, path in found}

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self._command("run", "--with-worker"), **self._place(), stdout=log, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + 30
        while not self._listens():
            if time.monotonic() > until or self.process.poll() is not None:
                raise TimeoutError(f"the service does not start:\n{self.words}")
            time.sleep(0.05)

    def kill(self) -> None:
        """`kill -9`: no chance to finish anything."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _listens(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "hiring", *arguments]

    def _place(self) -> dict:
        own = {"HIRING_HOME": str(self.home), "HIRING_PORT": str(self.port), "HIRING_BASE_URL": self.url}
        return {"cwd": ROOT, "env": os.environ | own}
