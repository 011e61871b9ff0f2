"""The scenarios that come with the product, as YAML text."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped() -> list[tuple[str, str]]:
    """The files of the library.

    Returns
    -------
    list of (name, text)
        File name such as ``"S02.yaml"`` and YAML text, in the order of the names.

    Examples
    --------
    >>> [name for name, text in shipped() if name in {"S05.yaml", "S02.yaml"}]
    ['S02.yaml', 'S05.yaml']
    """
    return _texts(sorted((_HERE / "library").glob("*.yaml")))


def practice() -> list[tuple[str, str]]:
    """The scenario that candidates try out first; it is never scored.

    Returns
    -------
    list of (name, text)
        As `shipped`.

    Examples
    --------
    >>> all(name == "practice.yaml" for name, text in practice())
    True
    """
    return _texts(sorted(_HERE.glob("practice.yaml")))


def _texts(files: list[Path]) -> list[tuple[str, str]]:
    return [(file.name, file.read_text("utf-8")) for file in files]
