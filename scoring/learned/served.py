"""A learned rater as it is served: slopes in one file of arrays, with neither a training library nor a pickle."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scoring.learned.blocks import Block, Blocks, size_of
from scoring.learned.parts import PARTS, Part

SCHEMA = "learned-rater/1"
_HASH = 64


class WrongFile(ValueError):
    """Not a learned rater of this program, or not as it was saved."""


@dataclass(frozen=True)
class Output:
    """How one trait's columns become a level.

    Attributes
    ----------
    first : int
        The column of the ridge; the logits stand after it.
    bias : array (1 + logits,)
    steps : array (logits,)
        How far a level lies above the one before; none for continuous ratings.
    least, most : float
        The range that levels are held in.
    levels, cuts : array (k,), array (k - 1,)
        The levels there are and where the next begins; none for continuous ratings.
    half_width : float
        Of the 90 % interval.
    """

    first: int
    bias: np.ndarray
    steps: np.ndarray
    least: float
    most: float
    levels: np.ndarray
    cuts: np.ndarray
    half_width: float

    def value(self, columns: np.ndarray, prior: np.ndarray | None) -> np.ndarray:
        """The mean of ridge and logits; (n,)."""
        own = columns[:, self.first : self.first + len(self.bias)] + self.bias
        ridge = own[:, 0] if prior is None else own[:, 0] + prior
        if len(self.steps):
            chances = 0.5 * (1 + np.tanh(0.5 * own[:, 1:]))
            ridge = (ridge + self.levels[0] + chances @ self.steps) / 2
        return np.asarray(np.minimum(np.maximum(ridge, self.least), self.most))


@dataclass(frozen=True)
class Served:
    """A learned rater that only predicts.

    Attributes
    ----------
    parts : mapping
        One `Part` for each block that counts.
    outputs : tuple of Output
    has_prior : bool
        Whether predictions begin at a prior.
    """

    parts: Mapping[str, Part]
    outputs: tuple[Output, ...]
    has_prior: bool

    def predict(self, blocks: Blocks, prior: np.ndarray | None = None) -> np.ndarray:
        """Levels (n, outputs), not rounded.

        Parameters
        ----------
        blocks : as `blocks.blocks_of` gives
        prior : array (n, outputs), optional
            Needed when the rater was trained with one.

        Raises
        ------
        ValueError
            When the prior or a block is missing.
        """
        if self.has_prior != (prior is not None):
            raise ValueError("this rater was trained with a prior" if self.has_prior else "there was no prior")
        blocks = blocks if prior is None else {**blocks, "prior": prior}
        columns = self._columns(blocks)
        given = [None if prior is None else prior[:, place] for place in range(len(self.outputs))]
        values = [output.value(columns, own) for output, own in zip(self.outputs, given, strict=True)]
        return np.column_stack(values)

    def predict_levels(self, blocks: Blocks, prior: np.ndarray | None = None) -> np.ndarray:
        """The rated levels (n, outputs) nearest by the learned boundaries; not rounded where ratings are continuous."""
        values = self.predict(blocks, prior)
        columns = [levels_of(values[:, place], each.levels, each.cuts) for place, each in enumerate(self.outputs)]
        return np.column_stack(columns)

    def predict_interval(self, blocks: Blocks, prior: np.ndarray | None = None) -> np.ndarray:
        """The 90 % intervals (n, outputs, 2)."""
        values = self.predict(blocks, prior)
        half = np.array([output.half_width for output in self.outputs])
        least, most = (np.array([getattr(each, name) for each in self.outputs]) for name in ("least", "most"))
        return np.stack([np.clip(values - half, least, most), np.clip(values + half, least, most)], axis=-1)

    def _columns(self, blocks: Blocks) -> np.ndarray:
        missing = [name for name in self.parts if name not in blocks]
        if missing:
            raise ValueError(f"the block '{missing[0]}' is missing")
        width = sum(len(output.bias) for output in self.outputs)
        total = np.zeros((size_of(_any(blocks)), width))
        for name, part in self.parts.items():
            total += part.values(blocks[name])
        return total

    def to_bytes(self) -> bytes:
        """One file: the sha256 of the rest in hexadecimal, then arrays as numpy keeps them, none of them an object."""
        arrays = {
            f"part/{name}/{_kind(part)}/{key}": value
            for name, part in self.parts.items()
            for key, value in part.arrays().items()
        }
        for place, output in enumerate(self.outputs):
            arrays |= {f"output/{place}/{key}": np.asarray(value) for key, value in vars(output).items()}
        told = json.dumps({"schema": SCHEMA, "has_prior": self.has_prior}, sort_keys=True)
        stored = io.BytesIO()
        np.savez(stored, allow_pickle=False, about=np.frombuffer(told.encode(), dtype=np.uint8), **arrays)
        body = stored.getvalue()
        return hashlib.sha256(body).hexdigest().encode() + body

    def save(self, path: Path) -> None:
        """Write the file."""
        path.write_bytes(self.to_bytes())

    @classmethod
    def load(cls, source: bytes | Path) -> Served:
        """Read what `to_bytes` made.

        Raises
        ------
        WrongFile
            When a byte was changed, or another program or version wrote it.

        Examples
        --------
        >>> Served.load(b"something else")
        Traceback (most recent call last):
        ...
        scoring.learned.served.WrongFile: not a learned rater, or a byte of it was changed
        """
        data = source.read_bytes() if isinstance(source, Path) else source
        expected, body = data[:_HASH], data[_HASH:]
        if hashlib.sha256(body).hexdigest().encode() != expected:
            raise WrongFile("not a learned rater, or a byte of it was changed")
        arrays = _read(body)
        about = json.loads(arrays.pop("about").tobytes())
        if about.get("schema") != SCHEMA:
            raise WrongFile(f"written for '{about.get('schema')}', and this program reads '{SCHEMA}'")
        return cls(_parts(arrays), _outputs(arrays), about["has_prior"])


def levels_of(values: np.ndarray, levels: np.ndarray, cuts: np.ndarray) -> np.ndarray:
    """The level of each value; values themselves when there are no levels.

    Examples
    --------
    >>> levels_of(np.array([1.2, 1.7]), np.array([1.0, 2.0]), np.array([1.5])).tolist()
    [1.0, 2.0]
    """
    return np.asarray(levels[np.searchsorted(cuts, values, side="right")]) if len(levels) else values


def _any(blocks: Blocks) -> Block:
    return next(iter(blocks.values()))


def _kind(part: Part) -> str:
    return next(kind for kind, each in PARTS.items() if isinstance(part, each))


def _read(body: bytes) -> dict[str, np.ndarray]:
    try:
        with np.load(io.BytesIO(body), allow_pickle=False) as found:
            return dict(found)
    except (ValueError, EOFError, OSError, zipfile.BadZipFile) as error:
        raise WrongFile(f"not a file of arrays: {error}") from error


def _parts(arrays: Mapping[str, np.ndarray]) -> dict[str, Part]:
    found: dict[tuple[str, str], dict[str, np.ndarray]] = {}
    for name, value in arrays.items():
        if name.startswith("part/"):
            _, block, kind, key = name.split("/")
            found.setdefault((block, kind), {})[key] = value
    return {block: PARTS[kind](**kept) for (block, kind), kept in found.items()}


def _outputs(arrays: Mapping[str, np.ndarray]) -> tuple[Output, ...]:
    count = len({name.split("/")[1] for name in arrays if name.startswith("output/")})
    return tuple(_output({key: arrays[f"output/{place}/{key}"] for key in _FIELDS}) for place in range(count))


_FIELDS = tuple(Output.__dataclass_fields__)


def _output(kept: Mapping[str, np.ndarray]) -> Output:
    first, least, most, half = (kept[key].item() for key in ("first", "least", "most", "half_width"))
    return Output(first, kept["bias"], kept["steps"], least, most, kept["levels"], kept["cuts"], half)
