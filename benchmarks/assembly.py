"""How long an assessment takes to put together, or a refusal to be explained, from a library of some size.

``python -m benchmarks.assembly --scenarios 200`` repeats the shipped scenarios under other ids, once with other words
and once as copies that tell the same story, and prints CPU milliseconds: the median of five rounds, least and greatest.
"""

import argparse
import re
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count, islice

from scenarios.library import shipped
from scenarios.reading import read_scenario
from scenarios.scenario import Scenario
from scoring.assembly.demands import Bounds, CannotAssemble, Job
from scoring.assembly.solving import assemble

ROUNDS = 5


def copied(scenario: Scenario, number: int) -> Scenario:
    """The same story under another id; its partner is the copy of the same number."""
    partner = scenario.osj and scenario.osj.model_copy(update={"pair": f"{scenario.osj.pair}_{number}"})
    return scenario.model_copy(update={"id": f"{scenario.id}_{number}", "osj": partner})


def reworded(scenario: Scenario, number: int) -> Scenario:
    """A copy whose longer words are words of its own."""
    made = copied(scenario, number)
    stem = re.sub(r"[^\W\d_]{4,}", lambda word: word[0] + "x" * (3 + number), made.stem)
    return made.model_copy(update={"stem": stem})


def library(many: int, make: Callable[[Scenario, int], Scenario]) -> list[Scenario]:
    """So many scenarios, made from the shipped ones."""
    originals = [read_scenario(text, name) for name, text in shipped()]
    return list(islice((make(each, number) for number in count() for each in originals), many))


def jobs(pool: list[Scenario]) -> dict[str, Job]:
    """What is asked for in turn."""
    return {
        "standard": Job(),
        "short": Job("short"),
        "standard, 6 by phone": Job("standard", {"phone": Bounds(6)}),
        "standard, parallel": Job("standard", parallel_to=assemble(pool, Job()).scenarios),
        "refused: all 16 by phone": Job("standard", {"phone": Bounds(16)}),
    }


def milliseconds(pool: list[Scenario], job: Job) -> float:
    """CPU time of one assembly, a refusal included."""
    start = time.process_time()
    with suppress(CannotAssemble):
        assemble(pool, job)
    return 1000 * (time.process_time() - start)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenarios", type=int, default=200)
    many = parser.parse_args().scenarios
    for what, make in (("other words", reworded), ("copies", copied)):
        pool = library(many, make)
        for name, job in jobs(pool).items():
            taken = [milliseconds(pool, job) for _ in range(ROUNDS)]
            middle = statistics.median(taken)
            print(f"{many} scenarios ({what}), {name:26} {middle:6.0f} ms ({min(taken):.0f}-{max(taken):.0f})")


if __name__ == "__main__":
    main()
