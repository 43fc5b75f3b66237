"""Who may do what to a task they can see: the table of domain.md in code.

Whether somebody can see a task at all is `Task.objects.visible_to`.
"""

from typing import TYPE_CHECKING

from shared.identity.caller import Caller
from shared.identity.rights import Action, decide
from shared.identity.standing import managed_department

if TYPE_CHECKING:
    from workflow_api.engine.definition import Step
    from workflow_api.tasks.models import Task, TaskItem

ADMIN = "Admin"
AUDITOR = "Auditor"
MANAGER = "Manager"
COORDINATOR = "Ticket Coordinator"
SEES_EVERYTHING = (ADMIN, AUDITOR)


def manages(caller: Caller, task: "Task") -> bool:
    """Whether a manager's own department sent the ticket."""
    own = managed_department(caller).casefold()
    return own != "" and own == task.ticket.department.casefold()


def why_not_act(caller: Caller, item: "TaskItem") -> str:
    """Why this person may not take a transition now; empty when they may.

    A manager may have work in order to hand it on, and does not act on it.
    """
    if caller.has_role(ADMIN):
        return ""
    if item.assignee_id is None:
        return "Nobody has this work yet; claim it first"
    if item.assignee_id != caller.id:
        return f"Assigned to {item.assignee_name}"
    return "" if decide(caller.roles, Action.ACT).allowed else "Your roles only hand work on"


def why_not_claim(caller: Caller, item: "TaskItem") -> str:
    """Claiming is for the step's role and for whoever supervises the task."""
    if caller.has_role(item.role, ADMIN, MANAGER, COORDINATOR):
        return ""
    return f"Only members of {item.role} can take this"


def why_not_take(caller: Caller, task: "Task", approves: bool) -> str:
    """Nobody approves a ticket of their own, however the work would come to them."""
    own = caller.email.lower() == task.ticket.requester_email.lower() != ""
    return "Nobody approves a ticket of their own" if approves and own else ""


def why_not_release(caller: Caller, item: "TaskItem") -> str:
    if item.assignee_id is None:
        return "Nobody has this work"
    if item.assignee_id == caller.id or caller.has_role(ADMIN):
        return ""
    return f"Assigned to {item.assignee_name}"


def why_not_hand_on(caller: Caller, item: "TaskItem") -> str:
    """Handing on begins with having it: taking what nobody has, or giving one's own away."""
    if item.assignee_id is None:
        return why_not_claim(caller, item)
    return why_not_release(caller, item)


def escalation_role(step: "Step") -> str:
    """The role that a step's work is escalated to."""
    return step.escalate_to or MANAGER


def why_not_pass_on(caller: Caller, task: "Task", item: "TaskItem") -> str:
    """One's own work is handed on by oneself, anybody else's by those who answer for the task."""
    return "" if item.assignee_id == caller.id else why_not_hold(caller, task)


def why_not_hold(caller: Caller, task: "Task") -> str:
    """Stopping the clock is for those who answer for the task, not for its worker.

    So are moving it to another step, and reopening and closing it.
    """
    owned = caller.has_role(COORDINATOR) and task.coordinator_id == caller.id
    if owned or caller.has_role(ADMIN) or manages(caller, task):
        return ""
    return "Only the coordinator, the department's manager or an admin can do this"
