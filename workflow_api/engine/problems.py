"""One finding about a workflow, and how bad it is."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class Problem:
    """`element` is `workflow`, `step:<key>` or `transition:<key>`.

    An error keeps a workflow from being deployed; a warning is likely to hurt somebody; a hint
    may be just what its author wants. `field` names the field of the element that puts it right,
    `mapping.amount` one of several in it; empty when there is no single one.
    """

    code: str
    element: str
    severity: Severity
    message: str
    how_to_fix: str
    field: str = ""


def error(code: str, element: str, message: str, how_to_fix: str, field: str = "") -> Problem:
    return Problem(code, element, "error", message, how_to_fix, field)


def warning(code: str, element: str, message: str, how_to_fix: str, field: str = "") -> Problem:
    return Problem(code, element, "warning", message, how_to_fix, field)


def hint(code: str, element: str, message: str, how_to_fix: str) -> Problem:
    return Problem(code, element, "hint", message, how_to_fix)
