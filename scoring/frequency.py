"""How common words are, by the vocabulary of the sentence encoder, which was counted over a great many texts."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Mapping
from functools import cache

from scoring.embedding import FILES, WrongEncoder, folder

RARE = -14.0
# One entry of the file: length, length, a blank's sign, letters, a float. Only entries that begin a word are words.
_ENTRY = re.compile(rb"\n[\x00-\x7f]\n[\x00-\x7f]\xe2\x96\x81([A-Za-z][a-z]*)\x15(.{4})", re.DOTALL)


@cache
def _table() -> Mapping[str, float]:
    name = "sp.model"
    read = (folder() / name).read_bytes()
    if hashlib.sha256(read).hexdigest() != FILES[name]:
        raise WrongEncoder(f"{name} is not the file that scores were measured with")
    return {met[1].decode(): struct.unpack("<f", met[2])[0] for met in _ENTRY.finditer(read)}


def frequency(word: str) -> float:
    """The logarithm of a word's share among all words of sixteen languages; `RARE` for what is not listed.

    Examples
    --------
    >>> frequency("the") > frequency("lamp") > frequency("qqq") == RARE
    True
    """
    return _table().get(word, RARE)


def is_proper(word: str) -> bool:
    """Whether a word is listed with a capital only, as names are.

    Examples
    --------
    >>> is_proper("wei"), is_proper("lamp")
    (True, False)
    """
    return word not in _table() and word.capitalize() in _table()
