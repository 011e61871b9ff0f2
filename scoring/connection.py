"""Whether all people of a pool can be compared: one graph of people, situations and raters, or separate parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array, hstack
from scipy.sparse.csgraph import connected_components

from scenarios.traits import Trait
from scoring.estimate import TRAITS
from scoring.observations import Table

LEAST_SHARED = 0.25
_NAMED = 3
_NULL, _SAME = 1e-9, 1e-6


@dataclass(frozen=True)
class Part:
    """People who can be compared with each other and with nobody else, and what they were seen in and rated by."""

    people: tuple[str, ...]
    scenarios: tuple[str, ...]
    raters: tuple[str, ...]

    def __str__(self) -> str:
        named = (("people", self.people), ("situations", self.scenarios), ("raters", self.raters))
        return "; ".join(f"{what}: {_some(names)}" for what, names in named)


class NotConnected(ValueError):
    """Some people cannot be compared with others.

    Attributes
    ----------
    trait : Trait
    parts : tuple of Part
        The largest first.
    """

    def __init__(self, trait: Trait, parts: tuple[Part, ...]) -> None:
        self.trait = trait
        self.parts = parts
        listed = ". ".join(f"Part {number} ({part})" for number, part in enumerate(parts[:_NAMED], 1))
        more = f". And {len(parts) - _NAMED} further parts" if len(parts) > _NAMED else ""
        super().__init__(
            f"On {trait.label.lower()} people cannot be compared: no situation and no rater leads from one part to "
            f"another. {listed}{more}."
        )


def require_connection(table: Table) -> None:
    """Refuse a pool whose people cannot all be compared on every trait that they were asked.

    Raises
    ------
    NotConnected
        It names the parts.

    Notes
    -----
    People are compared where the same rater rated them in the same situation. Where that alone does not lead from
    everybody to everybody, the additive model may still do it (a rater known from elsewhere, a situation known from
    elsewhere); so then the null space of its design is looked at: people whose levels could all be shifted against
    the others' without any rating noticing make a part.

    Examples
    --------
    >>> from scoring.observations import Observation, table_of
    >>> seen = [Observation(who, where, "s1", "open", Trait.WARMTH, rater, 3.0, 0.4)
    ...     for who, where, rater in (("ann", "S1", "x"), ("ben", "S2", "y"))]
    >>> require_connection(table_of(seen))
    Traceback (most recent call last):
    ...
    scoring.connection.NotConnected: On warmth people cannot be compared: no situation and no rater leads from one \
part to another. Part 1 (people: ann; situations: S1; raters: x). Part 2 (people: ben; situations: S2; raters: y).
    """
    if all(_is_one(table, trait) for trait in range(len(TRAITS))):
        return
    shifts = _free_shifts(table)
    for place, trait in enumerate(TRAITS):
        people = np.unique(table.person[table.trait == place])
        moved = shifts[people * len(TRAITS) + place]
        if len(people) and np.abs(moved - moved[0]).max(initial=0.0) > _SAME:
            raise NotConnected(trait, _parts(table, people, moved))


def _is_one(table: Table, trait: int) -> bool:
    """Whether the same rater in the same situation leads from everybody to everybody."""
    rows = np.flatnonzero(table.trait == trait)
    if not len(rows):
        return True
    _, people = np.unique(table.person[rows], return_inverse=True)
    _, seen = np.unique(table.scenario[rows] * len(table.raters) + table.rater[rows], return_inverse=True)
    both = len(people), people.max() + 1 + seen.max() + 1
    links = coo_array((np.ones(both[0]), (people, people.max() + 1 + seen)), shape=(both[1], both[1]))
    return bool(connected_components(links, directed=False, return_labels=False) == 1)


def _free_shifts(table: Table) -> np.ndarray:
    """For each person and trait, how it moves along every direction that no rating would notice."""
    rows = np.arange(len(table))
    one = np.ones(len(table))
    items = csr_array((one, (rows, table.items)), shape=(len(table), len(table.scenarios) * len(TRAITS)))
    raters = csr_array((one, (rows, table.rater)), shape=(len(table), len(table.raters)))
    design = hstack([items, raters]).tocsr()
    people = csr_array((one, (table.cells, rows)), shape=(len(table.persons) * len(TRAITS), len(table)))
    counts = np.maximum(1.0, np.bincount(table.cells, minlength=people.shape[0]))
    means = people @ design
    kept = design.T @ design - means.T @ csr_array(means / counts[:, None])
    size, direction = np.linalg.eigh(kept.toarray())
    asked = np.asarray(design.sum(axis=0)) > 0
    free = direction[:, size < _NULL * max(1.0, size[-1])] * asked[:, None]
    return np.asarray(means @ free / counts[:, None])


def _parts(table: Table, people: np.ndarray, moved: np.ndarray) -> tuple[Part, ...]:
    _, label = np.unique(np.round(moved, 5), axis=0, return_inverse=True)
    members = [people[label.ravel() == part] for part in range(label.max() + 1)]
    return tuple(_part(table, some) for some in sorted(members, key=lambda some: (-len(some), some[0])))


def _part(table: Table, people: np.ndarray) -> Part:
    rows = np.isin(table.person, people)
    return Part(
        tuple(table.persons[person] for person in people),
        tuple(table.scenarios[place] for place in np.unique(table.scenario[rows])),
        tuple(table.raters[place] for place in np.unique(table.rater[rows])),
    )


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


@dataclass(frozen=True)
class Scale:
    """What the levels of a pool may be compared with.

    Attributes
    ----------
    forms : int
        How many different sets of situations people answered.
    is_linked : bool
        Whether several forms lie on one scale, because each shares a quarter of its situations and more with another.
    told : str
        One sentence.
    """

    forms: int
    is_linked: bool
    told: str


def scale_of(table: Table) -> Scale:
    """Whether the forms of a pool are linked by situations that they share.

    Returns
    -------
    Scale
        Of the two forms of a pair the share is that of the shorter one.

    Examples
    --------
    >>> from scoring.observations import table_of
    >>> scale_of(table_of([])).told
    'Levels are relative to this pool.'
    """
    asked = np.zeros((len(table.persons), len(table.scenarios)), dtype=bool)
    asked[table.person, table.scenario] = True
    forms = np.unique(asked, axis=0).astype(float)
    if len(forms) < 2:
        return Scale(len(forms), False, "Levels are relative to this pool.")
    if _reached(forms) < len(forms):
        told = (
            f"Levels are relative to this pool: not all of its {len(forms)} forms share a quarter of their situations."
        )
        return Scale(len(forms), False, told)
    told = f"{len(forms)} forms lie on one scale, linked by the situations that they share."
    return Scale(len(forms), True, told)


def _reached(forms: np.ndarray) -> int:
    """How many forms can be reached from the first over pairs that share enough."""
    length = forms.sum(axis=1)
    left = np.arange(1, len(forms))
    waiting = [0]
    while waiting and len(left):
        form = waiting.pop()
        shared = forms[left] @ forms[form] / np.minimum(length[left], length[form])
        waiting.extend(left[shared >= LEAST_SHARED].tolist())
        left = left[shared < LEAST_SHARED]
    return len(forms) - len(left)
