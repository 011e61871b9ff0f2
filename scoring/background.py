"""What the shipped texts teach about ordinary language of the trade: known words and usual word order.

The tables are made by `scoring.training` and read here; they hold counts, no answer and no level.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).parent / "weights"


@cache
def background() -> dict[str, Any]:
    """The tables of ``weights/background.json``.

    Returns
    -------
    dict
        ``words``: known words; ``pairs``: counts of neighbouring word classes; ``spread``: in how many scenarios a
        stem occurs; ``scenarios``: how many there were.
    """
    table: dict[str, Any] = json.loads((WEIGHTS / "background.json").read_text("utf-8"))
    return table


@cache
def known_words() -> frozenset[str]:
    """Words that are spelled as the shipped texts spell them.

    Examples
    --------
    >>> "customer" in known_words()
    True
    """
    return frozenset(background()["words"])
