"""Run a benchmark as if the disk took longer to sync: this machine's may be faster than the one people will use."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).with_name("slow_sync.c")
SETTING = "SYNC_MILLISECONDS"


def is_slow_already() -> bool:
    """Whether this process was started by `run_with_slow_sync`."""
    return SETTING in os.environ


def run_with_slow_sync(module: str, milliseconds: float) -> int:
    """Run this program once more, with each fsync and fdatasync of it and its children so much longer; needs gcc."""
    with tempfile.TemporaryDirectory(prefix="slow-sync-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as somebody else
        library = Path(folder) / "slow_sync.so"
        subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl"], check=True)
        environment = os.environ | {"LD_PRELOAD": str(library), SETTING: str(milliseconds)}
        return subprocess.run([sys.executable, "-m", module, *sys.argv[1:]], env=environment, check=False).returncode
