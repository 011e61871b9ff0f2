"""More half-open connections than one call of select() can watch: the others are still answered."""

import resource
import socket
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.chaos.processes import eventually
from tests.conftest import absent

pytestmark = pytest.mark.chaos

CONNECTIONS = 1_100  # select() ends at 1,024


@pytest.fixture
def many_files():
    """Let this process and those it starts have so many files open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2 * CONNECTIONS:
        absent(f"only {hard} open files are allowed here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2 * CONNECTIONS), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def open_files(pid):
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


@pytest.mark.usefixtures("many_files", "records")
def test_eleven_hundred_half_open_connections_stop_nobody_else(service):
    web = service.start("run")
    eventually(service.answers, "the web listens")
    resource.prlimit(web.pid, resource.RLIMIT_NOFILE, resource.getrlimit(resource.RLIMIT_NOFILE))
    with ExitStack() as open_connections:
        for _ in range(CONNECTIONS):
            slow = open_connections.enter_context(socket.create_connection(("127.0.0.1", service.port), timeout=10))
            slow.sendall(b"G")
        eventually(lambda: not web.is_alive or open_files(web.pid) > CONNECTIONS, "the web has taken them all")
        assert web.is_alive
        with urlopen(f"http://127.0.0.1:{service.port}/health", timeout=20) as page:
            assert page.read() == b"hello"
