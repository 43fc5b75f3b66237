"""Drawing workflows. A draft is always saved, however unfinished."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from shared.contracts.fields import json_fault
from shared.contracts.workflow import RouteWaiting
from shared.errors import FieldError, Invalid
from shared.outbox.services import publish
from shared.slugs import free_key
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record_about
from workflow_api.calendars.selectors import require_calendar
from workflow_api.engine.definition import Definition, InvalidDefinition, read_definition
from workflow_api.workflows import drafts
from workflow_api.workflows.errors import WrongStatus
from workflow_api.workflows.models import Step, Transition, Workflow
from workflow_api.workflows.services.locking import Seen, lock, touch
from workflow_api.workflows.services.refusals import refusals

Status = Workflow.Status
MATCHED = {"category", "sub_category", "department"}


@transaction.atomic
def create_workflow(*, actor: Actor, fields: Mapping[str, Any]) -> Workflow:
    """Create an empty draft.

    Conflict when the name is taken, Invalid for unordered targets and an unknown calendar.
    """
    workflow = Workflow(created_by=actor.id, updated_by_name=actor.name, **fields)
    workflow.key = free_key(Workflow, workflow.name)
    require_calendar(workflow.calendar_id)
    with refusals(workflow):
        workflow.save()
    record_about(workflow, actor=actor, action="workflow.created", after=_told(fields))
    return workflow


@transaction.atomic
def update_workflow(
    *, actor: Actor, workflow_id: int, seen: Seen, fields: Mapping[str, Any]
) -> Workflow:
    """Change what a workflow is called, matches, promises and ends in.

    Category, sub-category and department of a deployed workflow count from now on; everything
    else reaches tickets with the next deployment.
    """
    workflow = lock(workflow_id, seen=seen)
    refuse_archived(workflow)
    require_calendar(fields.get("calendar_id"))
    before = {name: getattr(workflow, name) for name in fields}
    for name, value in fields.items():
        setattr(workflow, name, value)
    back_to_draft(workflow)
    with refusals(workflow):
        touch(workflow, actor, *fields, "status")
    let_waiting_in(workflow, before)
    record_about(
        workflow, actor=actor, action="workflow.updated", before=_told(before), after=_told(fields)
    )
    return workflow


@transaction.atomic
def save_graph(*, actor: Actor, workflow_id: int, seen: Seen, graph: Mapping[str, Any]) -> Workflow:
    """Replace the steps and transitions of the draft; versions in use stay as they are."""
    workflow = lock(workflow_id, seen=seen)
    refuse_archived(workflow)
    before = drafts.graph(workflow)
    draw(workflow, read(graph))
    back_to_draft(workflow)
    touch(workflow, actor, "status")
    record_about(
        workflow, actor=actor, action="workflow.drawn", before=before, after=drafts.graph(workflow)
    )
    return workflow


@transaction.atomic
def delete_workflow(*, actor: Actor, workflow_id: int, seen: Seen = None) -> None:
    """Remove a workflow that was never deployed; one that was can only be archived."""
    workflow = lock(workflow_id, seen=seen)
    if workflow.versions.exists():
        raise WrongStatus("The workflow has been deployed before: archive it instead")
    record_about(workflow, actor=actor, action="workflow.deleted", before=drafts.document(workflow))
    workflow.delete()


def read(raw: Mapping[str, Any]) -> Definition:
    """Read a document or graph; Invalid names the place where its shape is wrong."""
    refuse_unstorable(raw)
    try:
        return read_definition(raw)
    except InvalidDefinition as error:
        raise Invalid("Validation failed", [FieldError(error.path, error.problem)]) from error


def refuse_unstorable(raw: Mapping[str, Any]) -> None:
    """Invalid for values that no column of the database can hold."""
    for field, value in raw.items():
        if fault := json_fault(value):
            raise Invalid("Validation failed", [FieldError(field, fault)])


def draw(workflow: Workflow, definition: Definition) -> None:
    """Replace the rows of the draft's steps and transitions."""
    workflow.steps.all().delete()
    workflow.transitions.all().delete()
    Step.objects.bulk_create(drafts.step_rows(workflow, definition))
    Transition.objects.bulk_create(drafts.transition_rows(workflow, definition))


def back_to_draft(workflow: Workflow) -> None:
    """An edit ends what initialising vouched for; what is deployed stays so."""
    if workflow.status == Status.INITIALIZED:
        workflow.status = Status.DRAFT


def let_waiting_in(workflow: Workflow, changed: Mapping[str, Any]) -> None:
    """A new match of a deployed workflow may be what tickets have been waiting for."""
    if workflow.status == Status.DEPLOYED and MATCHED & changed.keys():
        publish(RouteWaiting(version_id=workflow.current_version_id or 0))


def refuse_archived(workflow: Workflow) -> None:
    """WrongStatus for what has been put away for good."""
    if workflow.status == Status.ARCHIVED:
        raise WrongStatus("The workflow is archived: clone it to go on with it")


def _told(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: None if value is None else str(value) for name, value in fields.items()}
