"""How raters are called where their severity counts: each person by name, all that the program does as one."""

from __future__ import annotations

MACHINE, KEY = "machine", "key"
_PERSON = "person"


def rater_names(rater: str) -> tuple[str, ...]:
    """Whose severity is in a rating: every person's who gave it, or the program's.

    Parameters
    ----------
    rater : str
        As a `Rating` names it.

    Examples
    --------
    >>> rater_names("person:ana+person:ben"), rater_names("rubric+learned:0f3a9c21"), rater_names("key")
    (('person:ana', 'person:ben'), ('machine',), ('key',))
    """
    if is_person(rater):
        return tuple(rater.split("+"))
    return (KEY,) if rater == KEY else (MACHINE,)


def is_person(rater: str) -> bool:
    """Whether ratings of this name are a person's.

    Examples
    --------
    >>> is_person("person:ana"), is_person("person"), is_person("rubric+learned:0f3a9c21")
    (True, True, False)
    """
    return rater.partition(":")[0] == _PERSON
