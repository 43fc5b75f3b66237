"""The transitions a person may take now, and why others are blocked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from shared.identity.caller import Caller
from workflow_api.checklists.models import Tick
from workflow_api.engine.definition import Step
from workflow_api.engine.elements import REJECT
from workflow_api.engine.routing import Choice, choices
from workflow_api.engine.sla import ASIDE
from workflow_api.engine.state_machine import TaskState
from workflow_api.external.foreseeing import Foreseen, foresee_completion
from workflow_api.tasks import ballots, permissions, wanting
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.selectors import open_item, ticks_of
from workflow_api.tasks.states import ENDED_STATUSES
from workflow_api.tickets.facts import facts_of
from workflow_api.workflows.selectors import compiled


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button: `to_step` is None where it ends the workflow; `reason` says why it is blocked.

    `needs_fields` are to be filled in when it is pressed; `tells` is what the end would send.
    """

    transition: str
    label: str
    to_step: str | None
    outcome: str
    requires_comment: bool
    needs_fields: list[str]
    blocked: bool
    reason: str
    tells: Foreseen | None = None


def roles_for(caller: Caller) -> frozenset[str] | None:
    """Whose ways count; None lifts the limit: an admin goes every way the facts allow."""
    return None if caller.has_role(permissions.ADMIN) else caller.role_names()


def ways(task: Task, caller: Caller) -> list[Choice]:
    """Every way out of the current step, judged for this ticket and person."""
    definition = compiled(task.workflow_version_id)
    facts = facts_of(task.ticket, task.filled)
    return choices(definition, task.current_step, facts, roles=roles_for(caller))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """What the step still wants of whoever completes it."""

    unticked: list[str]
    fields: list[str]
    comment: bool

    @property
    def why_not(self) -> str:
        return f"Not ticked yet: {', '.join(self.unticked)}" if self.unticked else ""


def actions(
    task: Task, item: TaskItem | None, caller: Caller, ticks: Iterable[Tick] | None = None
) -> list[Action]:
    """The buttons of the current step; none when the task is over.

    `ticks` of the present visit save a look at them.
    """
    if item is None:
        return []
    step = compiled(task.workflow_version_id).step(item.step_key)
    wants = Wants(
        unticked=wanting.unticked(step, wanting.ticks_of(task, step) if ticks is None else ticks),
        fields=wanting.missing_fields(task, step),
        comment=step.comment_required or item.assignee_id != caller.id,
    )
    why_not = _why_blocked(task, item, step, caller)
    return [_action(choice, why_not, wants) for choice in ways(task, caller)]


def _why_blocked(task: Task, item: TaskItem, step: Step, caller: Caller) -> str:
    if task.status == TaskState.ON_HOLD:
        return "The task is on hold"
    if step.kind == "integration":
        return "Another system decides this step"
    if item.wakes_at is not None and not caller.has_role(permissions.ADMIN):
        return f"Goes on by itself at {item.wakes_at:%F %H:%M} UTC"
    return permissions.why_not_act(caller, item)


def _action(choice: Choice, why_not: str, wants: Wants) -> Action:
    way = choice.transition
    completes = way.outcome not in ASIDE
    reason = why_not or choice.reason or (wants.why_not if completes else "")
    return Action(
        transition=way.key,
        label=way.label,
        to_step=way.target,
        outcome=way.outcome,
        requires_comment=way.requires_comment or wants.comment,
        needs_fields=wants.fields if completes else [],
        blocked=bool(reason),
        reason=reason,
    )


def why_not_claim(task: Task, item: TaskItem, here: Iterable[TaskItem], caller: Caller) -> str:
    """Why this person may not take the work of `item` that nobody has; empty when they may.

    `here` are all items of the present visit.
    """
    step = compiled(task.workflow_version_id).step(item.step_key)
    if step.kind == "wait":
        return "Nobody has to do this step: it goes on by itself"
    if why_not := permissions.why_not_take(caller, task, step.kind == "approval"):
        return why_not
    others = [each for each in here if each.pk != item.pk and ballots.takes_part(each)]
    if any(caller.id in (each.assignee_id, each.closed_by_id) for each in others):
        return "You take part in this already"
    return permissions.why_not_claim(caller, item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Everything one person may do to a task now.

    `may_transfer` is about work that is theirs to hand on, `may_reassign` about anybody's.
    """

    task_id: int
    version: int
    actions: list[Action]
    may_claim: bool
    may_release: bool
    may_begin: bool
    may_transfer: bool
    may_escalate: bool
    may_tick: bool
    may_hold: bool
    may_resume: bool
    may_move: bool
    may_reassign: bool
    may_change_priority: bool
    may_adjust: bool
    may_reopen: bool
    may_close: bool
    may_cancel: bool


def offer(task: Task, caller: Caller) -> Offer:
    """The offer for a task from `selectors.task`."""
    item = open_item(task)
    held = task.status == TaskState.ON_HOLD
    directs = not permissions.why_not_hold(caller, task)
    return Offer(
        task_id=task.pk,
        version=task.version,
        actions=[
            _with_end(each, task, caller) for each in actions(task, item, caller, ticks_of(task))
        ],
        may_claim=_may_claim(task, caller),
        may_release=item is not None and not permissions.why_not_release(caller, item),
        **_handing_on(task, item, caller),
        may_tick=item is not None and not permissions.why_not_act(caller, item),
        may_hold=directs and task.is_open and not held,
        may_resume=directs and held,
        may_move=directs and task.is_open and not held,
        may_reassign=directs and item is not None and _is_done_by_somebody(task, item),
        may_change_priority=directs and task.is_open,
        may_adjust=directs and task.is_open and task.sla_target is not None,
        may_reopen=directs and task.status == TaskState.COMPLETED,
        may_close=directs and task.status in ENDED_STATUSES,
        may_cancel=task.is_open and caller.has_role(permissions.ADMIN),
    )


def _with_end(action: Action, task: Task, caller: Caller) -> Action:
    """An action with what it tells another system, if it ends the workflow well."""
    if action.to_step is not None or action.outcome == REJECT:
        return action
    end_logic = compiled(task.workflow_version_id).end_logic
    approver = _approver(task, action, caller)
    return replace(action, tells=foresee_completion(task, end_logic, approver))


def _approver(task: Task, action: Action, caller: Caller) -> int:
    """Whom the end would name, as `services.finishing` finds them."""
    if action.outcome == "approve":
        return caller.id
    approved = [item for item in task.items.all() if item.outcome == "approve"]
    latest = max(approved, key=lambda item: item.pk, default=None)
    return (latest and latest.closed_by_id) or caller.id


def _may_claim(task: Task, caller: Caller) -> bool:
    here = ballots.of_visit(task, task.items.all())
    free = (item for item in here if item.is_open and item.assignee_id is None)
    return any(not why_not_claim(task, item, here, caller) for item in free)


def _step(task: Task, item: TaskItem) -> Step:
    return compiled(task.workflow_version_id).step(item.step_key)


def _is_done_by_somebody(task: Task, item: TaskItem) -> bool:
    return _step(task, item).needs_person


def _handing_on(task: Task, item: TaskItem | None, caller: Caller) -> dict[str, bool]:
    if item is None or not _is_done_by_somebody(task, item):
        return {"may_begin": False, "may_transfer": False, "may_escalate": False}
    mine = item.assignee_id == caller.id
    may = not permissions.why_not_pass_on(caller, task, item)
    return {
        "may_begin": mine and item.is_untouched and task.status != TaskState.ON_HOLD,
        "may_transfer": may,
        "may_escalate": may and item.role != permissions.escalation_role(_step(task, item)),
    }
