"""What people do on the pages, in the words of the pages."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.support.browser import WIDTH, Watch, violations, width_at

REPLY = (
    "Hello, I am sorry that this took so long, and I will look after it myself. May I first ask when it suits you? "
    "Then I book it today and write down what we agreed, so that you need not explain it again."
)
FACTS_FIRST = """() => {
  const facts = document.querySelector("#facts"), box = document.querySelector(".situation__answer");
  return !facts || Boolean(facts.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""


def eventually(question: Callable[[], object], what: str, seconds: float = 20) -> None:
    """Ask until the answer is yes."""
    until = time.monotonic() + seconds
    while not question():
        if time.monotonic() > until:
            raise TimeoutError(f"waited in vain: {what}")
        time.sleep(0.05)


@dataclass
class Visit:
    """A person with a browser; every page at which they stop is looked at closely."""

    page: Page
    watch: Watch
    found: list[str] = field(default_factory=list)
    wide: list[tuple[str, int, int]] = field(default_factory=list)
    facts_after_box: list[str] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)

    def stop(self, name: str = "") -> None:
        """Run axe over the page, and narrow the window to phones."""
        name = name or self.page.url.removeprefix(self.watch.origin)
        self.stops.append(name)
        self.found += [f"{name} {each}" for each in violations(self.page)]
        if not self.page.evaluate(FACTS_FIRST):
            self.facts_after_box.append(name)
        measured = {width: width_at(self.page, width) for width in (320, 375, 1280)}
        self.wide += [(name, width, is_wide) for width, is_wide in measured.items() if is_wide != width]

    def open(self, path: str) -> None:
        """Go somewhere and stop there."""
        self.page.goto(path if path.startswith("http") else self.watch.origin + path)
        self.stop()

    def press(self, name: str) -> None:
        """Press a button and wait for the page behind it."""
        press(self.page, name)


def press(page: Page, name: str) -> None:
    """Press the button of a form and wait for the page that comes."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def enter(page: Page, link: str) -> None:
    """Open an invitation, as far as the notice."""
    page.goto(link)
    press(page, "Go to my situations")


def go_to_writing(page: Page, link: str) -> None:
    """Open an invitation and go to the first box."""
    enter(page, link)
    page.get_by_role("link", name="Skip the practice and start").click()
    expect(box(page)).to_be_visible()


def box(page: Page):
    """Where one writes."""
    return page.locator("textarea[name=text]")


def fill_in(page: Page, reply: str = REPLY) -> None:
    """Answer what the page asks, whatever it is."""
    if box(page).count():
        box(page).fill(reply)
    elif page.locator("[name=choice_best]").count():
        page.locator("[name=choice_best]").first.check()
        page.locator("[name=choice_worst]").last.check()
    else:
        for place, question in enumerate(page.locator("fieldset").all()):
            question.locator("input").nth(place % 5).check()


def answer_all(page: Page, stop: Callable[[], None] = lambda: None) -> int:
    """Answer page after page until nothing is left; gives how many there were."""
    count = 0
    while "/sit/answer/" in page.url:
        fill_in(page)
        stop()
        press(page, "Save and continue")
        count += 1
    return count


def status(page: Page):
    """The line that says whether the answer is saved."""
    return page.locator("#save-status")


def wait_until_saved(page: Page, seconds: float = 8) -> None:
    """Until the page says that the server has it."""
    expect(status(page)).to_contain_text("Saved at", timeout=seconds * 1000)
    expect(page.locator("[data-autosave-notice]")).to_be_empty()


def is_wide(page: Page) -> bool:
    """Whether the page has to be moved sideways."""
    return page.evaluate(f"{WIDTH} > innerWidth")
