"""The templates a new workflow may start from."""

import json
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

from shared.errors import NotFound

TEMPLATES = Path(__file__).parent / "templates"


class Template(TypedDict):
    """`definition` is a `tts.workflow/1` without a match: only its author knows that."""

    key: str
    name: str
    description: str
    definition: dict[str, Any]


@cache
def templates() -> tuple[Template, ...]:
    """All templates by name."""
    found: list[Template] = [json.loads(path.read_text()) for path in TEMPLATES.glob("*.json")]
    return tuple(sorted(found, key=lambda template: template["name"]))


def template(key: str) -> Template:
    """One template; NotFound when there is none of that key."""
    for each in templates():
        if each["key"] == key:
            return each
    raise NotFound(f"There is no template {key!r}")
