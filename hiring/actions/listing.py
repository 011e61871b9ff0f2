"""Pages of an opening's people in the order of a shortlist, for its own weights or any others, by keyset."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, func, label, select, tuple_

from hiring.actions.pools import Weights, checked_weights, weights_from
from hiring.db import db
from hiring.errors import Invalid
from hiring.models import Pool, posteriors
from hiring.models.pools import COVARIANCES, MEANS, PAIRS
from scenarios.traits import Trait
from scoring.composite import weights_of
from scoring.crowd import Crowd, bands_of_many

PAGE = 50
_COLUMNS = posteriors.c
_KEY = (_COLUMNS.band, _COLUMNS.shuffle, _COLUMNS.sitting_id)
_MARK = re.compile(r"(\d{1,9})-(own|[0-9a-f]{12})-(\d{1,15})-(\d{1,9})-(\d{1,17})-(\d{1,9})", re.ASCII)
_WEIGHT = re.compile(r"\d{1,4}(\.\d{1,6})?", re.ASCII)


class Key(NamedTuple):
    """Where somebody stands in a list; larger is further down."""

    band: int
    shuffle: int
    sitting_id: int


@dataclass(frozen=True)
class Asked:
    """What an address asks for, as it was sent: a page after or before a mark, or a band; weights by trait."""

    after: str = ""
    before: str = ""
    band: str = ""
    weights: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stretch:
    """The keys of one page, each one's composite as mean and variance, and how many people stand ahead of them."""

    keys: list[Key]
    spread: list[tuple[float, float]]
    ahead: int


@dataclass(frozen=True)
class OwnOrder:
    """An opening's own weights: bands and composites are stored, and a page is a piece of an index."""

    pool: Pool
    mark = "own"

    @property
    def weights(self) -> Weights:
        """By trait."""
        return weights_from(self.pool.weights)

    @property
    def bands(self) -> list[int]:
        """How many people each band has."""
        return self.pool.bands

    def after(self, key: Key | None, size: int) -> Stretch:
        """The first people behind a key, or the first of all."""
        rows = self._rows(self._beyond(key), *_KEY, size=size)
        return self._stretch(rows)

    def before(self, key: Key, size: int) -> Stretch:
        """The last people ahead of a key."""
        rows = self._rows(tuple_(*_KEY) < tuple_(*key), *(column.desc() for column in _KEY), size=size)
        return self._stretch(rows[::-1])

    def crowd(self) -> Crowd:
        """Everybody, to find places in."""
        return _crowd(database(), self.pool.opening_id, self.pool.version)

    def _beyond(self, key: Key | None) -> ColumnElement[bool] | None:
        return None if key is None else tuple_(*_KEY) > tuple_(*key)

    def _rows(self, where: ColumnElement[bool] | None, *order: ColumnElement[Any], size: int) -> list[Any]:
        query = select(*_KEY, _COLUMNS.mean, _COLUMNS.variance).where(_COLUMNS.opening_id == self.pool.opening_id)
        narrowed = query if where is None else query.where(where)
        return list(db.session.execute(narrowed.order_by(*order).limit(size)))

    def _stretch(self, rows: list[Any]) -> Stretch:
        keys = [Key(*row[:3]) for row in rows]
        ahead = self._ahead(keys[0]) if keys else 0
        return Stretch(keys, [(row.mean, row.variance) for row in rows], ahead)

    def _ahead(self, key: Key) -> int:
        """Whole bands are known; only inside the key's own band somebody has to be counted."""
        inside = (_COLUMNS.opening_id == self.pool.opening_id, _COLUMNS.band == key.band)
        nearer = tuple_(_COLUMNS.shuffle, _COLUMNS.sitting_id) < tuple_(*key[1:])
        counted = db.session.scalar(select(func.count()).select_from(posteriors).where(*inside, nearer)) or 0
        return sum(self.bands[: key.band - 1]) + counted


@dataclass(frozen=True, eq=False)
class OtherOrder:
    """Weights that somebody only looks with: worked out for the whole opening, remembered until its scores change.

    `keys` has a column for each part of a key, `spread` one for means and one for variances, both in the list's order.
    """

    weights: Weights
    mark: str
    bands: list[int]
    keys: NDArray[np.int64]
    spread: NDArray[np.float64]

    def after(self, key: Key | None, size: int) -> Stretch:
        """The first people behind a key, or the first of all."""
        return self._stretch(0 if key is None else self._ahead(key, is_behind=True), size)

    def before(self, key: Key, size: int) -> Stretch:
        """The last people ahead of a key."""
        end = self._ahead(key, is_behind=False)
        return self._stretch(max(0, end - size), min(size, end))

    def crowd(self) -> Crowd:
        """Everybody, to find places in."""
        return self._everybody

    @cached_property
    def _everybody(self) -> Crowd:
        return Crowd(*self.spread)

    def _ahead(self, key: Key, *, is_behind: bool) -> int:
        """How many keys are below this one; with `is_behind` the key itself counts too."""
        band, shuffle, sitting = self.keys
        same = (band == key.band) & (shuffle == key.shuffle)
        last = sitting <= key.sitting_id if is_behind else sitting < key.sitting_id
        below = (band < key.band) | ((band == key.band) & (shuffle < key.shuffle)) | (same & last)
        return int(np.count_nonzero(below))

    def _stretch(self, start: int, size: int) -> Stretch:
        piece = slice(start, start + size)
        keys = [Key(*key) for key in self.keys[:, piece].T.tolist()]
        return Stretch(keys, [(mean, variance) for mean, variance in self.spread[:, piece].T.tolist()], start)


Order = OwnOrder | OtherOrder


class Mark(NamedTuple):
    """A place in a list that an address can hold."""

    opening_id: int
    order: str
    version: int
    key: Key

    def __str__(self) -> str:
        return "-".join(map(str, (self.opening_id, self.order, self.version, *self.key)))

    @classmethod
    def read(cls, text: str, opening_id: int, order: str) -> Self:
        """Read a mark of this list; raises Invalid for any other."""
        found = _MARK.fullmatch(text)
        if found is None:
            raise Invalid("This page of the shortlist does not exist. Please begin at its first page.")
        mark = cls(int(found[1]), found[2], int(found[3]), Key(int(found[4]), int(found[5]), int(found[6])))
        if mark.opening_id != opening_id:
            raise Invalid("This page belongs to the shortlist of another opening. Please begin at the first page.")
        if mark.order != order:
            raise Invalid("This page belongs to a shortlist with other weights. Please begin at the first page.")
        return mark


def order_of(pool: Pool, asked: Asked) -> Order:
    """The order that an address asks for."""
    if not asked.weights:
        return OwnOrder(pool)
    weights = read_weights(asked.weights)
    return _other(database(), pool.opening_id, pool.version, tuple(weights[trait] for trait in Trait))


def read_weights(sent: Mapping[str, str]) -> dict[Trait, float]:
    """Weights from an address, summing to 1; a trait that is not named weighs nothing."""
    names = {trait.value for trait in Trait}
    for name, weight in sent.items():
        if name not in names:
            raise Invalid(f"There is no trait '{name[:40]}' to give a weight to.")
        if not _WEIGHT.fullmatch(weight):
            raise Invalid(f"The weight of {Trait(name).label.lower()} has to be a number from 0 to 9999.")
    return checked_weights({Trait(name): float(weight) for name, weight in sent.items()})


def stretch_of(order: Order, opening_id: int, asked: Asked, size: int) -> tuple[Stretch, int | None]:
    """The people of the page that was asked for, and the version of the scores that the address was made for."""
    if sum(map(bool, (asked.after, asked.before, asked.band))) > 1:
        raise Invalid("Ask for one page at a time: after a mark, before one, or from a group on.")
    if asked.band:
        return order.after(_start_of(asked.band, len(order.bands)), size), None
    if asked.after:
        mark = Mark.read(asked.after, opening_id, order.mark)
        return order.after(mark.key, size), mark.version
    if asked.before:
        mark = Mark.read(asked.before, opening_id, order.mark)
        found = order.before(mark.key, size)
        return (found if found.ahead else order.after(None, size)), mark.version
    return order.after(None, size), None


def _start_of(band: str, bands: int) -> Key:
    if not re.fullmatch(r"[1-9]\d{0,8}", band, re.ASCII) or int(band) > bands:
        raise Invalid(f"There is no group '{band[:20]}' in this shortlist; it has {bands}.")
    return Key(int(band), -1, -1)


def ranked_in(opening_id: int, weights: Weights) -> Select[Any]:
    """Everybody of an opening with the composite under any weights, worked out by the database."""
    chosen = (_COLUMNS.sitting_id, _COLUMNS.shuffle, *composite_of(weights))
    return select(*chosen).where(_COLUMNS.opening_id == opening_id)


def composite_of(weights: Weights) -> tuple[ColumnElement[float], ColumnElement[float]]:
    """Mean and variance of the composite under any weights, in SQL."""
    row = weights_of(weights)
    mean: Any = sum(weight * _COLUMNS[name] for weight, name in zip(row, MEANS, strict=True))
    shares = (row[i] * row[j] * (1 if i == j else 2) for i, j in PAIRS)
    variance: Any = sum(share * _COLUMNS[name] for share, name in zip(shares, COVARIANCES, strict=True))
    return label("mean", mean), label("variance", variance)


def database() -> str:
    """Which database this is: what is remembered of one must never answer for another."""
    return str(db.engine.url)


@lru_cache(maxsize=64)
def _crowd(_database: str, opening_id: int, _version: int) -> Crowd:
    spread = select(_COLUMNS.mean, _COLUMNS.variance).where(_COLUMNS.opening_id == opening_id)
    means, variances = zip(*db.session.execute(spread), strict=True)
    return Crowd(means, variances)


@lru_cache(maxsize=8)
def _other(_database: str, opening_id: int, _version: int, row: tuple[float, ...]) -> OtherOrder:
    weights = dict(zip(Trait, row, strict=True))
    people = db.session.execute(ranked_in(opening_id, weights)).all()
    sittings, shuffles, means, variances = zip(*people, strict=True) if people else ((),) * 4
    bands = bands_of_many(means, variances)
    keys = np.array([bands, shuffles, sittings], dtype=np.int64)
    order = np.lexsort(keys[::-1])
    return OtherOrder(
        weights=weights,
        mark=hashlib.sha256(repr(row).encode()).hexdigest()[:12],
        bands=np.bincount(bands)[1:].tolist(),
        keys=keys[:, order],
        spread=np.array([means, variances])[:, order],
    )
