"""Two people at one draft: what happened since one of them read it, so that they can merge."""

from dataclasses import asdict
from typing import Any

from workflow_api.drafting.models import Revision
from workflow_api.engine.comparing import compare
from workflow_api.engine.definition import read_definition
from workflow_api.workflows import drafts
from workflow_api.workflows.models import Workflow


def remember(workflow: Workflow) -> None:
    """Keep the draft as it is before a change of the (locked) workflow."""
    revision = Revision(
        workflow=workflow,
        version=workflow.version,
        definition=drafts.document(workflow),
        made_by_name=workflow.updated_by_name,
        made_at=workflow.updated_at,
    )
    # Copying a workflow locks it too, without making another version of it.
    Revision.objects.bulk_create([revision], ignore_conflicts=True)


def conflict(workflow: Workflow, seen: int | None) -> dict[str, Any]:
    """Who changed a workflow last, when, and what differs from the state at version `seen`.

    `changes` is None when that state is not kept any more.
    """
    return {
        "version": workflow.version,
        "changed_by": workflow.updated_by_name,
        "changed_at": workflow.updated_at,
        "changes": _changes(workflow, seen),
    }


def _changes(workflow: Workflow, seen: int | None) -> list[dict[str, Any]] | None:
    kept = Revision.objects.filter(workflow=workflow, version=seen).first() if seen else None
    if kept is None:
        return None
    now = read_definition(drafts.document(workflow))
    changes = compare(read_definition(kept.definition), now, layout=True)
    return [asdict(change) for change in changes]
