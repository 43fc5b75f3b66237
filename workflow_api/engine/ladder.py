"""The ladder of a workflow: when somebody is told of a deadline, and who.

A rung stands at a share of the SLA (`percent`) or so many minutes of working time before (below
zero) or after its end (`minutes`). Each is given once per task and cycle; its `key` is what the
once is counted by, so two rungs of one ladder never have the same.
"""

from dataclasses import dataclass
from typing import Any

from .reading import InvalidDefinition, Reader

AUDIENCES = ("assignee", "coordinator", "manager", "admin")
MOST_RUNGS = 12
MOST_PERCENT = 1_000
MOST_MINUTES = 30 * 24 * 60
MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """Exactly one of `percent` and `minutes` is given; `escalate` hands the work to the step's
    `escalate_to` role when it names one."""

    tell: tuple[str, ...]
    percent: int | None = None
    minutes: int | None = None
    escalate: bool = False

    @property
    def key(self) -> str:
        return f"{self.percent}%" if self.percent is not None else f"{self.minutes:+d}min"

    @property
    def is_breach(self) -> bool:
        """Whether the SLA is used up when this rung is reached."""
        return self.percent >= 100 if self.percent is not None else (self.minutes or 0) >= 0

    def threshold(self, granted: float) -> float:
        """The seconds of working time after which the rung is reached, of `granted` ones."""
        if self.percent is not None:
            return granted * self.percent / 100
        return max(0.0, granted + (self.minutes or 0) * MINUTE)

    def in_words(self) -> str:
        if self.percent is not None:
            return (
                "The SLA is breached"
                if self.percent == 100
                else f"{self.percent} % of the SLA is used"
            )
        if not self.minutes:
            return "The SLA ends now"
        side = "before" if self.minutes < 0 else "after"
        return f"{in_time(abs(self.minutes) * MINUTE)} {side} the end of the SLA"

    def as_dict(self) -> dict[str, Any]:
        return {
            "percent": self.percent,
            "minutes": self.minutes,
            "tell": list(self.tell),
            "escalate": self.escalate,
        }


WARNING = Rung(percent=75, tell=("assignee", "coordinator"))
BREACH = Rung(percent=100, tell=("assignee", "manager"), escalate=True)
DEFAULT_LADDER = (WARNING, BREACH)


def read_ladder(reader: Reader) -> tuple[Rung, ...]:
    """Return the rungs under `ladder`; the default ladder when there are none.

    A breach is always told: a ladder without a rung at 100 % is refused.
    """
    given = reader.objects("ladder")
    if not given:
        return DEFAULT_LADDER
    path = reader.path("ladder")
    if len(given) > MOST_RUNGS:
        raise InvalidDefinition(path, f"Must have at most {MOST_RUNGS} rungs")
    rungs = tuple(_rung(each) for each in given)
    keys = [rung.key for rung in rungs]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            raise InvalidDefinition(f"{path}[{index}]", f"The rung at {key} is there twice")
    if "100%" not in keys:
        raise InvalidDefinition(path, "Must have a rung at 100 percent: a breach is always told")
    return rungs


def in_time(seconds: float) -> str:
    """A stretch of time in hours and minutes, such as `1 h 10 min`."""
    minutes = int(seconds // MINUTE)
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else ""]
    return " ".join(part for part in parts if part)


def _rung(reader: Reader) -> Rung:
    percent = reader.whole("percent", least=1, most=MOST_PERCENT)
    minutes = reader.whole("minutes", least=-MOST_MINUTES, most=MOST_MINUTES)
    if (percent is None) == (minutes is None):
        raise InvalidDefinition(reader.path("percent"), "Give either percent or minutes")
    tell = reader.texts("tell")
    if unknown := [word for word in tell if word not in AUDIENCES]:
        text = f"{unknown[0]!r} is not one of {', '.join(AUDIENCES)}"
        raise InvalidDefinition(reader.path("tell"), text)
    escalate = reader.flag("escalate")
    if not tell and not escalate:
        raise InvalidDefinition(reader.path("tell"), "Must name somebody")
    return Rung(percent=percent, minutes=minutes, tell=tell, escalate=escalate)
