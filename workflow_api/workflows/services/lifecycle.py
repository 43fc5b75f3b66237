"""From draft to archive: `draft` → `initialized` → `deployed` ⇄ `paused`; `archived`."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from shared.contracts.workflow import RouteWaiting
from shared.errors import FieldError
from shared.outbox.services import publish
from workflow_api.audit.actors import Actor
from workflow_api.audit.services import record_about
from workflow_api.engine.comparing import compare
from workflow_api.engine.definition import Definition, compile_definition, definition_hash
from workflow_api.engine.validation import Problem, errors
from workflow_api.workflows import drafts, selectors
from workflow_api.workflows.errors import NotValid
from workflow_api.workflows.judging import judge
from workflow_api.workflows.models import Workflow, WorkflowVersion
from workflow_api.workflows.publishing import competitors
from workflow_api.workflows.services.locking import Seen, lock, require, touch
from workflow_api.workflows.services.refusals import refusals

Status = Workflow.Status


def problems_of(workflow: Workflow) -> list[Problem]:
    """What validation finds in the draft, with the roles as they are now."""
    return judge(drafts.compiled_draft(workflow))


@transaction.atomic
def initialize(*, actor: Actor, workflow_id: int, seen: Seen = None) -> Workflow:
    """Vouch for a draft. NotValid lists what keeps it from running."""
    workflow = lock(workflow_id, seen=seen)
    require(workflow, Status.DRAFT, Status.INITIALIZED)
    _refuse_errors(workflow)
    return _move(workflow, Status.INITIALIZED, actor, "workflow.initialized")


@transaction.atomic
def deploy(
    *,
    actor: Actor,
    workflow_id: int,
    seen: Seen = None,
    note: str = "",
    supersede: bool = False,
) -> WorkflowVersion:
    """Freeze the draft as the next version and let tickets match it.

    A draft is validated on the way, so initialising it first is not needed. Deploying what is
    frozen already makes no new version. MatchTaken when another workflow has the same match,
    which `supersede` pauses instead.
    """
    workflow, rivals = _lock_with_rivals(workflow_id, seen, supersede=supersede)
    require(workflow, Status.DRAFT, Status.INITIALIZED, Status.DEPLOYED, Status.PAUSED)
    _refuse_errors(workflow)
    for rival in rivals:
        _move(rival, Status.PAUSED, actor, "workflow.superseded")
    before, definition = workflow.current_version, drafts.compiled_draft(workflow)
    version = workflow.current_version = _frozen(workflow, definition, actor, note)
    told = {"note": note, **_difference(before, version)}
    _go_live(workflow, actor, "workflow.deployed", told)
    return version


def _lock_with_rivals(
    workflow_id: int, seen: Seen, *, supersede: bool
) -> tuple[Workflow, list[Workflow]]:
    """Locked in one order everywhere, so that two who supersede each other do not wait for ever."""
    rivals = competitors(selectors.workflow(workflow_id)) if supersede else []
    ids = sorted({workflow_id, *(rival.pk for rival in rivals)})
    locked = {pk: lock(pk, seen=seen if pk == workflow_id else None) for pk in ids}
    workflow = locked.pop(workflow_id)
    return workflow, [rival for rival in locked.values() if rival.status == Status.DEPLOYED]


def _difference(before: WorkflowVersion | None, after: WorkflowVersion) -> dict[str, Any]:
    """What the audit keeps of a deployment besides the numbers."""
    if before is None or before.pk == after.pk:
        return {"hash": after.hash, "changes": []}
    old, new = (compile_definition(each.definition) for each in (before, after))
    return {
        "hash": after.hash,
        "replaced": before.number,
        "replaced_hash": before.hash,
        "changes": [
            {
                "kind": change.kind,
                "element": change.element,
                "key": change.key,
                "fields": [field.field for field in change.fields],
            }
            for change in compare(old, new)
        ],
    }


@transaction.atomic
def pause(*, actor: Actor, workflow_id: int, seen: Seen = None) -> Workflow:
    """Let no new ticket in; those on their way go on."""
    workflow = lock(workflow_id, seen=seen)
    require(workflow, Status.DEPLOYED)
    return _move(workflow, Status.PAUSED, actor, "workflow.paused")


@transaction.atomic
def resume(*, actor: Actor, workflow_id: int, seen: Seen = None) -> Workflow:
    """Let tickets in again."""
    workflow = lock(workflow_id, seen=seen)
    require(workflow, Status.PAUSED)
    _go_live(workflow, actor, "workflow.resumed")
    return workflow


@transaction.atomic
def archive(*, actor: Actor, workflow_id: int, seen: Seen = None) -> Workflow:
    """Put a workflow away for good; tickets on their way go on."""
    workflow = lock(workflow_id, seen=seen)
    require(workflow, Status.DRAFT, Status.INITIALIZED, Status.DEPLOYED, Status.PAUSED)
    return _move(workflow, Status.ARCHIVED, actor, "workflow.archived")


def _refuse_errors(workflow: Workflow) -> None:
    found = errors(problems_of(workflow))
    if found:
        raise NotValid(
            f"The workflow has {len(found)} problem{'s' if len(found) > 1 else ''}",
            [FieldError(each.element, f"{each.message}. {each.how_to_fix}") for each in found],
        )


def _frozen(workflow: Workflow, definition: Definition, actor: Actor, note: str) -> WorkflowVersion:
    digest = definition_hash(definition)
    if workflow.current_version and workflow.current_version.hash == digest:
        return workflow.current_version
    last = workflow.versions.aggregate(last=Max("number"))["last"] or 0
    return WorkflowVersion.objects.create(
        workflow=workflow,
        number=last + 1,
        definition=definition.as_dict(),
        hash=digest,
        note=note,
        deployed_by=actor.id,
        deployed_by_name=actor.name,
    )


def _go_live(
    workflow: Workflow, actor: Actor, action: str, told: Mapping[str, Any] | None = None
) -> None:
    assert workflow.current_version is not None
    with refusals(workflow):
        _move(workflow, Status.DEPLOYED, actor, action, told)
    publish(RouteWaiting(version_id=workflow.current_version.pk))


def _move(
    workflow: Workflow,
    status: Workflow.Status,
    actor: Actor,
    action: str,
    told: Mapping[str, Any] | None = None,
) -> Workflow:
    before, workflow.status = workflow.status, status
    touch(workflow, actor, "status", "current_version")
    version = workflow.current_version
    after = {
        "status": status.value,
        "version_number": version.number if version else None,
        **(told or {}),
    }
    record_about(workflow, actor=actor, action=action, before={"status": before}, after=after)
    return workflow
