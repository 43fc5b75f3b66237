"""What ticket_service was told last of a ticket, and who sees the ticket by it."""

from shared.contracts.status import UpdateStatus
from shared.identity.standing import step_roles, works_here
from shared.testing.messages import outbox_messages
from workflow_api.tasks import permissions


def last_told(number):
    """The newest report; of several of one version, the one said last."""
    told = [m for m in outbox_messages(UpdateStatus) if m.ticket_id == number]
    return max(enumerate(told), key=lambda one: (one[1].version, one[0]))[1]


def concerned_by(told, who):
    """Whether somebody sees a ticket who neither asked for it nor supervises its department."""
    if who.has_role(*permissions.SEES_EVERYTHING):
        return True
    workers = {(told.assignee or {}).get("id"), told.coordinator_id, *told.participants}
    return (
        who.id in workers
        or bool(step_roles(who) & set(told.queue_roles))
        or (works_here(who) and who.id in told.mentioned)
    )
