"""The small scenario that tests use where any scenario will do."""

from pathlib import Path

SAMPLE = (Path(__file__).resolve().parents[1] / "scenarios" / "sample.yaml").read_text("utf-8")
