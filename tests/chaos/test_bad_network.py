"""A network that loses answers on their way back: what was done but not heard of is asked for again, not done twice."""

import pytest

from tests.chaos.ledger import Ledger
from tests.chaos.people import Crowd
from tests.chaos.processes import eventually

pytestmark = pytest.mark.chaos


def test_whoever_hears_only_every_other_answer_still_has_everything_kept_once(service, records, report):
    service.start("run")
    eventually(service.answers, "the web listens")
    with Crowd(service.port, records.invite(12), seed=5, ledger=Ledger(), lost_replies=0.5) as crowd:
        crowd.wait_for_all()
    report(crowd.network.counts | {"acknowledged": crowd.ledger.acknowledged})
    assert records.complaints(crowd.ledger) == {}
    assert (len(crowd.ledger.receipts), records.receipts()) == (12, crowd.ledger.receipts)
    assert crowd.network.counts["reply lost"] > 100
