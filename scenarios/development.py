"""What a person can practise for each trait and family, how a colleague can help, and how to see that it worked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from scenarios.reading import linked, read_model
from scenarios.scenario import Family
from scenarios.traits import Trait
from scenarios.version import hash_of

SCHEMA = "hiring.development/1"
_HERE = Path(__file__).resolve().parent

Sentences = Annotated[str, StringConstraints(min_length=20, max_length=300, strip_whitespace=True)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Suggestion(_Frozen):
    """One thing to practise."""

    practise: Sentences
    help: Sentences  # what a colleague can do
    worked: Sentences  # how to see that it worked


Suggestions = Annotated[tuple[Suggestion, ...], Field(min_length=1)]


class Translated(_Frozen):
    """The texts that are translated, by the hash of all of them."""

    content_hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Development(_Frozen):
    """All suggestions, the same for everybody: whoever was hired and whoever was not."""

    schema_: Literal["hiring.development/1"] = Field(alias="schema")
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "en"
    translates: Translated | None = None
    traits: dict[Trait, Suggestions]
    families: dict[Family, Suggestions]

    @property
    def shape(self) -> dict[str, int]:
        """How many suggestions there are of what."""
        return {name: len(offered) for name, offered in (self.traits | self.families).items()}


@cache
def suggestions(language: str = "en") -> Development:
    """Read the shipped suggestions.

    Parameters
    ----------
    language : str
        The code of the language that somebody reads.

    Returns
    -------
    Development
        With suggestions for each of the six traits and each of the eight families; in English where there is no
        translation of the suggestions as they are now.

    Examples
    --------
    >>> len(suggestions().traits), len(suggestions().families)
    (6, 8)
    >>> suggestions("es").locale, suggestions("tlh").locale
    ('es', 'en')
    """
    original = _read("development.yaml")
    there = [_read(name) for name, _ in translated_suggestions()]
    return next((each for each in there if each.locale == language and not fault(each, original)), original)


def translated_suggestions() -> list[tuple[str, str]]:
    """The suggestions in other languages.

    Returns
    -------
    list of (name, text)
        File name such as ``"development.es.yaml"`` and YAML text, in the order of the names.

    Examples
    --------
    >>> [name for name, text in translated_suggestions()]
    ['development.es.yaml']
    """
    return [(file.name, file.read_text("utf-8")) for file in sorted(_HERE.glob("development.*.yaml"))]


def read_suggestions(text: str | bytes, name: str) -> Development:
    """Read a file of suggestions.

    Parameters
    ----------
    text
        The YAML text, or its bytes in UTF-8.
    name
        What to call the file in complaints.

    Returns
    -------
    Development

    Raises
    ------
    ReadingError
        When anything is wrong; nothing else is ever raised.

    Examples
    --------
    >>> read_suggestions(translated_suggestions()[0][1], "es").locale
    'es'
    """
    return read_model(text, name, Development)


def fault(translation: Development, original: Development) -> str:
    """Why a translation is not shown: above all, that it is of other words.

    Returns
    -------
    str
        A sentence without its full stop; empty when nothing is wrong.

    Examples
    --------
    >>> fault(suggestions("es"), suggestions())
    ''
    >>> fault(suggestions(), suggestions())
    'it does not say which words it translates'
    """
    if translation.translates is None:
        return "it does not say which words it translates"
    if translation.shape != original.shape:
        return "it has to hold as many suggestions as the original, of the same traits and families"
    if translation.translates.content_hash != _hash(original):
        return "the suggestions have changed since they were translated"
    return ""


def confirmed_suggestions(text: str) -> str:
    """The text of a translation, linked to the suggestions as they are now; all else in it stays to the letter.

    Examples
    --------
    >>> name, text = translated_suggestions()[0]
    >>> confirmed_suggestions(text) == text
    True
    """
    return linked(text, f'{{content_hash: "{_hash(suggestions())}"}}')


def _read(name: str) -> Development:
    return read_suggestions((_HERE / name).read_text("utf-8"), name)


def _hash(original: Development) -> str:
    return hash_of(original.model_dump(mode="json", by_alias=True, exclude_defaults=True))
