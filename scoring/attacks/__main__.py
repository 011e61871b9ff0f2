"""The table of attacks in docs/scoring.md: ``python -m scoring.attacks [seeds]`` measures and prints it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from statistics import median, quantiles

from tqdm import tqdm

from scoring.answer import Answer
from scoring.attacks.suite import ATTACKS, Outcome, Worst, attack, library
from scoring.rating import rate

HEAD = "| attack | starts from | bound | n | refused or inside | worst |\n|---|---|---|---|---|---|"


def row(outcomes: Sequence[Outcome]) -> str:
    """One line of the table for the outcomes of one attack over several scenarios and seeds."""
    first = outcomes[0].attack
    n, inside = sum(each.n for each in outcomes), sum(each.inside for each in outcomes)
    worst = max((each.worst for each in outcomes if each.worst), key=lambda worst: worst.excess, default=None)
    share = f"{100 * inside / n:.1f} %" if n else ""
    return f"| {first.name} | {first.start} | {first.bound} | {n} | {share} | {told(worst) if worst else ''} |"


def told(worst: Worst) -> str:
    """Where the worst case began and ended."""
    after = "no level" if worst.after is None else f"{worst.after:.2f}"
    return after if worst.before is None else f"{worst.before:.2f} to {after}"


def rows(seeds: int) -> Iterator[str]:
    """The lines of the table, and one for all together."""
    pairs = [(scenario, seed) for scenario in library() for seed in range(seeds)]
    done = [attack(scenario, seed=seed, most=None) for scenario, seed in tqdm(pairs, "attacking", disable=None)]
    for number in range(len(ATTACKS)):
        yield row([each[number] for each in done])
    flat = [outcome for each in done for outcome in each]
    n, inside = sum(each.n for each in flat), sum(each.inside for each in flat)
    yield f"| **all** | | | {n} | {100 * inside / n:.1f} % | |"


def speed() -> str:
    """How much CPU time rating one example on all its traits takes, once its scenario is known."""
    answers = [
        Answer(scenario, scenario.step_of(example).id, example.text)
        for scenario in library()
        for example in scenario.exemplars.all()
    ]
    taken = []
    for answer in [*answers, *answers]:
        start = time.process_time()
        rate(answer)
        taken.append(1000 * (time.process_time() - start))
    warm = taken[len(answers) :]
    low, *_, high = quantiles(warm, n=20)
    return f"One answer, all traits: median {median(warm):.1f} ms CPU, 5 % to 95 %: {low:.1f} to {high:.1f}."


def main() -> None:
    """Print the table and the speed."""
    print(HEAD)
    for line in rows(int(sys.argv[1]) if len(sys.argv) > 1 else 2):
        print(line)
    print(f"\n{speed()}")


if __name__ == "__main__":
    main()
