"""How long a whole pool takes: everybody at once against one after the other, places, and the top.

``python -m benchmarks.pool --people 20000`` prints CPU seconds and the most memory that was held.
"""

import argparse
import resource
import time
from collections.abc import Callable

import numpy as np

from scenarios.traits import Trait
from scoring.crowd import chances_of_many
from scoring.estimate import TRAITS, estimate
from scoring.observations import Table
from scoring.pool import Pool, pool_of_table
from scoring.ranking import chances_in_top, places
from scoring.ratings import RatedPart, Rating
from scoring.shifts import sensitivity_of_many
from scoring.simulation.world import by_machine, chance_of, items, people, rated, shown

ONE_BY_ONE = 200


def ratings_of(table: Table, person: int) -> list[RatedPart]:
    """What one person's sitting would hold."""
    return [
        RatedPart(
            table.scenarios[table.scenario[row]],
            "s1",
            "open",
            Trait(TRAITS[table.trait[row]]),
            Rating(float(table.level[row]), float(table.error[row]), (), "rubric"),
        )
        for row in np.flatnonzero(table.person == person)
    ]


def composites(pool: Pool) -> tuple[np.ndarray, np.ndarray]:
    """Means and variances of the composite under equal weights."""
    return pool.mean.mean(axis=1), pool.covariance.mean(axis=(1, 2))


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    many = parser.parse_args().people
    chance = chance_of(90, 0)
    seen = shown(chance, people(chance, many), items(chance))
    table = by_machine(rated(chance, seen, np.zeros(seen.values.shape[:2])))
    pool = pool_of_table(table)
    found = pool.estimates()
    some = [ratings_of(table, person) for person in range(min(many, ONE_BY_ONE))]
    alone = seconds(lambda: [estimate(each, pool.parameters) for each in some]) / len(some)
    lines = {
        "the pool at once": seconds(lambda: pool_of_table(table)),
        "everybody one by one (from a sample)": alone * many,
        "as estimates": seconds(pool.estimates),
        "places and bands": seconds(lambda: places(found)),
        "chances of the top 20": seconds(lambda: chances_in_top(found, 20)),
        "chances of the top 20, in columns": seconds(lambda: chances_of_many(*composites(pool), 20)),
        "who moves with each weight, in columns": seconds(lambda: sensitivity_of_many(pool.mean, pool.covariance)),
    }
    for name, took in lines.items():
        print(f"{name:40} {took:8.2f} CPU s")
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{many} people, {len(table)} ratings, at most {held:.0f} MiB")


if __name__ == "__main__":
    main()
