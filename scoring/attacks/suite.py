"""The attack suite: what each attack is made from, how, and how far it may move a level.

`attack` runs it on one scenario. Nothing here knows the weights, so bounds hold for every rater.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from random import Random

from scenarios.library import shipped
from scenarios.reading import read_scenario
from scenarios.scenario import Example, Scenario
from scenarios.traits import Trait
from scoring.answer import Answer
from scoring.attacks import changes, material
from scoring.rating import Rater, rate
from scoring.setting import names_in

ROUNDING = 1e-6
NOTHING, HIGH, LOW = "nothing", "high", "low"
Levels = Mapping[Trait, float | None]
Way = Callable[[str, Scenario, Random], str]


@dataclass(frozen=True)
class Bound:
    """Where a level may end, and how far it may move.

    Attributes
    ----------
    highest : float
        The highest level allowed.
    rise, fall : float
        How far it may move up and down from the level of the text that was changed.
    may_refuse : bool
        Whether it is right that the changed text gets no level.
    """

    highest: float = 5.0
    rise: float = 4.0
    fall: float = 4.0
    may_refuse: bool = True

    def excess(self, before: float | None, after: float | None) -> float:
        """How far outside, in levels; 0 and less is inside.

        Examples
        --------
        >>> Bound(highest=2).excess(4.0, 3.5), Bound(rise=0, fall=0.5).excess(3.0, 2.75), Bound().excess(3.0, None)
        (1.5, -0.25, -4.0)
        """
        if after is None:
            return -4.0 if self.may_refuse else 4.0
        moved = 0.0 if before is None else after - before
        return max(after - self.highest, moved - self.rise, -moved - self.fall)

    def __str__(self) -> str:
        """The bound in a few words."""
        if self.highest < 5:
            return f"{self.highest:g} at most or no level"
        if self.fall >= 4:
            return f"+{self.rise:g} at most" if self.rise else "no rise"
        if self.rise == self.fall:
            return f"within {self.rise:g}" if self.rise else "no change"
        return f"-{self.fall:g} to {self.rise:g}"


@dataclass(frozen=True)
class Attack:
    """One kind of attack.

    Attributes
    ----------
    name : str
    start : str
        What is changed: ``"nothing"``, a ``"high"`` or a ``"low"`` example answer.
    bound : Bound
    ways : sequence of functions
        Each makes the attacking text from the example's text (or from ``""``), the scenario, and a generator.
    """

    name: str
    start: str
    bound: Bound
    ways: Sequence[Way]


@dataclass(frozen=True)
class Case:
    """One attacking text, the text it was made from (or None), and where that stands in the scenario."""

    step: str
    field: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Worst:
    """The case that is farthest outside its bound, or nearest to it."""

    case: Case
    trait: Trait
    before: float | None
    after: float | None
    excess: float


@dataclass(frozen=True)
class Outcome:
    """What an attack did to one scenario: of `n` texts so many were refused or inside the bound on all traits."""

    attack: Attack
    n: int
    inside: int
    worst: Worst | None


def _said(texts: Sequence[str]) -> Way:
    return lambda _, __, chance: chance.choice(texts)


def _followed(texts: Sequence[str]) -> Way:
    return lambda text, _, chance: f"{text} {chance.choice(texts)}"


def _led(texts: Sequence[str]) -> Way:
    return lambda text, _, chance: f"{chance.choice(texts)} {text}"


def _changed(change: Callable[[str, Random], str]) -> Way:
    return lambda text, _, chance: change(text, chance)


def _gibberish(_: str, __: Scenario, chance: Random) -> str:
    return " ".join(chance.choices(material.GIBBERISH_WORDS, k=20))


def _keyboard(_: str, __: Scenario, chance: Random) -> str:
    return " ".join("".join(chance.choices(changes.LETTERS, k=chance.randrange(2, 9))) for _ in range(30))


def keywords(scenario: Scenario) -> list[str]:
    """Every other word for a fact that the scenario declares."""
    facts = scenario.facts
    return [alias for fact in (*facts.given, *facts.next_issues, *facts.implied) for alias in fact.aliases]


def _some_keywords(scenario: Scenario, chance: Random, most: int) -> list[str]:
    known = keywords(scenario)
    words = known if chance.random() < 0.5 else [*known[: most - 5], *material.RUBRIC_WORDS]
    return chance.sample(words, min(most, len(words)))


def _listed(_: str, scenario: Scenario, chance: Random, between: str) -> str:
    return between.join(_some_keywords(scenario, chance, 40))


def _stuffed(text: str, scenario: Scenario, chance: Random, shape: str, between: str = ", ") -> str:
    return shape.format(text=text, words=between.join(_some_keywords(scenario, chance, 13)))


def _spread(text: str, scenario: Scenario, chance: Random) -> str:
    """Thirteen keywords put between the words of the answer."""
    words = text.split()
    for keyword in _some_keywords(scenario, chance, 13):
        words.insert(chance.randrange(len(words) + 1), keyword)
    return " ".join(words)


def _one_a_sentence(text: str, scenario: Scenario, chance: Random) -> str:
    return text + "".join(f" {word.capitalize()}." for word in _some_keywords(scenario, chance, 13))


@cache
def library() -> tuple[Scenario, ...]:
    """The shipped scenarios."""
    return tuple(read_scenario(text, name) for name, text in shipped())


def _elsewhere(_: str, scenario: Scenario, chance: Random) -> str:
    others = [other for other in library() if other.id != scenario.id]
    return chance.choice(chance.choice(others).exemplars.high).text


def _another_high(scenario: Scenario, chance: Random) -> str:
    return chance.choice(scenario.exemplars.high).text


def _pasted_with(text: str) -> Way:
    return lambda _, scenario, __: text.format(scenario.stem)


def _names(text: str, scenario: Scenario, chance: Random) -> str:
    return changes.renamed(text, names_in(scenario), chance.choice(material.NAMES))


AT_MOST_1, AT_MOST_2 = Bound(highest=1), Bound(highest=2)
NO_RISE = Bound(rise=0.0)
SAME = Bound(rise=0.0, fall=0.0, may_refuse=False)
NEAR = Bound(rise=0.25, fall=0.25, may_refuse=False)

ATTACKS: tuple[Attack, ...] = (
    Attack("empty", NOTHING, AT_MOST_1, [_said(["", "  \n ", "...", "\x00", "-", "?!"])]),
    Attack("gibberish", NOTHING, AT_MOST_1, [_gibberish, _keyboard]),
    Attack(
        "situation pasted back",
        NOTHING,
        AT_MOST_1,
        [_pasted_with("{}"), _pasted_with("Hello. {}"), _pasted_with("{} Kind regards")],
    ),
    Attack(
        "keywords only",
        NOTHING,
        AT_MOST_2,
        [partial(_listed, between=between) for between in (", ", " ", "; ", "\n", ". ", " and ")],
    ),
    Attack("stock phrases only", NOTHING, AT_MOST_2, [_said(material.FORMULAE)]),
    Attack("another scenario's best answer", NOTHING, AT_MOST_2, [_elsewhere]),
    Attack("an answer to no known scenario", NOTHING, AT_MOST_2, [_said(material.FOREIGN)]),
    Attack("only instructions to the marker", NOTHING, AT_MOST_2, [_said([" ".join(material.INSTRUCTIONS)])]),
    Attack("best answer twice", HIGH, NO_RISE, [lambda text, _, __: f"{text} {text}", lambda t, _, __: f"{t}\n\n{t}"]),
    Attack(
        "and 200 neutral words",
        HIGH,
        Bound(rise=0.0, fall=0.5, may_refuse=False),
        [_followed(material.NEUTRAL), _led(material.NEUTRAL)],
    ),
    Attack("and instructions to the marker", HIGH, NO_RISE, [_followed(material.INSTRUCTIONS)]),
    Attack("instructions before a bad answer", LOW, NO_RISE, [_led(material.INSTRUCTIONS)]),
    Attack(
        "bad answer and keywords",
        LOW,
        Bound(rise=0.5),
        [
            partial(_stuffed, shape="{text} {words}."),
            partial(_stuffed, shape="{text} {words}", between=" "),
            partial(_stuffed, shape="{words}. {text}"),
            partial(_stuffed, shape="{text} It is about {words}.", between=" and "),
            _spread,
            _one_a_sentence,
        ],
    ),
    Attack("every offer negated", HIGH, AT_MOST_2, [_changed(changes.offers_negated)]),
    Attack("every statement negated", HIGH, AT_MOST_2, [_changed(changes.all_negated)]),
    Attack(
        "words shuffled", HIGH, AT_MOST_2, [_changed(changes.words_shuffled), _changed(changes.bare_words_shuffled)]
    ),
    Attack("words shuffled inside sentences", HIGH, AT_MOST_2, [_changed(changes.shuffled_inside)]),
    Attack(
        "words of two answers shuffled",
        HIGH,
        AT_MOST_2,
        [lambda text, scenario, chance: changes.mixed(text, _another_high(scenario, chance), chance)],
    ),
    Attack("pairs of words shuffled", HIGH, AT_MOST_2, [_changed(changes.runs_shuffled)]),
    Attack("runs of three words shuffled", HIGH, AT_MOST_2, [_changed(partial(changes.runs_shuffled, size=3))]),
    Attack("slips in 5 % of the words", HIGH, NEAR, [_changed(changes.with_slips)]),
    Attack("a wrong letter in 5 % of the letters", HIGH, NEAR, [_changed(changes.with_wrong_letters)]),
    Attack("second-language grammar", HIGH, NEAR, [_changed(changes.without_articles), _changed(changes.as_a_learner)]),
    Attack("in capitals", HIGH, NEAR, [lambda text, _, __: text.upper(), lambda text, _, __: text.lower()]),
    Attack("some letters from another script", HIGH, NEAR, [_changed(changes.with_lookalikes)]),
    Attack("another name", HIGH, SAME, [_names]),
    Attack("another pronoun", HIGH, SAME, [_changed(changes.with_pronouns)]),
    Attack("other quotes, blanks, line ends", HIGH, SAME, [_changed(changes.in_another_form)]),
)


def attack(
    scenario: Scenario,
    raters: Sequence[Rater] | None = None,
    *,
    seed: int = 0,
    most: int | None = 3,
    attacks: Sequence[Attack] = ATTACKS,
) -> list[Outcome]:
    """Run the attack suite on one scenario.

    Parameters
    ----------
    scenario : Scenario
    raters : sequence of Rater, optional
        By default the usual ones.
    seed : int
        The same seed makes the same texts.
    most : int or None
        Of how many example answers each way of each attack is tried; None for all.
    attacks : sequence of Attack

    Returns
    -------
    list of Outcome
        One for each attack, in their order.

    Examples
    --------
    >>> done = attack(library()[0], most=1, attacks=ATTACKS[:2])
    >>> [(each.attack.name, each.n, each.inside) for each in done]
    [('empty', 1, 1), ('gibberish', 2, 2)]
    """
    levels = cache(partial(_levels, scenario, raters))
    outcomes = []
    for each in attacks:
        tried = [_tried(each.bound, case, levels) for case in cases(scenario, each, seed, most)]
        met = [worst for worst in tried if worst is not None]
        inside = sum(worst.excess <= ROUNDING for worst in met)
        outcomes.append(Outcome(each, len(met), inside, max(met, key=lambda worst: worst.excess, default=None)))
    return outcomes


def _levels(scenario: Scenario, raters: Sequence[Rater] | None, step: str, text: str) -> Levels:
    return {trait: rating.level for trait, rating in rate(Answer(scenario, step, text), raters).items()}


def _tried(bound: Bound, case: Case, levels: Callable[[str, str], Levels]) -> Worst | None:
    """The trait on which the case goes farthest; None when the text it starts from has no level."""
    after = levels(case.step, case.after)
    before: Levels = levels(case.step, case.before) if case.before is not None else {}
    if case.before is not None and None in before.values():
        return None
    found = [
        Worst(case, trait, before.get(trait), level, bound.excess(before.get(trait), level))
        for trait, level in after.items()
    ]
    return max(found, key=lambda worst: worst.excess)


def cases(scenario: Scenario, attack: Attack, seed: int, most: int | None) -> Iterator[Case]:
    """The texts of one attack on one scenario; a way that finds nothing to change in an example is left out."""
    for way_number, way in enumerate(attack.ways):
        for step, field, text in _starts(scenario, (start := attack.start), Random(f"{seed} {attack.name}"), most):
            chance = Random(f"{seed} {attack.name} {way_number} {field}")
            changed = way(text, scenario, chance)
            if changed != text or start == NOTHING:
                yield Case(step, field, text or None, changed)


def _starts(scenario: Scenario, start: str, chance: Random, most: int | None) -> list[tuple[str, str, str]]:
    if start == NOTHING:
        return [(step.id, f"steps.{number}.open", "") for number, step in enumerate(scenario.steps) if step.open]
    examples: tuple[Example, ...] = getattr(scenario.exemplars, start)
    found = [
        (scenario.step_of(example).id, f"exemplars.{start}.{number}.text", example.text)
        for number, example in enumerate(examples)
    ]
    return found if most is None or most >= len(found) else chance.sample(found, most)
