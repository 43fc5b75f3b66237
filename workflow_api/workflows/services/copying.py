"""New drafts out of existing definitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction

from shared.errors import FieldError, Invalid
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record_about
from workflow_api.calendars.selectors import current_versions
from workflow_api.engine.definition import (
    Definition,
    InvalidDefinition,
    compile_definition,
    read_definition,
)
from workflow_api.engine.problems import Problem, error
from workflow_api.engine.unreadable import unreadable
from workflow_api.workflows import drafts, starters
from workflow_api.workflows.judging import judge
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services.editing import create_workflow, draw, read, refuse_unstorable
from workflow_api.workflows.services.locking import lock


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. `steps` and `transitions` say how many the draft would have."""

    would: Literal["create", "refuse"]
    name: str
    name_taken: bool
    problems: list[Problem]
    steps: int
    transitions: int


@transaction.atomic
def clone_workflow(*, actor: Actor, workflow_id: int, name: str = "") -> Workflow:
    """Copy the draft of a workflow into a new one."""
    source = lock(workflow_id)
    definition = read_definition(drafts.document(source))
    return _new(actor, definition, name or _copy_name(source.name), "workflow.cloned")


@transaction.atomic
def import_workflow(*, actor: Actor, document: Mapping[str, Any], name: str = "") -> Workflow:
    """Create a draft from `tts.workflow/1`. Invalid names the place where the form is wrong."""
    definition = read(document)
    if not (name or definition.name):
        raise Invalid("The workflow has no name", [FieldError("name", "Must be given")])
    return _new(actor, definition, name or definition.name, "workflow.imported")


@transaction.atomic
def start_from_template(*, actor: Actor, key: str, name: str = "") -> Workflow:
    """Create a draft from a template. NotFound without it, Conflict when the name is taken."""
    template = starters.template(key)
    definition = read(template["definition"])
    return _new(actor, definition, name or template["name"], "workflow.started_from_template")


def preview_import(*, document: Mapping[str, Any], name: str = "") -> Preview:
    """Judge a document without storing anything; a wrong form is a problem like others."""
    refuse_unstorable(document)
    try:
        definition = read_definition(document)
    except InvalidDefinition as fault:
        return _unreadable(document, name, fault)
    name = name or definition.name
    taken = Workflow.objects.filter(name__iexact=name).exists()
    unknown = _unknown_calendar(definition)
    return Preview(
        would="refuse" if taken or unknown or not name else "create",
        name=name,
        name_taken=taken,
        problems=[*unknown, *judge(compile_definition(definition.as_dict()))],
        steps=len(definition.steps),
        transitions=len(definition.transitions),
    )


def _unknown_calendar(definition: Definition) -> list[Problem]:
    """Calendars stay behind when a definition is carried elsewhere."""
    if not definition.calendar or current_versions([definition.calendar]):
        return []
    message = f"There is no calendar {definition.calendar!r} here"
    how = "Make it first, or let the document name another one; without one every hour counts"
    return [error("calendar_unknown", "workflow", message, how, "calendar")]


def _unreadable(document: Mapping[str, Any], name: str, fault: InvalidDefinition) -> Preview:
    return Preview(
        would="refuse",
        name=name or str(document.get("name") or ""),
        name_taken=False,
        problems=[unreadable(document, fault)],
        steps=0,
        transitions=0,
    )


def _new(actor: Actor, definition: Definition, name: str, action: str) -> Workflow:
    fields = {**drafts.columns(definition), "name": name}
    workflow = create_workflow(actor=actor, fields=fields)
    draw(workflow, definition)
    record_about(workflow, actor=actor, action=action, after=drafts.graph(workflow))
    return workflow


def _copy_name(name: str) -> str:
    base = f"{name[:130]} (copy"
    taken = set(Workflow.objects.filter(name__istartswith=base).values_list("name", flat=True))
    copy, number = f"{base})", 2
    while copy in taken:
        copy, number = f"{base} {number})", number + 1
    return copy
