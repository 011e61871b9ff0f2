"""How fast the learned rater serves, retrains and is evaluated, and how often it is wrongly found usable.

``python -m benchmarks.scoring`` uses the example answers of the shipped scenarios; ``--data DIR`` the public short
answers of a folder. Both sides of a comparison take turns in one run; medians with least and most in brackets.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge
from sklearn.pipeline import Pipeline, make_union
from sklearn.preprocessing import FunctionTransformer
from threadpoolctl import threadpool_limits

from scenarios.library import SHORT_FORM
from scenarios.traits import Trait
from scoring.embedding import embed
from scoring.learned.baselines import LengthOnly, lengths
from scoring.learned.blocks import Blocks, blocks_of, size_of, take
from scoring.learned.constructs import NAMES, constructs
from scoring.learned.estimator import LearnedRater
from scoring.learned.reports import by_folds
from scoring.learned.served import Served
from scoring.learned.suite import read
from scoring.learned.trials import Answers
from scoring.learned.verdict import verdict
from scoring.rating import Answer, rate
from scoring.training import scenarios_of_library

RATINGS, TRAITS = 200, len(Trait)
_RESCORE = """
import hashlib, sys
from pathlib import Path
import numpy as np
from scoring.learned.served import Served
served, kept = Served.load(Path(sys.argv[1])), np.load(sys.argv[2])
from scoring.learned.terms import Terms
blocks = {name: kept[name] for name in ("construct", "answer", "sentences")}
blocks |= {name: Terms(*(kept[f"{name} {part}"] for part in Terms._fields)) for name in ("word", "letter")}
print("ready", flush=True)
for line in sys.stdin:
    for _ in range(int(line)):
        values = served.predict(blocks)
    print(hashlib.sha256(values.tobytes()).hexdigest(), flush=True)
"""
# Work is shared among processes, not among the threads of one.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def shipped() -> tuple[list[str], np.ndarray]:
    """Example answers of the short form with their authors' levels; a trait without a level gets the answer's mean."""
    examples = [
        example
        for scenario in scenarios_of_library()
        if scenario.id in SHORT_FORM
        for example in scenario.exemplars.all()
    ]
    means = [float(np.mean(list(example.levels.values()))) for example in examples]
    levels = [
        [float(example.levels.get(trait, mean)) for trait in Trait]
        for example, mean in zip(examples, means, strict=True)
    ]
    return [example.text for example in examples], np.array(levels)


def rating() -> list[str]:
    """What the rubric costs for one answer on all its traits, once its scenario is known, and the encoder's share."""
    answers = [
        Answer(scenario, scenario.step_of(example).id, example.text)
        for scenario in scenarios_of_library()
        for example in scenario.exemplars.all()
    ]
    for answer in answers:
        rate(answer)
    spent = {"all": [], "encoder": []}
    for answer in answers:
        for name, work in (("all", lambda: rate(answer)), ("encoder", lambda: embed([answer.text]))):  # noqa: B023
            start = time.process_time()
            work()
            spent[name].append(1000 * (time.process_time() - start))
    whole, encoder = np.array(spent["all"]), np.array(spent["encoder"])
    return [
        told("rubric: one answer, all its traits, CPU (aim 15)", whole),
        told("the same without the sentence encoder (aim 3)", whole - encoder),
    ]


def public(folder: Path) -> tuple[list[str], np.ndarray]:
    """Short answers to one prompt; their one score stands for six traits, five of them with some noise."""
    rows = [row for row in read(folder, "short_answers") if row["prompt"] == "1"][: RATINGS + 100]
    score = np.array([float(row["score"]) for row in rows])
    noise = np.random.default_rng(0).integers(-1, 2, size=(len(rows), TRAITS))
    noise[:, 0] = 0
    return [row["response"] for row in rows], np.clip(score[:, None] + noise, 0, 3)


def same_features() -> Pipeline:
    """The five blocks in scikit-learn's own parts under a ridge of six outputs."""
    union = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\w+|[?!.,]"),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
        FunctionTransformer(lambda texts: np.array([constructs(text) for text in texts]).reshape(-1, len(NAMES))),
        FunctionTransformer(lambda texts: embed(list(texts))),
        FunctionTransformer(lambda texts: np.asarray(blocks_of(list(texts))["sentences"])),
    )
    return Pipeline([("blocks", union), ("ridge", Ridge())])


def without_directions() -> Pipeline:
    """The same without sentence directions, which cost the same on both sides."""
    union = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\w+|[?!.,]"),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
        FunctionTransformer(lambda texts: np.array([constructs(text) for text in texts]).reshape(-1, len(NAMES))),
    )
    return Pipeline([("blocks", union), ("ridge", Ridge())])


def in_turn(sides: dict[str, Callable[[int], object]], rounds: int) -> dict[str, np.ndarray]:
    """Milliseconds of each side in each round, one after the other."""
    spent = {name: np.zeros(rounds) for name in sides}
    for place in range(rounds):
        for name, run in sides.items():
            started = time.perf_counter()
            run(place)
            spent[name][place] = 1000 * (time.perf_counter() - started)
    return spent


def told(name: str, spent: np.ndarray, unit: str = "ms") -> str:
    """Median with least and most."""
    return f"| {name} | {np.median(spent):.2f} [{spent.min():.2f}, {spent.max():.2f}] {unit} |"


def serving(texts: Sequence[str], levels: np.ndarray, rounds: int) -> list[str]:
    """One answer on six traits: ours against scikit-learn's pipeline; no text is met twice, so nothing is cached."""
    train, new = list(texts[: len(texts) - rounds]), list(texts[len(texts) - rounds :])
    rater = LearnedRater().fit(blocks_of(train), levels[: len(train)])
    served = Served.load(rater.served_.to_bytes())
    whole, plain = same_features().fit(train, levels[: len(train)]), without_directions()
    plain.fit(train, levels[: len(train)])
    ready = blocks_of([f"{text} So." for text in new])
    spent = in_turn(
        {
            "served, from text": lambda place: served.predict(blocks_of([new[place]])),
            "pipeline, from text": lambda place: whole.predict([new[place] + " So"]),
            "served, blocks known": lambda place: served.predict(take(ready, np.array([place]))),
            "pipeline without directions, from text": lambda place: plain.predict([new[place] + " And so"]),
        },
        rounds,
    )
    lines = [told(f"one answer, six traits: {name}", each) for name, each in spent.items()]
    ratio = np.median(spent["pipeline, from text"]) / np.median(spent["served, from text"])
    return [*lines, f"| pipeline over served, from text (aim 10) | {ratio:.1f} |"]


def retraining(blocks: Blocks, levels: np.ndarray, rounds: int) -> list[str]:
    """200 ratings on six traits, features known."""
    rows = np.arange(min(RATINGS, len(levels)))
    kept = take(blocks, rows)
    wall = in_turn({"fit": lambda _: LearnedRater().fit(kept, levels[rows])}, rounds)["fit"]
    started = time.process_time()
    LearnedRater().fit(kept, levels[rows])
    cpu = 1000 * (time.process_time() - started)
    return [
        told(f"retraining {len(rows)} ratings x {TRAITS} traits (aim 500)", wall),
        f"| the same, CPU | {cpu:.0f} ms |",
    ]


def reporting(texts: Sequence[str], blocks: Blocks, levels: np.ndarray, rounds: int) -> list[str]:
    """A full evaluation report on one trait, features known."""
    answers = Answers(blocks, levels[:, 0], np.arange(len(texts)), lengths(texts))
    spent = in_turn({"report": lambda _: by_folds("all", answers, 5)}, rounds)["report"]
    return [told(f"evaluation report on {len(texts)} answers (aim 2000)", spent)]


def rescoring(blocks: Blocks, levels: np.ndarray, times: int, rounds: int) -> list[str]:
    """One running process that rates everything so many times, and two that share the work, in turn."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        path, kept = Path(folder) / "rater.npz", Path(folder) / "blocks.npz"
        LearnedRater().fit(blocks, levels).served_.save(path)
        np.savez(kept, **_plain(blocks))
        one, other = (_started(stack, path, kept) for _ in range(2))
        found: set[str] = set()
        sides = {
            "one": lambda _: found.update(_rated([one], times)),
            "two": lambda _: found.update(_rated([one, other], times // 2)),
        }
        spent = in_turn(sides, rounds)
    count = size_of(next(iter(blocks.values()))) * times
    return [
        told(f"re-scoring {count} answers x {TRAITS} traits, one process", spent["one"]),
        told("the same, two processes", spent["two"]),
        told("two processes over one (aim 1.7)", spent["one"] / spent["two"], "times"),
        f"| bits equal in both processes | {len(found) == 1} |",
    ]


def _plain(blocks: Blocks) -> dict[str, np.ndarray]:
    arrays: dict[str, np.ndarray] = {}
    for name, block in blocks.items():
        if isinstance(block, np.ndarray):
            arrays[name] = block
        else:
            arrays |= {f"{name} {part}": value for part, value in block._asdict().items()}
    return arrays


def _started(stack: ExitStack, path: Path, kept: Path) -> "subprocess.Popen[str]":
    """A process that has read everything and waits; it ends with its input."""
    command = [sys.executable, "-c", _RESCORE, str(path), str(kept)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = stack.enter_context(subprocess.Popen(command, **pipes, text=True, env=os.environ | _ONE_THREAD))
    process.stdout.readline()
    return process


def _rated(processes: "Sequence[subprocess.Popen[str]]", times: int) -> list[str]:
    """What each of them says of its levels once it has rated everything so many times."""
    for process in processes:
        process.stdin.write(f"{times}\n")
        process.stdin.flush()
    return [process.stdout.readline() for process in processes]


def false_activation(texts: Sequence[str], blocks: Blocks, levels: np.ndarray, runs: int) -> list[str]:
    """How often shuffled ratings are found usable, from few ratings to all of them."""
    generator = np.random.default_rng(0)
    lines = []
    for size in sorted({10, 20, 50, len(texts)}):
        usable = 0
        for _ in range(runs):
            rows = generator.permutation(len(texts))[:size]
            shuffled = generator.permutation(levels[rows, 0])
            rater = LearnedRater().fit(take(blocks, rows), shuffled)
            length = LengthOnly.fit(lengths([texts[row] for row in rows]), shuffled, np.arange(size))
            usable += verdict(shuffled, rater.loo_levels_, length.left_out, fewest=1).usable
        lines.append(
            f"| shuffled ratings found usable, n = {size}, {runs} runs (aim 5 % at most) | {usable / runs:.1%} |"
        )
    return lines


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with short_answers.csv")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--shuffled", type=int, default=0, help="runs on shuffled ratings, such as 200")
    given = parser.parse_args()
    texts, levels = public(given.data) if given.data else shipped()
    blocks = blocks_of(texts)
    print("| what | measured |\n|---|---|")
    with threadpool_limits(limits=1):
        print("\n".join(rating()), flush=True)
        print("\n".join(serving(texts, levels, given.rounds)), flush=True)
        print("\n".join(retraining(blocks, levels, 7)), flush=True)
        print("\n".join(reporting(texts, blocks, levels, 5)), flush=True)
    print("\n".join(rescoring(blocks, levels, 200, 5)), flush=True)
    if given.shuffled:
        print("\n".join(false_activation(texts, blocks, levels, given.shuffled)), flush=True)


if __name__ == "__main__":
    main()
