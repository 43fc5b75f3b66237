"""Strict readers of JSON values that know where in the document they stand."""

from collections.abc import Mapping, Sequence
from typing import Any

from .durations import parse_duration

MOST = 1_000_000_000
"""Fits every number column, and as seconds exceeds thirty years."""


class InvalidDefinition(ValueError):
    """A definition whose shape is wrong at `path`, for example `steps[2].weight`."""

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path}: {problem}")


class Reader:
    """One JSON object; every method takes a field's name and returns its checked value.

    A field that is absent or null has the default.
    """

    def __init__(self, raw: Any, place: str = "") -> None:
        self._place = place
        if not isinstance(raw, Mapping):
            raise InvalidDefinition(place or "definition", "Must be an object")
        self._raw = raw

    def path(self, name: str) -> str:
        return f"{self._place}.{name}" if self._place else name

    def missing(self, name: str) -> bool:
        return self._raw.get(name) is None

    def value(self, name: str) -> Any:
        return self._raw.get(name)

    def text(self, name: str, default: str = "", *, limit: int = 200) -> str:
        value = default if self.missing(name) else self._raw[name]
        if not isinstance(value, str):
            raise self._wrong(name, "Must be text")
        if len(value) > limit:
            raise self._wrong(name, f"Must have at most {limit} characters")
        return value.strip()

    def required(self, name: str, *, limit: int = 200) -> str:
        text = self.text(name, limit=limit)
        if not text:
            raise self._wrong(name, "Must be given")
        return text

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        text = self.text(name) or default
        if text not in choices:
            raise self._wrong(name, f"Must be one of {', '.join(choices)}")
        return text

    def flag(self, name: str) -> bool:
        value = False if self.missing(name) else self._raw[name]
        if not isinstance(value, bool):
            raise self._wrong(name, "Must be true or false")
        return value

    def number(self, name: str, default: float) -> float:
        value = default if self.missing(name) else self._raw[name]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(name, "Must be a number")
        if not -MOST <= value <= MOST:
            raise self._wrong(name, f"Must be between -{MOST} and {MOST}")
        return float(value)

    def whole(self, name: str, *, least: int = 0, most: int = MOST) -> int | None:
        if self.missing(name):
            return None
        number = self.number(name, 0)
        if not least <= number <= most or number != int(number):
            raise self._wrong(name, f"Must be a whole number from {least} to {most}")
        return int(number)

    def duration(self, name: str) -> int | None:
        """Seconds, given as a whole number or an ISO 8601 duration."""
        value = self.value(name)
        if not isinstance(value, str):
            return self.whole(name)
        try:
            seconds = parse_duration(value)
        except ValueError as problem:
            raise self._wrong(name, str(problem)) from problem
        if seconds > MOST:
            raise self._wrong(name, f"Must be at most {MOST} seconds")
        return seconds

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.value(name) or []
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self._wrong(name, "Must be a list of texts")
        return tuple(value)

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        value = self.value(name) or {}
        if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
            raise self._wrong(name, "Must be an object of texts")
        return tuple(sorted(value.items()))

    def child(self, name: str) -> "Reader":
        value = {} if self.missing(name) else self._raw[name]
        return Reader(value, self.path(name))

    def objects(self, name: str) -> list["Reader"]:
        value = [] if self.missing(name) else self._raw[name]
        if not isinstance(value, list):
            raise self._wrong(name, "Must be a list")
        return [Reader(each, f"{self.path(name)}[{index}]") for index, each in enumerate(value)]

    def _wrong(self, name: str, problem: str) -> InvalidDefinition:
        return InvalidDefinition(self.path(name), problem)
