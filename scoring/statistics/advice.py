"""What authors are told of a scenario: one table of rules, each with the data that it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoring.statistics.intervals import WithInterval

LOOK, FINE = "look at it", "nothing to see"
NOT_ENOUGH, CANNOT_TELL = "not enough data", "cannot be told"


@dataclass(frozen=True)
class Rule:
    """One thing that may be wrong with a scenario, an option or a rater.

    Attributes
    ----------
    figure : str
        What is looked at; a name in what `advice` is given.
    least : int
        So many observations are needed; below, nothing is said.
    is_fault : callable
        From the figure with its interval; None when what it needs is None.
    words : str
        What authors are told then.
    """

    figure: str
    least: int
    is_fault: Callable[[WithInterval], bool | None]
    words: str


_Fault = Callable[[WithInterval], bool | None]


def _value(test: Callable[[float], bool]) -> _Fault:
    return lambda found: None if found.value is None else test(found.value)


def _low(test: Callable[[float], bool]) -> _Fault:
    return lambda found: None if found.low is None else test(found.low)


def _surely(least: float) -> _Fault:
    """So large, and 0 outside of the interval."""

    def is_fault(found: WithInterval) -> bool | None:
        if found.value is None or found.low is None or found.high is None:
            return None
        return abs(found.value) >= least and not found.low <= 0 <= found.high

    return is_fault


RULES = (
    Rule("difficulty", 30, _value(lambda x: not 1.8 <= x <= 4.2), "It is too hard or too easy for nearly everybody."),
    Rule("spread", 30, _value(lambda x: x < 0.60), "Levels hardly differ, so they tell nobody apart."),
    Rule("item_rest", 50, _value(lambda x: x < 0.20), "Who does well here does not do well elsewhere on this trait."),
    Rule("other_trait", 100, _value(lambda x: x > 0), "It goes with another trait more than with its own."),
    Rule("key_rising", 100, _value(lambda x: x <= 0), "Better people do not choose the key option more often."),
    Rule("distractor", 100, _value(lambda x: x < 0.05), "Hardly anybody chooses this option."),
    Rule("length", 50, _value(lambda x: x > 0.30), "Longer answers get higher levels."),
    Rule("human_qwk", 50, _low(lambda x: x < 0.70), "People may not agree about levels: make the rubric clearer."),
    Rule("machine_qwk", 100, _value(lambda x: x < 0.70), "The machine does not agree with people."),
    Rule("machine_behind", 100, _value(lambda x: x >= 0.10), "The machine agrees with people less than they do."),
    Rule("severity", 30, _value(lambda x: abs(x) > 0.30), "This rater is more severe or lenient than the others."),
    Rule("drift", 30, _value(lambda x: abs(x) >= 0.25), "Levels have moved: it is known by now, or people changed."),
    Rule("exposure", 30, _value(lambda x: x > 0.30), "Too many sittings show it: it will become known."),
    Rule("dif_delta", 100, _surely(1.0), "Equals of two groups do not choose the key option alike."),
    Rule("dif_effect", 100, _surely(0.17), "Equals of two groups do not get the same level."),
)
_BY_FIGURE = {rule.figure: rule for rule in RULES}


@dataclass(frozen=True)
class Advice:
    """What one rule says.

    Attributes
    ----------
    figure : str
    verdict : str
        ``"look at it"``, ``"nothing to see"``, ``"not enough data"``, or ``"cannot be told"`` where there is enough but
        the figure does not exist, as when all levels are alike.
    words : str
        Empty unless there is something to look at.
    n, least : int
        How many observations there are, and are needed.
    value, low, high : float or None
        Only where there are enough.
    """

    figure: str
    verdict: str
    words: str
    n: int
    least: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def advice(figures: Mapping[str, WithInterval]) -> list[Advice]:
    """What authors should look at, in the order of the rules.

    Parameters
    ----------
    figures : mapping
        By figure of `RULES`; what is not given is not spoken of. `n` counts answers, people, or sittings; for
        ``"drift"``, ``"dif_delta"`` and ``"dif_effect"`` those of the smaller group.

    Returns
    -------
    list of Advice

    Raises
    ------
    ValueError
        When a figure has no rule.

    Examples
    --------
    >>> found = advice({"difficulty": WithInterval(4.5, 4.3, 4.7, 40), "length": WithInterval(0.5, 0.1, 0.8, 12)})
    >>> [(one.figure, one.verdict, one.n, one.value) for one in found]
    [('difficulty', 'look at it', 40, 4.5), ('length', 'not enough data', 12, None)]
    """
    strange = set(figures) - set(_BY_FIGURE)
    if strange:
        raise ValueError(f"figures: {sorted(strange)} have no rule")
    return [_advice(rule, figures[rule.figure]) for rule in RULES if rule.figure in figures]


def _advice(rule: Rule, found: WithInterval) -> Advice:
    if found.n < rule.least:
        return Advice(rule.figure, NOT_ENOUGH, "", found.n, rule.least)
    fault = rule.is_fault(found)
    if fault is None:
        return Advice(rule.figure, CANNOT_TELL, "", found.n, rule.least)
    verdict, words = (LOOK, rule.words) if fault else (FINE, "")
    return Advice(rule.figure, verdict, words, found.n, rule.least, found.value, found.low, found.high)
