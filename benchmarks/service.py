"""A real server process on an empty database with people in the middle of their situations."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from hiring.actions.tokens import new_token
from hiring.app import MIGRATIONS, create_app
from tests.chaos.browser import Browser, Network, Page
from tests.support.cast import Cast

START_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Seat:
    """Somebody who has a page with a text box open: the headers and the task that the page's script would send."""

    head: str
    task: str


@dataclass
class Line:
    """One kept-open connection that sends prepared requests and waits for each answer."""

    port: int

    def __post_init__(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self.port), 30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, requests: list[bytes]) -> None:
        """Send one after another; anything but 200 is an error."""
        for request in requests:
            self._socket.sendall(request)
            answer = self._read()
            if not answer.startswith(b"HTTP/1.1 200 "):
                raise RuntimeError(answer.decode("utf-8", "replace")[:2000])

    def _read(self) -> bytes:
        """Read exactly one answer."""
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._receive()
        head, _, body = data.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        while len(body) < length:
            body += self._receive()
        return head + body

    def _receive(self) -> bytes:
        got = self._socket.recv(65536)
        if not got:
            raise ConnectionError("the server hung up")
        return got


@dataclass
class Server:
    """The web process and the application that shares its database."""

    app: Flask
    cast: Cast
    port: int
    process: subprocess.Popen[bytes]

    def cpu_seconds(self) -> float:
        """User and system time of the web process so far, to a hundredth of a second."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def seat(self) -> Seat:
        """Let somebody in by their link, up to their first text box."""
        browser = Browser(self.port, Network(), random.Random(), lost_replies=0)
        door = f"/invitation/{self.cast.invite(f'{new_token()}@example.org')}"
        browser.post(door, Page(browser.get(door).text).form.hidden)
        page = Page(browser.get(browser.get("/sit/next").location).text)
        browser.close()
        cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        lines = (
            f"POST {page.form.save_url} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "Content-Type: application/json",
            "Sec-Fetch-Site: same-origin",
            f"X-CSRFToken: {page.token}",
            f"Cookie: {cookies}",
        )
        return Seat("\r\n".join(lines), page.form.task)


@contextmanager
def serving(home: Path, database_url: str) -> Iterator[Server]:
    """Start `python -m hiring run`, and end it."""
    app = create_app(home=home, database_url=database_url)
    port = _free_port()
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        environment = {"HIRING_HOME": str(home), "HIRING_DATABASE_URL": database_url, "HIRING_PORT": str(port)}
        with (home / "web.log").open("wb") as log:
            command = [sys.executable, "-m", "hiring", "run"]
            process = subprocess.Popen(command, env=os.environ | environment, stdout=log, stderr=log)
        try:
            _wait(port)
            yield Server(app, Cast(app), port, process)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError("the web process does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
