"""Made-up ratings of a pool, for tests: a few people, situations and raters, levels drawn at random."""

import numpy as np

from scoring.estimate import TRAITS
from scoring.observations import Observation


def ratings_of(people=12, *, scenarios=6, raters=("person:ana", "person:ben"), seed=0, traits=TRAITS, machine=True):
    """Observations of people who answered the same situations, each rated by one of the raters and by the machine."""
    chance = np.random.default_rng(seed)
    level = {f"c{i:03}": chance.normal(3.2, 0.5, len(traits)) for i in range(people)}
    found = []
    for person, own in level.items():
        for scenario in range(scenarios):
            by = [(raters[int(chance.integers(len(raters)))], True)] + [("machine", False)] * machine
            for place, trait in enumerate(traits):
                shown = own[place] + chance.normal(0, 0.6)
                for rater, stands in by:
                    given = float(np.clip(np.rint(shown + chance.normal(0, 0.5)), 1, 5))
                    found.append(Observation(person, f"S{scenario:02}", "s1", "open", trait, rater, given, 0.3, stands))
    return found
