"""An item's place and person as they are kept for undoing."""

from datetime import datetime
from typing import Any, Final

from workflow_api.tasks.models import TaskItem

PLACE: Final = ["step_key", "step_name", "role"]
PERSON: Final = [
    "assignee_id",
    "assignee_name",
    "assignee_email",
    "assigned_at",
    "assigns_itself",
    "origin",
    "status",
    "started_at",
    "first_touch_until",
]
END: Final = ["closed_at", "notes"]
_TIMES: Final = ("assigned_at", "started_at", "first_touch_until")


def columns(item: TaskItem) -> dict[str, Any]:
    """What a move may change of an item, as JSON."""
    kept = {name: getattr(item, name) for name in (*PLACE, *PERSON, "notes")}
    return kept | {name: at.isoformat() for name in _TIMES if (at := kept[name]) is not None}


def put_back(item: TaskItem, kept: dict[str, Any]) -> None:
    """Save an item as `columns` once found it, also one that has ended since."""
    for name, value in kept.items():
        is_time = name in _TIMES and value is not None
        setattr(item, name, datetime.fromisoformat(value) if is_time else value)
    item.closed_at = None
    item.save(update_fields=[*PLACE, *PERSON, *END])
