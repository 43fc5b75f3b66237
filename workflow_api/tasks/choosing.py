"""The transitions a person may take now, and why others are blocked."""

from dataclasses import dataclass

from shared.identity.caller import Caller
from workflow_api.engine.definition import Step
from workflow_api.engine.routing import Choice, choices
from workflow_api.engine.state_machine import TaskState
from workflow_api.tasks import permissions
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.selectors import open_item
from workflow_api.tickets.facts import facts_of
from workflow_api.workflows.selectors import compiled


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button: `to_step` is None where it ends the workflow; `reason` says why it is blocked."""

    transition: str
    label: str
    to_step: str | None
    outcome: str
    requires_comment: bool
    blocked: bool
    reason: str


def roles_for(caller: Caller) -> frozenset[str] | None:
    """Whose ways count; None lifts the limit: an admin goes every way the facts allow."""
    return None if caller.has_role(permissions.ADMIN) else caller.role_names()


def ways(task: Task, caller: Caller) -> list[Choice]:
    """Every way out of the current step, judged for this ticket and person."""
    definition = compiled(task.workflow_version_id)
    facts = facts_of(task.ticket)
    return choices(definition, task.current_step, facts, roles=roles_for(caller))


def actions(task: Task, item: TaskItem | None, caller: Caller) -> list[Action]:
    """The buttons of the current step; none when the task is over."""
    if item is None:
        return []
    step = compiled(task.workflow_version_id).step(item.step_key)
    for_another = item.assignee_id != caller.id
    return [
        _action(
            choice, _why_blocked(task, item, step, caller), step.comment_required or for_another
        )
        for choice in ways(task, caller)
    ]


def _why_blocked(task: Task, item: TaskItem, step: Step, caller: Caller) -> str:
    if task.status == TaskState.ON_HOLD:
        return "The task is on hold"
    if not step.needs_person:
        return "Another system decides this step"
    return permissions.why_not_act(caller, item)


def _action(choice: Choice, why_not: str, asks_comment: bool) -> Action:
    way = choice.transition
    reason = why_not or choice.reason
    return Action(
        transition=way.key,
        label=way.label,
        to_step=way.target,
        outcome=way.outcome,
        requires_comment=way.requires_comment or asks_comment,
        blocked=bool(reason),
        reason=reason,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Everything one person may do to a task now."""

    task_id: int
    version: int
    actions: list[Action]
    may_claim: bool
    may_release: bool
    may_begin: bool
    may_transfer: bool
    may_escalate: bool
    may_hold: bool
    may_resume: bool


def offer(task: Task, caller: Caller) -> Offer:
    """The offer for a task from `selectors.task`."""
    item = open_item(task)
    held = task.status == TaskState.ON_HOLD
    may_hold = item is not None and not permissions.why_not_hold(caller, task)
    has_one = item is not None and item.assignee_id is not None
    return Offer(
        task_id=task.pk,
        version=task.version,
        actions=actions(task, item, caller),
        may_claim=item is not None and not has_one and not permissions.why_not_claim(caller, item),
        may_release=item is not None and not permissions.why_not_release(caller, item),
        **_handing_on(task, item, caller),
        may_hold=may_hold and not held,
        may_resume=may_hold and held,
    )


def _handing_on(task: Task, item: TaskItem | None, caller: Caller) -> dict[str, bool]:
    step = compiled(task.workflow_version_id).step(item.step_key) if item else None
    if item is None or step is None or not step.needs_person:
        return {"may_begin": False, "may_transfer": False, "may_escalate": False}
    mine = item.assignee_id == caller.id
    may = not permissions.why_not_pass_on(caller, task, item)
    return {
        "may_begin": mine and item.is_untouched and task.status != TaskState.ON_HOLD,
        "may_transfer": may,
        "may_escalate": may and item.role != permissions.escalation_role(step),
    }
