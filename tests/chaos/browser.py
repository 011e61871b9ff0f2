"""A candidate's browser, as far as the service can tell: cookies, forms, the script's saves, and a bad network."""

import http.client
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from threading import Lock
from urllib.parse import urlencode

PATIENCE_SECONDS = 20


class Dropped(Exception):
    """No answer came: what was asked may have happened or not."""


@dataclass
class Network:
    """What happened to all requests of a crowd."""

    counts: Counter[str] = field(default_factory=Counter)
    under_way: int = 0
    _lock: Lock = field(default_factory=Lock)

    @property
    def answered(self) -> int:
        """How many answers arrived at all."""
        return sum(number for what, number in self.counts.copy().items() if what.startswith("status "))

    def count(self, what: str, *, leaving: int = 0) -> None:
        """Note one event, and whether a request left (+1) or came to its end (-1)."""
        with self._lock:
            self.counts[what] += 1
            self.under_way += leaving


@dataclass(frozen=True)
class Reply:
    """An answer that arrived."""

    status: int
    location: str
    text: str


@dataclass
class Form:
    """A form as its page shows it."""

    action: str = ""
    task: str = ""
    save_url: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    radios: dict[str, list[str]] = field(default_factory=dict)
    has_text: bool = False


class Page(HTMLParser):
    """The parts of a page that a candidate acts on; its first form is the one that matters."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.token = ""
        self.forms: list[Form] = []
        self.text = text
        self.feed(text)

    @property
    def form(self) -> Form:
        """The form of the page."""
        return self.forms[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the token of the page, and every form with its fields."""
        at = {name: value or "" for name, value in attrs}
        if tag == "meta" and at.get("name") == "csrf-token":
            self.token = at["content"]
        elif tag == "form":
            self.forms.append(Form(at["action"], at.get("data-task", ""), at.get("data-autosave", "")))
        elif tag == "textarea":
            self.form.has_text = True
        elif tag == "input" and at.get("type") == "radio":
            self.form.radios.setdefault(at["name"], []).append(at["value"])
        elif tag == "input" and at.get("type") == "hidden" and len(self.forms) == 1:
            self.form.hidden[at["name"]] = at["value"]


class Browser:
    """One browser over a network that, at times, loses the answer on its way back."""

    def __init__(self, port: int, network: Network, dice: random.Random, lost_replies: float) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        self.cookies: dict[str, str] = {}
        self._network, self._dice, self._lost_replies = network, dice, lost_replies

    def get(self, path: str) -> Reply:
        """Ask for a page."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str]) -> Reply:
        """Send a form, with the line breaks that browsers send."""
        body = urlencode({name: value.replace("\n", "\r\n") for name, value in fields.items()})
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def post_json(self, path: str, body: dict[str, object], token: str) -> Reply:
        """Send what the page's script sends."""
        return self._ask("POST", path, json.dumps(body), {"Content-Type": "application/json", "X-CSRFToken": token})

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        self._connect()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self._network.count("sent", leaving=+1)
        try:
            self._connection.request(method, path, body, headers | ({"Cookie": cookies} if cookies else {}))
            response = self._connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            self._network.count("broken", leaving=-1)
            self.close()
            raise Dropped from error
        self._network.count(f"status {response.status}", leaving=-1)
        if self._dice.random() < self._lost_replies:
            self._network.count("reply lost")
            self.close()
            raise Dropped
        self._remember(response)
        return Reply(response.status, response.headers.get("Location", ""), text)

    def _connect(self) -> None:
        """A refused connection is another thing than a broken one: nothing was sent yet."""
        if self._connection.sock is not None:
            return
        try:
            self._connection.connect()
        except OSError as error:
            self._network.count("refused")
            self.close()
            raise Dropped from error

    def _remember(self, response: http.client.HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(header).items()})
