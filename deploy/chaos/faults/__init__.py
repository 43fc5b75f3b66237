"""Each fault is a function of a site, the seconds it lasts, and chance; it returns at its end."""

import random
from collections.abc import Callable

from deploy.chaos.site import Site

Chance = random.Random
Fault = Callable[[Site, float, Chance], None]
