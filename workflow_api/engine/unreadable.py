"""A definition whose form is wrong, as a problem like those of validation."""

import re
from collections.abc import Mapping
from typing import Any

from .reading import InvalidDefinition
from .validation import Problem

_PLACE = re.compile(r"(?P<list>steps|transitions)\[(?P<index>\d+)\]")


def unreadable(raw: Mapping[str, Any], fault: InvalidDefinition) -> Problem:
    """Return the fault at its element, as far as that has a key."""
    return Problem(
        "form_wrong",
        _element(raw, fault.path),
        "error",
        f"{fault.path}: {fault.problem}",
        "Correct the document, or export the workflow once more where it came from",
    )


def _element(raw: Mapping[str, Any], path: str) -> str:
    place = _PLACE.match(path)
    if place is None:
        return "workflow"
    row = raw[place["list"]][int(place["index"])]
    key = row.get("key") if isinstance(row, Mapping) else None
    if not isinstance(key, str) or not key:
        return "workflow"
    return f"{place['list'].removesuffix('s')}:{key}"
