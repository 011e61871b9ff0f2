"""PostgreSQL itself dies and comes back while people answer: what was acknowledged is there."""

import os
import random
import signal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.chaos.ledger import Ledger
from tests.chaos.people import Crowd
from tests.chaos.processes import eventually
from tests.conftest import absent
from tests.support import postgres

CRASHES = 4

pytestmark = pytest.mark.chaos


@pytest.fixture
def database_url(own_cluster):
    """Only PostgreSQL here, and a cluster that no other test uses."""
    return own_cluster.new_database()


@pytest.fixture
def own_cluster():
    """A cluster that may be killed; not below pytest's folder, which another run may close to PostgreSQL's user."""
    if postgres.binaries() is None:
        absent("there is no PostgreSQL server (Debian: postgresql)")
    with TemporaryDirectory() as folder, postgres.cluster(Path(folder), "crash", is_durable=True) as server:
        yield server


def test_a_killed_and_restarted_postgresql_loses_nothing_acknowledged(own_cluster, service, records, report):
    service.start("run")
    service.start("work")
    dice, outages = random.Random(7), 0
    with Crowd(service.port, records.invite(300), 7, Ledger()) as crowd:
        for _ in range(CRASHES):
            more = crowd.ledger.acknowledged + dice.randint(10, 40)
            eventually(lambda more=more: crowd.check() or crowd.ledger.acknowledged >= more, "answers are kept again")
            outages += crowd.network.under_way > 0
            crash(own_cluster)
            own_cluster.start()
        crowd.go_home()
    eventually(lambda: records.unscored() == 0, "everything is scored", 90)
    report(crowd.network.counts | {"acknowledged": crowd.ledger.acknowledged, "outages under load": outages})
    assert records.complaints(crowd.ledger) == {}
    assert records.scores() == dict.fromkeys(crowd.ledger.receipts, 1)
    assert (records.quarantined(), records.failures(), records.receipts()) == ([], {}, crowd.ledger.receipts)
    assert (outages, crowd.network.counts["status 503"] > 0) == (CRASHES, True)


def crash(server):
    """Kill the postmaster and, at once, every process it has: nobody gets to tidy up."""
    pid = server.process.pid
    backends = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    server.signal(signal.SIGKILL)
    for backend in backends:
        try:
            os.kill(backend, signal.SIGKILL)
        except ProcessLookupError:
            continue
    eventually(lambda: not any(Path(f"/proc/{backend}").exists() for backend in backends), "its processes are gone")
