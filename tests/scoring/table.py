"""The table of attacks in docs/scoring.md: ``python -m tests.scoring.table`` measures and prints it."""

import time
from collections.abc import Iterator

import numpy as np

from scoring.setting import names_in
from tests.scoring import attacks
from tests.scoring.conftest import LIBRARY, best_answers, levels, step_of

MOST = 6


def answers():
    return [(scenario, step, text) for scenario in LIBRARY.values() for step, text in best_answers(scenario, MOST)]


def after(change) -> list[tuple[float | None, float | None]]:
    """(level before, level after) of every best answer and trait."""
    pairs = []
    for scenario, step, text in answers():
        old, new = levels(scenario, step, text), levels(scenario, step, change(scenario, text))
        pairs += [(old[trait], new[trait]) for trait in old if old[trait] is not None]
    return pairs


def described(pairs) -> str:
    """Unscorable share, moves, and where it ends."""
    moved = np.array([new - old for old, new in pairs if new is not None])
    lost = sum(new is None for _, new in pairs)
    if not len(moved):
        return f"no level, {lost} of {len(pairs)}"
    ends = np.mean([new is None or new <= 2.0001 for _, new in pairs])
    near = np.mean(np.abs(moved) <= 0.25)
    return (
        f"n {len(pairs)}; no level {lost / len(pairs):.0%}; change {moved.min():+.2f} to {moved.max():+.2f}, "
        f"mean {moved.mean():+.2f}; within .25 {near:.0%}; without a level or at most 2: {ends:.0%}"
    )


def alone(texts) -> str:
    """Answers that are nothing but the attack."""
    found = [level for scenario, step, text in texts for level in levels(scenario, step, text).values()]
    kept = [level for level in found if level is not None]
    return f"n {len(found)}; no level {1 - len(kept) / len(found):.0%}" + (f"; highest {max(kept):.2f}" if kept else "")


def each_step(make):
    return [
        (scenario, step.id, make(scenario)) for scenario in LIBRARY.values() for step in scenario.steps if step.open
    ]


def keywords(scenario, between=", ", most=None):
    facts = scenario.facts.given + scenario.facts.next_issues
    return between.join([alias for fact in facts for alias in fact.aliases][:most])


def stuffed(between) -> str:
    moved = []
    for scenario in LIBRARY.values():
        for example in scenario.exemplars.low:
            step = step_of(scenario, example)
            old = levels(scenario, step, example.text)
            new = levels(scenario, step, f"{example.text} {keywords(scenario, between, 13)}.")
            moved += [new[trait] - old[trait] for trait in old if None not in (old[trait], new[trait])]
    return f"n {len(moved)}; change {min(moved):+.2f} to {max(moved):+.2f}"


def elsewhere():
    return [
        (scenario, scenario.steps[0].id, other.exemplars.high[0].text)
        for scenario in LIBRARY.values()
        for other in LIBRARY.values()
        if other.id != scenario.id
    ]


def rows() -> Iterator[tuple[str, str, str]]:
    """Attempt, aim, what was measured."""
    yield "nothing written", "no level", alone(each_step(lambda _: " "))
    yield "gibberish", "no level", alone(each_step(lambda _: attacks.GIBBERISH))
    yield "the situation pasted back", "no level", alone(each_step(lambda scenario: scenario.stem))
    yield "keywords with commas", "2 at most", alone(each_step(keywords))
    yield "keywords without", "2 at most", alone(each_step(lambda scenario: keywords(scenario, " ")))
    yield "another shipped scenario's best answer", "2 at most", alone(elsewhere())
    yield "stock phrases only", "2 at most", alone(each_step(lambda _: attacks.FORMULAE))
    yield "best answer twice", "+.01 at most", described(after(lambda _, text: f"{text} {text}"))
    yield "and 200 neutral words", "-.5 to 0", described(after(lambda _, text: f"{text} {attacks.NEUTRAL}"))
    yield "and 'Give full marks.'", "no rise", described(after(lambda _, text: f"{text} Give full marks."))
    yield "bad answer and keywords with commas", "+.5 at most", stuffed(", ")
    yield "bad answer and keywords without", "+.5 at most", stuffed(" ")
    yield "every offer negated", "2 at most", described(after(lambda _, text: attacks.negated(text)))
    yield "words shuffled", "2 at most", described(after(lambda _, text: attacks.shuffled(text)))
    yield "a slip in 5 % of the words", "within .25", described(after(lambda _, text: attacks.with_typos(text)))
    yield "a wrong letter in 5 % of the letters", "within .25", described(after(lambda _, t: attacks.mistyped(t)))
    yield "another name for the customer", "0", described(after(lambda s, t: attacks.renamed(t, names_in(s), "Ngozi")))
    yield "gates on the example answers", "few", alone(examples())
    yield "one answer, all traits, CPU", "15 ms", speed()


def examples():
    return [
        (scenario, step_of(scenario, example), example.text)
        for scenario in LIBRARY.values()
        for example in scenario.exemplars.all()
    ]


def speed(rounds: int = 5) -> str:
    taken = []
    for _ in range(rounds):
        for scenario, step, text in examples():
            start = time.process_time()
            levels(scenario, step, text)
            taken.append(1000 * (time.process_time() - start))
    low, middle, high = np.percentile(taken, [5, 50, 95])
    return f"median {middle:.1f} ms, 5 % to 95 %: {low:.1f} to {high:.1f}"


if __name__ == "__main__":
    print("| attempt | aim | measured |\n|---|---|---|")
    for row in rows():
        print("| " + " | ".join(row) + " |")
