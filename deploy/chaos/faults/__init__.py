"""Each fault is a function of a site, the seconds it lasts, and chance; it returns at its end."""

import random
from collections.abc import Callable

from deploy.chaos.site import Site

Chance = random.Random
Fault = Callable[[Site, float, Chance], None]


def in_turn(*faults: Fault) -> Fault:
    """One fault after the other, each for an equal part of the time."""

    def fault(site: Site, seconds: float, chance: Chance) -> None:
        for each in faults:
            each(site, seconds / len(faults), chance)

    return fault
