"""Made-up answers with made-up levels: the more kind sentences, the higher the level, and all equally long."""

import csv
from pathlib import Path

import numpy as np

KIND = (
    "I am sorry that the lamp broke on Friday.",
    "That must have been a sad surprise for you.",
    "I will send you a new one today myself.",
    "Please tell me what else would help you most.",
)
COLD = (
    "The lamp is out of stock until next month.",
    "Read the terms of sale on our page first.",
    "You should have packed it better than you did.",
    "There is nothing at all that we do here.",
)


def texts_and_levels(count: int, seed: int = 0) -> tuple[list[str], np.ndarray]:
    """Texts of four sentences, and levels 1 to 5 with one in five of them a level off."""
    generator = np.random.default_rng(seed)
    kind = generator.integers(0, 5, count)
    texts = [_text(generator, number) for number in kind]
    noise = generator.choice([-1, 0, 0, 0, 0, 0, 0, 0, 0, 1], count)
    return texts, np.clip(1.0 + kind + noise, 1, 5)


def _text(generator: np.random.Generator, kind: int) -> str:
    chosen = [*generator.permutation(KIND)[:kind], *generator.permutation(COLD)[: 4 - kind]]
    return " ".join([*generator.permutation(chosen), f"It is case {generator.integers(1000)}."])


def write_table(path: Path, rows: list[dict[str, object]]) -> Path:
    """A CSV file with those rows."""
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
