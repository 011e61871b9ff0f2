"""What is dear to make is made once, however many test processes there are."""

import fcntl
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any


def once(folder: Path, name: str, make: Callable[[], Any]) -> Any:
    """Made by the first process that asks, read from its file by the others."""
    kept = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make()))
    return pickle.loads(kept.read_bytes())
