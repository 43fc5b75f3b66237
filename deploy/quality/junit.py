"""Counting tests in the JUnit files that pytest and vitest write."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Count:
    """How many tests passed and failed; skipped ones are neither."""

    passed: int = 0
    failed: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"


def count(path: Path, *, exit_code: int) -> Count:
    """The tests in `path`. A run that failed otherwise, or ran nothing, counts as one failure."""
    counted = _read(path) if path.exists() else Count()
    silent = counted.failed == 0 and (exit_code != 0 or counted.passed == 0)
    return counted + Count(failed=1) if silent else counted


def _read(path: Path) -> Count:
    try:
        cases = ET.parse(path).getroot().iter("testcase")  # noqa: S314
    except ET.ParseError:
        return Count()
    total = Count()
    for case in cases:
        kinds = {element.tag for element in case}
        if kinds & {"failure", "error"}:
            total += Count(failed=1)
        elif "skipped" not in kinds:
            total += Count(passed=1)
    return total
