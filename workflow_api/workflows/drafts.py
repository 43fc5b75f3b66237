"""Between the rows of a draft and its JSON form `tts.workflow/1`."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from workflow_api.engine.definition import (
    DEFAULT_CALENDAR,
    PRIORITIES,
    SCHEMA,
    Definition,
    compile_definition,
    read_definition,
)
from workflow_api.engine.ladder import DEFAULT_LADDER
from workflow_api.workflows.models import Step, Transition, Workflow

STEP_COLUMNS = [
    "key",
    "name",
    "role",
    "kind",
    "weight",
    "order",
    "is_start",
    "is_end",
    "instructions",
    "policy",
    "escalate_to",
    "comment_required",
    "first_touch_minutes",
    "approvals_needed",
    "approvers",
    "checklist",
    "required_fields",
    "operation",
    "mapping",
    "wait_seconds",
    "position",
]
TRANSITION_COLUMNS = [
    "key",
    "label",
    "outcome",
    "condition",
    "requires_comment",
    "default",
    "allowed_roles",
]


def compiled_draft(workflow: Workflow) -> Definition:
    """The draft as the engine would execute it."""
    return compile_definition(document(workflow))


def document(workflow: Workflow) -> dict[str, Any]:
    """The whole draft in the form of `tts.workflow/1`, as it was drawn."""
    return {
        "schema": SCHEMA,
        "name": workflow.name,
        "key": workflow.key,
        "description": workflow.description,
        "category": workflow.category,
        "sub_category": workflow.sub_category,
        "department": workflow.department,
        "end_logic": workflow.end_logic,
        "sla": {word: _seconds(getattr(workflow, f"{word}_sla")) for word in PRIORITIES},
        "calendar": workflow.calendar_id or DEFAULT_CALENDAR,
        "ladder": workflow.ladder,
        "coordinator_role": workflow.coordinator_role,
        **graph(workflow),
    }


def exported(workflow: Workflow) -> dict[str, Any]:
    """The whole draft in the form it is carried elsewhere: targets as ISO 8601 durations."""
    return read_definition(document(workflow)).as_dict()


def graph(workflow: Workflow) -> dict[str, list[dict[str, Any]]]:
    """The draft's steps and transitions."""
    return {
        "steps": [_columns(step, STEP_COLUMNS) for step in workflow.steps.all()],
        "transitions": [
            {**_columns(way, TRANSITION_COLUMNS), "from": way.source, "to": way.target}
            for way in workflow.transitions.all()
        ],
    }


def step_rows(workflow: Workflow, definition: Definition) -> Iterable[Step]:
    return (Step(workflow=workflow, **step.as_dict()) for step in definition.steps)


def transition_rows(workflow: Workflow, definition: Definition) -> Iterable[Transition]:
    for order, transition in enumerate(definition.transitions):
        columns = transition.as_dict()
        source, target = columns.pop("from"), columns.pop("to")
        yield Transition(workflow=workflow, order=order, source=source, target=target, **columns)


def _columns(row: Step | Transition, names: list[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _seconds(target: timedelta | None) -> int | None:
    return None if target is None else int(target.total_seconds())


def columns(definition: Definition) -> dict[str, Any]:
    """The columns of a Workflow that a definition fills, its name and key apart."""
    targets = {
        f"{word}_sla": None if seconds is None else timedelta(seconds=seconds)
        for word, seconds in definition.sla.items()
    }
    return {
        "description": definition.description,
        "category": definition.category,
        "sub_category": definition.sub_category,
        "department": definition.department,
        "end_logic": definition.end_logic,
        "calendar_id": definition.calendar or None,
        "ladder": ladder_rows(definition),
        "coordinator_role": definition.coordinator_role,
        **targets,
    }


def ladder_rows(definition: Definition) -> list[dict[str, Any]]:
    """The rungs as they are kept: none when they are the default."""
    default = definition.ladder == DEFAULT_LADDER
    return [] if default else [rung.as_dict() for rung in definition.ladder]
