"""One writer at a time, and none who has not seen the latest state."""

from django.utils import timezone

from shared.errors import NotFound
from shared.http.preconditions import IfMatch
from workflow_api.audit.actors import Actor
from workflow_api.workflows.errors import StaleWorkflow, WrongStatus
from workflow_api.workflows.models import Workflow

# A version out of a body, the tags of If-Match, or nothing said.
Seen = int | IfMatch | None


def lock(workflow_id: int, *, seen: Seen = None) -> Workflow:
    """Return the workflow, locked until the transaction ends.

    StaleWorkflow, or PreconditionFailed for If-Match, when the caller saw another version than
    the present one.
    """
    workflow = Workflow.objects.select_for_update().filter(pk=workflow_id).first()
    if workflow is None:
        raise NotFound(f"There is no workflow {workflow_id}")
    if isinstance(seen, IfMatch):
        seen.check(workflow, _last_change(workflow))
    elif seen is not None and seen != workflow.version:
        raise StaleWorkflow(f"{_last_change(workflow)}, you saw {seen}")
    return workflow


def _last_change(workflow: Workflow) -> str:
    return (
        f"{workflow.updated_by_name or 'Somebody'} changed the workflow at "
        f"{workflow.updated_at.isoformat(timespec='seconds')}: it is at version {workflow.version}"
    )


def require(workflow: Workflow, *statuses: Workflow.Status) -> None:
    """Raise WrongStatus unless the workflow has one of `statuses`."""
    if workflow.status not in statuses:
        wanted = " or ".join(statuses)
        raise WrongStatus(f"The workflow is {workflow.status}; this needs it to be {wanted}")


def touch(workflow: Workflow, actor: Actor, *changed: str) -> None:
    """Save the `changed` columns as the next version of the workflow."""
    workflow.version += 1
    workflow.updated_at = timezone.now()
    workflow.updated_by_name = actor.name
    workflow.save(update_fields=[*changed, "version", "updated_at", "updated_by_name"])
