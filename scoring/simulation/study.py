"""All simulated figures together."""

from __future__ import annotations

from collections.abc import Callable

from scoring.simulation.attacks import closed_attacks
from scoring.simulation.figure import Figure
from scoring.simulation.groups import groups
from scoring.simulation.linking import linking
from scoring.simulation.recovery import below_thirty, of_one_size, recovery
from scoring.simulation.severity import severity

PEOPLE = 20, 2000
REPLICATES = 2, 1000


def simulate(many: int, replicates: int, done: Callable[[str], object] = lambda _: None) -> dict[str, Figure]:
    """Every figure by its name.

    Parameters
    ----------
    many : int
        People in a pool, 20 to 2,000; recovery is measured at 30, 100 and 300 whatever it is.
    replicates : int
        Pools of each study, 2 to 1,000.
    done : callable
        Is told the name of each study once it is through.

    Raises
    ------
    ValueError
        When one of the numbers is outside its range.
    """
    for what, number, (least, most) in (("people", many, PEOPLE), ("replicates", replicates, REPLICATES)):
        if not least <= number <= most:
            raise ValueError(f"{what} are {least} to {most}, not {number}")
    studies: dict[str, Callable[[], dict[str, Figure]]] = {
        "recovery": lambda: recovery(replicates),
        "intervals and places": lambda: of_one_size(many, replicates) | below_thirty(replicates),
        "severity": lambda: severity(many, replicates),
        "linked forms": lambda: linking(many, replicates),
        "closed answers": lambda: closed_attacks(many, replicates),
        "groups": lambda: groups(many, replicates),
    }
    found: dict[str, Figure] = {}
    for name, study in studies.items():
        found |= study()
        done(name)
    return found
