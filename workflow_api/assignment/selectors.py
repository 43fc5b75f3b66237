"""What is asked of decisions."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from workflow_api.assignment.models import AssignmentDecision

HEADER = [
    "at",
    "role",
    "turn",
    "person",
    "task",
    "step",
    "cause",
    "workflow version",
    "policy",
    "why",
    "skipped",
    "decided by",
    "reason",
]
CHUNK = 2000


def turns(role: str) -> QuerySet[AssignmentDecision]:
    """Every decision about work of a role, newest first."""
    rows = AssignmentDecision.objects.filter(role=role)
    return rows.annotate(step_name=F("item__step_name")).order_by("-id")


def turn_rows(rows: QuerySet[AssignmentDecision]) -> Iterator[list[object]]:
    """The lines under HEADER, read in chunks."""
    return (_row(each) for each in rows.iterator(chunk_size=CHUNK))


def _row(turn: Any) -> list[object]:
    skipped = "; ".join(f"{each['name']}: {each['reason']}" for each in turn.skipped)
    return [
        turn.at.isoformat(),
        turn.role,
        turn.turn_no,
        turn.chosen_name,
        f"T-{turn.task_id}",
        turn.step_name,
        turn.cause,
        turn.workflow_version,
        turn.policy,
        turn.why,
        skipped,
        turn.decided_by_name,
        turn.reason,
    ]
