"""Answers with levels to the sample scenario, made for tests: no person gave these levels."""

import csv
import hashlib
import io
from itertools import product

OPENERS = ("Hello Noor.", "Good morning.", "Thank you for writing.", "Hi, this is the bakery.")
MIDDLES = {
    1: ("You chose Sunday yourself, so please read our message again.", "The day stays as it is, we change nothing."),
    2: ("Somebody will look into order 512 at some time.", "We may be able to look at your cake, perhaps later."),
    3: ("I have changed order 512 to Saturday.", "Your lemon cake is now down for Saturday."),
    4: (
        "I moved order 512 to Saturday at ten, and you get the confirmation from me today.",
        "The kitchen bakes the lemon cake for Saturday at ten, I have just confirmed it with them.",
    ),
    5: (
        "I moved order 512 to Saturday at ten, and I ring you on Friday to check that our driver has the address.",
        "Your cake is set for Saturday at ten. I booked the driver and will call you if nobody opens the door.",
    ),
}
CLOSERS = ("Kind regards from the shop.", "All the best.")


def answers():
    """Eighty different answers, each with the level that its middle was written for."""
    for opener, closer, (level, middles) in product(OPENERS, CLOSERS, MIDDLES.items()):
        for middle in middles:
            yield f"{opener} {middle} {closer}", level


def table(rows, header=("step", "text", "trait", "level")):
    """Rows as the bytes of a CSV file."""
    made = io.StringIO()
    csv.writer(made).writerows([header, *rows])
    return made.getvalue().encode()


def usable(trait="conscientious"):
    """Ratings that follow what the answers say."""
    return table([("s1", text, trait, level) for text, level in answers()])


def refused(trait="empathic"):
    """Ratings that follow nothing."""
    return table([("s1", text, trait, 1 + hashlib.sha256(text.encode()).digest()[0] % 5) for text, _ in answers()])


def disputed(trait="anticipatory"):
    """Two ratings of each answer that have nothing to do with each other."""
    rows = [("s1", text, trait, level, 1 + number * 7 % 5) for number, (text, level) in enumerate(sorted(answers()))]
    return table(rows, ("step", "text", "trait", "level", "second_level"))
