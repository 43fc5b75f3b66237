"""Who may object to a clock, and who decides."""

from shared.identity.caller import Caller
from shared.identity.standing import step_roles
from workflow_api.disputes.models import Dispute
from workflow_api.tasks import permissions
from workflow_api.tasks.models import Task


def why_not_dispute(caller: Caller, task: Task) -> str:
    """An objection is for the teams that work or worked on the task, and for who answers for it."""
    if not permissions.why_not_hold(caller, task):
        return ""
    roles = step_roles(caller)
    items = task.items.all()
    if any(item.assignee_id == caller.id or item.role in roles for item in items):
        return ""
    return "Only those who work on the task can dispute its clock"


def why_not_decide(caller: Caller, task: Task, dispute: Dispute) -> str:
    """Whoever may adjust a clock decides, except about an objection of their own."""
    if why_not := permissions.why_not_hold(caller, task):
        return why_not
    own = dispute.raised_by_id == caller.id
    return "Somebody else decides about a dispute of yours" if own else ""
