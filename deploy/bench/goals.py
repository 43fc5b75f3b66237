"""The goals, as data (specification: quality.md, Numbers to reach)."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

_COMPARE: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "≥": operator.ge,
    "≤": operator.le,
    "<": operator.lt,
    "=": operator.eq,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """`name` is a figure of the row, or of its details."""

    name: str
    sign: str
    limit: float
    unit: str = ""

    def holds(self, figures: Mapping[str, Any]) -> bool | None:
        """None when the figure was not measured."""
        value = figures.get(self.name, figures["details"].get(self.name))
        return None if value is None else _COMPARE[self.sign](value, self.limit)

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.name} {self.sign} {self.limit:g}{unit}"


@dataclass(frozen=True, slots=True)
class Goal:
    """What the row called `name` must show; it comes from running `scenario`."""

    name: str
    scenario: str
    what: str
    bounds: tuple[Bound, ...]

    @property
    def text(self) -> str:
        return ", ".join(map(str, self.bounds))

    def met(self, figures: Mapping[str, Any]) -> bool | None:
        """None when something the goal speaks of was not measured."""
        held = [bound.holds(figures) for bound in self.bounds]
        if False in held:
            return False
        return None if None in held or not held else True


_NOTHING_LOST: Final = (Bound("lost", "=", 0), Bound("duplicated", "=", 0))
GOALS: Final = (
    Goal(
        "live",
        "live",
        "HTTP POST → assigned → in-app notification stored, offered at the goal's rate",
        (Bound("value", "≥", 167, "/s"), Bound("p95_ms", "<", 5000, "ms"), *_NOTHING_LOST),
    ),
    Goal(
        "live-idle",
        "live-idle",
        "the same for one ticket at a time",
        (Bound("p95_ms", "<", 250, "ms"), *_NOTHING_LOST),
    ),
    Goal(
        "live-chain",
        "live-chain",
        "the same as fast as it goes, against a Celery chain of as many hops that does nothing",
        (Bound("ratio", "≥", 0.35), *_NOTHING_LOST),
    ),
    Goal(
        "batch",
        "batch",
        "a backlog through /tickets/batch/ until all are assigned, against the same rows by SQL",
        (Bound("value", "≥", 1000, "/s"), *_NOTHING_LOST),
    ),
    Goal(
        "relay",
        "relay",
        "the outbox's relay with confirms, against raw pipelined publishing",
        (Bound("ratio", "≥", 0.7),),
    ),
    Goal(
        "reads",
        "reads",
        "a page of tasks over 64 connections, against a bare view with the same SQL",
        (
            Bound("value", "≥", 1000, "/s"),
            Bound("p95_ms", "<", 200, "ms"),
            Bound("ratio", "≥", 0.5),
        ),
    ),
    Goal(
        "comments",
        "comments",
        "a comment posted until 500 open sockets have it, against a bare echo; 2000 sockets held",
        (
            Bound("p95_ms", "<", 100, "ms"),
            Bound("ratio", "≥", 0.6),
            Bound("held", "≥", 2000),
            Bound("lost", "=", 0),
        ),
    ),
    Goal(
        "sign-ins",
        "sign-ins",
        "2000 log-ins in a row: the last 200 against the first 200, and the memory of auth-web",
        (Bound("last_to_first", "≤", 1.2), Bound("memory_growth_mib", "≤", 10, "MiB")),
    ),
    Goal(
        "memory",
        "memory",
        "the memory of the whole suite when idle",
        (Bound("value", "≤", 2, "GiB"),),
    ),
    Goal(
        "start",
        "start",
        "./tts up for the second time, and for the first",
        (Bound("value", "≤", 20, "s"), Bound("first_s", "≤", 150, "s")),
    ),
    Goal(
        "size",
        "size",
        "the list that suffers most from a million tickets, against the same with a thousand",
        (Bound("times", "≤", 1.5),),
    ),
)


def goal_named(name: str) -> Goal:
    return next(goal for goal in GOALS if goal.name == name)
