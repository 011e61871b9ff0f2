"""`kill -9` of web and worker, again and again, while people answer and submit: nothing is lost, nothing is doubled."""

import os
import random
import signal
import time
from collections import Counter
from itertools import cycle

import pytest

from tests.chaos.ledger import Ledger
from tests.chaos.people import Crowd
from tests.chaos.processes import Process, Service, eventually
from tests.chaos.records import Records

KILLS = int(os.environ.get("HIRING_CHAOS_KILLS", "100"))
SEED = 20260101
TARGETS = ("run",), ("work",), ("run", "work")
LONGEST_SERVICE_SECONDS = 0.25
LONGEST_GLANCE_SECONDS = 0.03
EARLY_BIRDS = 90  # have submitted before it begins, so that a worker always has something to do
LOOKS = 60  # at a worker, before it is killed though it has nothing in hand

pytestmark = pytest.mark.chaos


class Killer:
    """Kills what runs at moments that the dice choose, and keeps count of what was under way."""

    def __init__(self, service: Service, crowd: Crowd, records: Records) -> None:
        self.service, self.crowd, self.records = service, crowd, records
        self.dice = random.Random(SEED)
        self.counts: Counter[str] = Counter()

    def kill(self, roles: tuple[str, ...]) -> None:
        """Kill these processes at once, while they work, and start them again."""
        if "run" in roles:
            self._wait_until_people_are_served()
        if "work" in roles:
            self.counts["work interrupted"] += self._freeze_with_work_in_hand(self.service.running["work"])
        if "run" in roles:
            self.counts["run interrupted"] += self.crowd.network.under_way > 0
        for role in roles:
            self.service.running[role].kill()
            self.counts[f"{role} killed"] += 1
        for role in roles:
            self.service.start(role)

    @property
    def kills(self) -> int:
        """How many processes died so far."""
        return self.counts["run killed"] + self.counts["work killed"]

    def _wait_until_people_are_served(self) -> None:
        """Until answers come again, and then to a random moment."""
        network, served = self.crowd.network, self.crowd.network.answered
        eventually(lambda: self.crowd.check() or network.answered > served, "the web serves people")
        time.sleep(self.dice.uniform(0, LONGEST_SERVICE_SECONDS))

    def _freeze_with_work_in_hand(self, worker: Process) -> bool:
        """Stop the worker at random moments until one falls between its claim and its commit."""
        for _ in range(LOOKS):
            worker.send(signal.SIGSTOP)
            if self.records.claimed(worker.started_at):
                return True
            worker.send(signal.SIGCONT)
            time.sleep(self.dice.uniform(0, LONGEST_GLANCE_SECONDS))
        return False


def test_kill_9_of_web_and_worker_loses_and_doubles_nothing(service, records, report):
    ledger = Ledger(receipts=records.submit(EARLY_BIRDS))
    service.start("run")
    service.start("work")
    with Crowd(service.port, records.invite(300), SEED, ledger) as crowd:
        killer = Killer(service, crowd, records)
        targets = cycle(TARGETS)
        while killer.kills < KILLS:
            killer.kill(next(targets))
        crowd.go_home()
    eventually(lambda: records.unscored() == 0, "everything is scored", 60)
    report(killer.counts | crowd.network.counts | {"acknowledged": ledger.acknowledged})
    assert records.complaints(ledger) == {}
    assert set(records.scores()) == set(ledger.receipts)
    assert set(records.scores().values()) == {1}
    assert (records.quarantined(), records.unequal(), records.receipts()) == ([], [], ledger.receipts)
    _was_worth_it(killer, crowd)


def _was_worth_it(killer: Killer, crowd: Crowd) -> None:
    """A kill that met nobody at work proves nothing."""
    assert killer.counts["run interrupted"] >= killer.counts["run killed"] / 2
    assert killer.counts["work interrupted"] >= killer.counts["work killed"] / 2
    assert crowd.network.counts["broken"] >= killer.counts["run killed"] / 2
    assert not [status for status in crowd.network.counts if status.startswith("status 5") and status != "status 503"]
