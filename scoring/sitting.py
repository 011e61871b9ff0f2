"""A whole sitting scored: every rating, the posterior, the composite, and the record that is sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.traits import Trait
from scenarios.version import content_hash
from scoring.answer import Answer
from scoring.closed import rate_form
from scoring.composite import Balance, Interval, balance, loud, overall, quiet
from scoring.estimate import SHIPPED, TRAITS, Believed, Estimate, estimate
from scoring.rating import Learned, Rater, rate
from scoring.ratings import RatedPart, Rating
from scoring.reporting import TraitReport, trait_reports
from scoring.weights_file import weights_hash

ENGINE = "2"
SCHEMA = "hiring.outcome/2"


@dataclass(frozen=True)
class Outcome:
    """What one sitting comes to.

    Attributes
    ----------
    ratings : tuple of RatedPart
        In the order of scenario, step, part and trait.
    estimate : Estimate
    overall, loud, quiet : Interval
        On 0 to 100 with equal weights.
    balance : Balance
    versions : tuple of (scenario id, content hash)
        What was answered.
    learned : tuple of str
        The full hashes of the learned raters that took part, sorted.
    believed : Believed
        What the person was held against.
    """

    ratings: tuple[RatedPart, ...]
    estimate: Estimate
    overall: Interval
    loud: Interval
    quiet: Interval
    balance: Balance
    versions: tuple[tuple[str, str], ...]
    learned: tuple[str, ...] = ()
    believed: Believed = SHIPPED

    def as_record(self) -> dict[str, Any]:
        """The outcome as values for JSON: the same bits for the same answers, in every process.

        Returns
        -------
        dict
            Floats are exact (their shortest repr reads back to the same number); nothing is rounded, and nothing
            tells when, where or by whom it was made.
        """
        return {
            "schema": SCHEMA,
            "engine": ENGINE,
            "weights": weights_hash(),
            "learned": list(self.learned),
            "scenarios": dict(self.versions),
            "ratings": [_rated(each) for each in self.ratings],
            "estimate": self.estimate.as_record(),
            "overall": vars(self.overall).copy(),
            "loud": vars(self.loud).copy(),
            "quiet": vars(self.quiet).copy(),
            "balance": vars(self.balance).copy(),
            "reports": {trait.value: vars(report).copy() for trait, report in self._reports().items()},
        }

    def _reports(self) -> dict[Trait, TraitReport]:
        return trait_reports(self.estimate, self.believed)


def engine_name(raters: Sequence[Rater] = ()) -> str:
    """The engine with its weights and learned raters: two outcomes of the same name were made the same way.

    Parameters
    ----------
    raters : sequence of Rater, optional
        Those that take part.

    Returns
    -------
    str
        At most 140 characters; several learned raters are one hash of theirs.

    Examples
    --------
    >>> engine_name().split("/")[0]
    '2'
    """
    names = learned_in(raters)
    made = f"{ENGINE}/{weights_hash()}"
    return f"{made}/{hashlib.sha256(' '.join(names).encode()).hexdigest()}" if names else made


def learned_in(raters: Sequence[Rater]) -> tuple[str, ...]:
    """The full hashes of the learned ones among some raters, sorted."""
    return tuple(sorted(rater.hash for rater in raters if isinstance(rater, Learned)))


@dataclass(frozen=True)
class Rated:
    """All answers of one sitting with their levels, before the person is held against anything.

    Attributes
    ----------
    ratings, versions, learned
        As in `Outcome`.
    """

    ratings: tuple[RatedPart, ...]
    versions: tuple[tuple[str, str], ...]
    learned: tuple[str, ...] = ()

    def outcome(self, believed: Believed = SHIPPED) -> Outcome:
        """What it comes to against the shipped prior, or against the parameters of a pool."""
        posterior = estimate(self.ratings, believed)
        return Outcome(
            ratings=self.ratings,
            estimate=posterior,
            overall=overall(posterior),
            loud=loud(posterior),
            quiet=quiet(posterior),
            balance=balance(posterior),
            versions=self.versions,
            learned=self.learned,
            believed=believed,
        )


def score_sitting(
    answers: Sequence[Answer], raters: Sequence[Rater] | None = None, believed: Believed = SHIPPED
) -> Outcome:
    """Rate all answers of one sitting and estimate the person.

    Parameters
    ----------
    answers, raters
        As for `rate_sitting`.
    believed : Believed
        The shipped prior, or the parameters of a pool.

    Returns
    -------
    Outcome

    Raises
    ------
    KeyError, ValueError
        As `rate_sitting` does.

    Examples
    --------
    >>> score_sitting([]).overall.value
    50.0
    """
    return rate_sitting(answers, raters).outcome(believed)


def rate_sitting(answers: Sequence[Answer], raters: Sequence[Rater] | None = None) -> Rated:
    """Rate all answers of one sitting.

    Parameters
    ----------
    answers : sequence of Answer
        In any order.
    raters : sequence of Rater, optional
        For the written parts; by default the usual ones.

    Returns
    -------
    Rated

    Raises
    ------
    KeyError
        When an answer names a step that its scenario does not have.
    ValueError
        When one step of one scenario is answered twice.

    Examples
    --------
    >>> rate_sitting([]).ratings
    ()
    """
    ordered = sorted(answers, key=lambda answer: (answer.scenario.id, answer.step))
    places = [(answer.scenario.id, answer.step) for answer in ordered]
    if len(set(places)) < len(places):
        raise ValueError("a step is answered once in a sitting")
    ratings = tuple(sorted(_all_ratings(ordered, raters), key=_order))
    versions = {(answer.scenario.id, content_hash(answer.scenario)) for answer in ordered}
    return Rated(ratings, tuple(sorted(versions)), learned_in(raters or ()))


def _all_ratings(answers: Sequence[Answer], raters: Sequence[Rater] | None) -> Iterator[RatedPart]:
    for answer, closed in zip(answers, rate_form(answers), strict=True):
        scenario, step = answer.scenario, answer.step
        opened = rate(answer, raters) if scenario.step(step).open is not None else {}
        for part, ratings in (("open", opened), ("closed", closed)):
            for trait, rating in ratings.items():
                yield RatedPart(scenario.id, step, part, trait, rating)


def _order(rated: RatedPart) -> tuple[str, str, int, int]:
    return rated.scenario, rated.step, ("open", "closed").index(rated.part), TRAITS.index(rated.trait)


def _rated(each: RatedPart) -> dict[str, Any]:
    return {
        "scenario": each.scenario,
        "step": each.step,
        "part": each.part,
        "trait": each.trait.value,
        **_given(each.rating),
        "look": each.rating.look,
        "beside": [_given(other) for other in each.rating.beside],
    }


def _given(rating: Rating) -> dict[str, Any]:
    return {
        "level": rating.level,
        "error": rating.error,
        "rater": rating.rater,
        "reason": rating.reason,
        "evidence": [vars(item).copy() for item in rating.evidence],
    }
