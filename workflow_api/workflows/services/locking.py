"""One writer at a time, and none who has not seen the latest state."""

from django.utils import timezone

from shared.errors import DomainError, FieldError, NotFound
from shared.http.preconditions import IfMatch, PreconditionFailed, etag
from workflow_api.audit.actors import Actor
from workflow_api.workflows.errors import StaleWorkflow, WrongStatus
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services.conflicts import conflict, remember

# A version out of a body, the tags of If-Match, or nothing said.
Seen = int | IfMatch | None


def lock(workflow_id: int, *, seen: Seen = None) -> Workflow:
    """Return the workflow, locked until the transaction ends; its draft is kept as it is now.

    StaleWorkflow, or PreconditionFailed for If-Match, when the caller saw another version than
    the present one; both carry what changed since.
    """
    workflow = Workflow.objects.select_for_update().filter(pk=workflow_id).first()
    if workflow is None:
        raise NotFound(f"There is no workflow {workflow_id}")
    if refusal := _refusal(workflow, seen):
        raise refusal
    remember(workflow)
    return workflow


def _refusal(workflow: Workflow, seen: Seen) -> DomainError | None:
    refusal: DomainError
    if isinstance(seen, IfMatch):
        if seen.tags is None or etag(workflow) in seen.tags:
            return None
        refusal, version = PreconditionFailed(_last_change(workflow), etag(workflow)), _tagged(seen)
    elif seen is None or seen == workflow.version:
        return None
    else:
        refusal, version = StaleWorkflow(f"{_last_change(workflow)}, you saw {seen}"), seen
    refusal.extra = {"conflict": conflict(workflow, version)}
    return refusal


def _tagged(seen: IfMatch) -> int | None:
    """The version in a single tag such as `"7"`."""
    texts = [tag.strip('"') for tag in seen.tags or ()]
    return int(texts[0]) if len(texts) == 1 and texts[0].isdecimal() else None


def _last_change(workflow: Workflow) -> str:
    return (
        f"{workflow.updated_by_name or 'Somebody'} changed the workflow at "
        f"{workflow.updated_at.isoformat(timespec='seconds')}: it is at version {workflow.version}"
    )


def require(workflow: Workflow, *statuses: Workflow.Status) -> None:
    """Raise WrongStatus unless the workflow has one of `statuses`."""
    if workflow.status not in statuses:
        wanted = " or ".join(statuses)
        raise WrongStatus(
            f"The workflow is {workflow.status}; this needs it to be {wanted}",
            [FieldError("status", _last_change(workflow))],
        )


def touch(workflow: Workflow, actor: Actor, *changed: str) -> None:
    """Save the `changed` columns as the next version of the workflow."""
    workflow.version += 1
    workflow.updated_at = timezone.now()
    workflow.updated_by_name = actor.name
    workflow.save(update_fields=[*changed, "version", "updated_at", "updated_by_name"])
