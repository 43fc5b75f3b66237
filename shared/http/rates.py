"""How often something may be done: `1000/h`, `5/min`, or `off`."""

import re
from dataclasses import dataclass

from shared.env import EnvError, env

SECONDS = {"s": 1, "min": 60, "h": 3600}
_RATE = re.compile(r"([1-9]\d{0,8})/(s|min|h)(?::([1-9]\d{0,8}))?")


@dataclass(frozen=True, slots=True)
class Rate:
    """`limit` times in `seconds` on the long run, and `burst` times at once."""

    limit: int
    seconds: int
    burst: int

    @property
    def per_second(self) -> float:
        return self.limit / self.seconds


def env_rate(name: str, default: str) -> Rate | None:
    """The rate in the variable `name`, None when it says `off`.

    `1000/h` allows as many at once; `1000/h:200` allows 200 at once.
    """
    text = env(name, default).strip().lower()
    if text == "off":
        return None
    found = _RATE.fullmatch(text)
    if found is None:
        raise EnvError(f"{name} must be like 1000/h, 5/min, 1000/h:200 or off, not {text!r}")
    limit, unit, burst = found.groups()
    return Rate(limit=int(limit), seconds=SECONDS[unit], burst=int(burst or limit))
