"""Candidates who answer, save, go on and submit as the pages and their script let them, and never give up."""

import hashlib
import json
import random
import re
import secrets
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

from tests.chaos.browser import Browser, Dropped, Form, Network, Page, Reply
from tests.chaos.ledger import Answer, Ledger, Write

RETRY_SECONDS = 0.05
PATIENCE_SECONDS = 60
WORDS = "I am sorry, Noor. “Saturday” it is:\nI moved order 512 & told the kitchen, naïvely hoping for 🍋 cake. "


class Person:
    """One candidate with one link."""

    def __init__(self, token: str, browser: Browser, ledger: Ledger, dice: random.Random) -> None:
        self.token, self.browser, self.ledger, self.dice = token, browser, ledger, dice
        self.sitting_id = 0

    def take_part(self) -> None:
        """Go the whole way, from the link to the receipt."""
        door = self._open(f"/invitation/{self.token}")
        self._insist(lambda: self.browser.post(door.form.action, door.form.hidden), 302)
        page = self._open("/sit/next")
        while page.form.task:
            self.sitting_id = int(re.match(r"sitting-(\d+):", page.form.task)[1])
            page = self._open(self._answer(page))
        self._submit(page.form)

    def _answer(self, page: Page) -> str:
        """Save a few drafts, then go on; gives the address of the next page."""
        for _ in range(self.dice.randint(1, 3)):
            write = self._write(page.form, secrets.token_hex(16), self._think(page.form))
            self._kept(page.form, write, self._insist(lambda write=write: self._save(page, write), 200))
        return self._go_on(page, self._last_draft(page))

    def _last_draft(self, page: Page) -> Write:
        """One more save, under way when the candidate goes on: it is not sent again by itself."""
        write = self._write(page.form, secrets.token_hex(16), self._think(page.form))
        try:
            reply = self._save(page, write)
        except Dropped:
            return write
        assert reply.status in {200, 503}, reply.text
        if reply.status == 200:
            self._kept(page.form, write, reply)
        return write

    def _kept(self, form: Form, write: Write, reply: Reply) -> None:
        write.is_acknowledged, form.hidden["revision"] = True, str(json.loads(reply.text)["revision"])

    def _go_on(self, page: Page, last: Write) -> str:
        """Send the form; the same text goes under the key of a save that was never acknowledged."""
        form = page.form
        answer = last.answer if self.dice.random() < 0.5 else self._think(form)
        is_open = answer == last.answer and not last.is_acknowledged
        write = self._write(form, last.key if is_open else secrets.token_hex(16), answer)
        reply = self._post(form, write)
        while reply.status == 409:  # that save did arrive: the page comes again with its text, a new key and revision
            form = Page(reply.text).form
            write = self._write(form, form.hidden["key"], answer)
            reply = self._post(form, write)
        write.is_acknowledged, write.fixes = True, "this reply is fixed" in page.text
        return reply.location

    def _submit(self, form: Form) -> None:
        where = self._insist(lambda: self.browser.post(form.action, form.hidden), 302).location
        receipt = re.search(r'<code class="receipt">(\w{64})</code>', self._open(where).text)[1]
        file = self._insist(lambda: self.browser.get("/sit/receipt.json"), 200).text
        assert hashlib.sha256(file.encode()).hexdigest() == receipt
        self.ledger.submitted(self.sitting_id, receipt)

    def _write(self, form: Form, key: str, answer: Answer) -> Write:
        return self.ledger.sending(form.task, Write(key, answer))

    def _save(self, page: Page, write: Write) -> Reply:
        given = {"text": write.answer} if isinstance(write.answer, str) else {"choices": _fields(write.answer)}
        body = {"task": page.form.task, "key": write.key, "revision": int(page.form.hidden["revision"]), **given}
        return self.browser.post_json(page.form.save_url, body, page.token)

    def _post(self, form: Form, write: Write) -> Reply:
        given = {"text": write.answer} if isinstance(write.answer, str) else _fields(write.answer)
        return self._insist(lambda: self.browser.post(form.action, form.hidden | {"key": write.key} | given), 302, 409)

    def _think(self, form: Form) -> Answer:
        """Another answer that the page takes as complete."""
        if form.has_text:
            return WORDS * self.dice.randint(1, 3) + str(self.dice.random())
        if set(form.radios) == {"choice_best", "choice_worst"}:
            best, worst = self.dice.sample(form.radios["choice_best"], 2)
            return {"best": best, "worst": worst}
        return {name.removeprefix("choice_"): int(self.dice.choice(of)) for name, of in form.radios.items()}

    def _open(self, path: str) -> Page:
        reply = self._insist(lambda: self.browser.get(path), 200, 302)
        return self._open(reply.location) if reply.status == 302 else Page(reply.text)

    def _insist(self, ask: Callable[[], Reply], *wanted: int) -> Reply:
        """Ask until an answer comes; an outage (503) is no answer, anything else unwanted is a fault."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                reply = ask()
            except Dropped:
                time.sleep(RETRY_SECONDS)
                continue
            if reply.status in wanted:
                return reply
            assert reply.status == 503, f"{reply.status}: {reply.text[-1500:]}"
            time.sleep(RETRY_SECONDS)
        raise TimeoutError("the service stayed away for too long")


@dataclass
class Crowd:
    """Candidates at work in threads, one after another in each, until told to stop."""

    port: int
    tokens: Iterable[str]
    seed: int
    ledger: Ledger = field(default_factory=Ledger)
    network: Network = field(default_factory=Network)
    size: int = 6
    lost_replies: float = 0.03

    def __post_init__(self) -> None:
        self._stop, self._tokens = Event(), list(self.tokens)
        self._pool = ThreadPoolExecutor(self.size, thread_name_prefix="candidate")
        self._working = [self._pool.submit(self._take_turns, random.Random(self.seed + n)) for n in range(self.size)]

    def check(self) -> None:
        """Raise what went wrong for a candidate, or that nobody is left to answer."""
        for each in self._working:
            if each.done():
                each.result()
        if all(each.done() for each in self._working):
            raise RuntimeError("all candidates are through; invite more")

    def go_home(self) -> None:
        """Let everybody finish what they began, submit, and leave."""
        self._stop.set()
        self.wait_for_all()

    def wait_for_all(self) -> None:
        """Wait until everybody who was invited is through."""
        for each in self._working:
            each.result()

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._pool.shutdown(cancel_futures=True)

    def _take_turns(self, dice: random.Random) -> None:
        while not self._stop.is_set() and self._tokens:
            browser = Browser(self.port, self.network, dice, self.lost_replies)
            try:
                Person(self._tokens.pop(), browser, self.ledger, dice).take_part()
            finally:
                browser.close()


def _fields(choices: dict[str, int | str]) -> dict[str, str]:
    return {f"choice_{name}": str(value) for name, value in choices.items()}
