"""One Chromium for all tests that need one, and what they all ask of a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    WebError,
    sync_playwright,
)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


def violations(page: Page) -> list[str]:
    """What axe finds on a page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


def width_at(page: Page, width: int) -> int:
    """How wide a page is in a window of that width: the same, unless it has to be moved sideways."""
    page.set_viewport_size({"width": width, "height": 740})
    return page.evaluate(WIDTH)


@dataclass
class Watch:
    """What the pages of one visitor said and asked for."""

    origin: str
    said: list[str] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Begin to watch."""
        context.on("console", self._hear)
        context.on("weberror", self._fail)
        context.on("request", self._ask)
        context.on("dialog", self._dismiss)

    @property
    def foreign(self) -> list[str]:
        """Requests to anywhere else."""
        return [asked.url for asked in self.asked if not asked.url.startswith((self.origin, "data:"))]

    def _fail(self, error: WebError) -> None:
        self.said.append(str(error.error))

    def _ask(self, request: Request) -> None:
        self.asked.append(request)

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _hear(self, message: ConsoleMessage) -> None:
        is_answer = message.text.startswith("Failed to load resource")  # the page's own 4xx, tested where it is meant
        if message.type in {"error", "warning"} and not is_answer:
            self.said.append(message.text)
