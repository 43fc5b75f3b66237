"""Versions side by side, and an old one as the draft again."""

from dataclasses import dataclass

from django.db import transaction

from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record_about
from workflow_api.engine.comparing import Change, compare
from workflow_api.engine.definition import Definition, compile_definition
from workflow_api.workflows import drafts, selectors
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services import editing
from workflow_api.workflows.services.locking import Seen, lock, touch
from workflow_api.workflows.services.refusals import refusals

DRAFT = "draft"
# A number of a version, or the draft.
Place = int | str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What leads from one place to the other; `layout_changed`: a step was only moved."""

    before: Place
    after: Place
    changes: list[Change]
    layout_changed: bool


def compare_places(workflow: Workflow, *, before: Place, after: Place) -> Comparison:
    """Compare two versions, or one with the draft. NotFound for a number there is not."""
    old, new = definition_at(workflow, before), definition_at(workflow, after)
    changes = compare(old, new)
    moved = not changes and old.as_dict() != new.as_dict()
    return Comparison(before, after, changes, layout_changed=moved)


def definition_at(workflow: Workflow, place: Place) -> Definition:
    """The definition of a version, or of the draft as it would be deployed."""
    if isinstance(place, str):
        return drafts.compiled_draft(workflow)
    return compile_definition(selectors.version(workflow.pk, place).definition)


@transaction.atomic
def restore(*, actor: Actor, workflow_id: int, number: int, seen: Seen = None) -> Workflow:
    """Make the definition of a version the draft. What is deployed stays so, except that the
    match counts from now on, as with every edit of it.

    NotFound without that version; Conflict when its name or match is somebody else's by now.
    """
    workflow = lock(workflow_id, seen=seen)
    editing.refuse_archived(workflow)
    before = drafts.document(workflow)
    definition = definition_at(workflow, number)
    columns = {**drafts.columns(definition), "name": definition.name}
    changed = {name: value for name, value in columns.items() if value != getattr(workflow, name)}
    for name, value in changed.items():
        setattr(workflow, name, value)
    editing.back_to_draft(workflow)
    with refusals(workflow):
        touch(workflow, actor, *changed, "status")
    editing.draw(workflow, definition)
    editing.let_waiting_in(workflow, changed)
    _write_down(actor, workflow, before, number)
    return workflow


def _write_down(actor: Actor, workflow: Workflow, before: dict[str, object], number: int) -> None:
    after = {**drafts.document(workflow), "restored_version": number}
    record_about(workflow, actor=actor, action="workflow.restored", before=before, after=after)
