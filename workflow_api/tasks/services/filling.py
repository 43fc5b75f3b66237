"""What a step wants before it is done: its checklist ticked and its fields filled in."""

from collections.abc import Mapping
from typing import Any

from shared.errors import FieldError, Invalid
from workflow_api.engine.definition import Step, Transition
from workflow_api.engine.sla import ASIDE
from workflow_api.tasks import wanting
from workflow_api.tasks.models import Task


def fill(task: Task, step: Step, fields: Mapping[str, Any]) -> None:
    """Keep what was filled in on the task (not saved); Invalid for what the step does not ask."""
    unknown = [name for name in fields if name not in step.required_fields]
    if unknown:
        asked = ", ".join(step.required_fields) or "no fields"
        faults = [FieldError(f"fields.{name}", f"{step.name} asks for {asked}") for name in unknown]
        raise Invalid(f"{step.name} does not ask for this", faults)
    task.filled = {**task.filled, **fields}


def check_complete(task: Task, step: Step, way: Transition) -> None:
    """Invalid naming what is missing; whoever rejects or returns the work need not finish it."""
    if way.outcome in ASIDE:
        return
    unticked = wanting.unticked(step, wanting.ticks_of(task, step))
    missing = wanting.missing_fields(task, step)
    faults = [FieldError("checklist", f"not ticked: {text}") for text in unticked]
    faults += [FieldError(f"fields.{name}", "is required here") for name in missing]
    if faults:
        raise Invalid(f"{step.name} is not complete", faults)
