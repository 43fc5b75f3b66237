"""May this person do this to that, and why: the rules that the endpoints themselves ask."""

import re
from dataclasses import dataclass, field
from typing import Final

from shared.errors import FieldError, Invalid, NotFound
from shared.identity.caller import Caller
from shared.identity.rights import Action, Verdict, decide
from workflow_api.tasks import permissions, selectors
from workflow_api.tasks.models import Task
from workflow_api.tasks.visibility import reasons, tasks_of
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.tickets.selectors import ticket, tickets
from workflow_api.workflows.models import Workflow

TASK: Final = re.compile(r"[Tt]-([0-9]{1,18})")
WORKFLOW: Final = re.compile(r"workflow:([0-9]{1,18})")
ON_TASKS: Final = (Action.SEE_TASKS, Action.ACT, Action.HAND_ON, Action.DIRECT)
ON_WORKFLOWS: Final = (Action.READ_WORKFLOWS, Action.EDIT_WORKFLOWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """`grounds` are the ways in which the object is the person's affair, `missing` what stands in
    the way; `rule` is the question that was asked."""

    verdict: Verdict
    rule: str
    missing: str
    grounds: list[str] = field(default_factory=list)

    @property
    def allowed(self) -> bool:
        return not self.missing


def judge(caller: Caller, action: Action, named: str) -> Judgement:
    """NotFound without the object, Invalid when nobody does `action` to such an object."""
    if found := WORKFLOW.fullmatch(named):
        return _on_workflow(caller, action, int(found[1]))
    if found := TASK.fullmatch(named):
        return _on_task(caller, action, _task(int(found[1])))
    return _on_ticket(caller, action, ticket(named))


def _on_workflow(caller: Caller, action: Action, workflow_id: int) -> Judgement:
    _check_fits(action, ON_WORKFLOWS, "workflow")
    if not Workflow.objects.filter(pk=workflow_id).exists():
        raise NotFound(f"There is no workflow {workflow_id}")
    verdict = decide(caller.roles, action)
    return Judgement(verdict=verdict, rule="roles", missing=_no_role(verdict))


def _on_ticket(caller: Caller, action: Action, found: WorkflowTicket) -> Judgement:
    _check_fits(action, ON_TASKS, "ticket")
    if action is not Action.SEE_TASKS:
        newest = Task.objects.filter(ticket=found).order_by("-pk").first()
        if newest is None:
            raise NotFound(f"The ticket {found.ticket_number} has no task")
        return _on_task(caller, action, newest)
    visible = tickets(caller).filter(pk=found.pk).exists()
    grounds = [words for task in found.tasks.all() for words in _grounds(caller, task)]
    return Judgement(
        verdict=decide(caller.roles, action),
        rule="visible tickets",
        missing="" if visible else "Nothing makes this ticket their affair.",
        grounds=list(dict.fromkeys(grounds)),
    )


def _on_task(caller: Caller, action: Action, task: Task) -> Judgement:
    _check_fits(action, ON_TASKS, "task")
    try:
        missing = _why_not(caller, action, selectors.task(caller, task.pk))
    except NotFound:
        missing = "Nothing makes this task their affair."
    return Judgement(
        verdict=decide(caller.roles, action),
        rule="visible tasks" if action is Action.SEE_TASKS else f"visible tasks, then {action}",
        missing=missing,
        grounds=_grounds(caller, task),
    )


def _why_not(caller: Caller, action: Action, task: Task) -> str:
    if action is Action.SEE_TASKS:
        return ""
    item = selectors.open_item(task)
    if item is None:
        return "The task is over"
    if action is Action.DIRECT:
        return permissions.why_not_hold(caller, task)
    if action is Action.ACT:
        return permissions.why_not_act(caller, item)
    return permissions.why_not_hand_on(caller, item)


def _grounds(caller: Caller, task: Task) -> list[str]:
    this = Task.objects.order_by().filter(pk=task.pk)
    found = [each for each in reasons(caller) if this.filter(pk__in=tasks_of([each])).exists()]
    grounds = [each.words for each in found]
    if caller.has_role(*permissions.SEES_EVERYTHING):
        return ["sees every task", *grounds]
    return grounds


def _task(task_id: int) -> Task:
    found = Task.objects.filter(pk=task_id).first()
    if found is None:
        raise NotFound(f"There is no task T-{task_id}")
    return found


def _no_role(verdict: Verdict) -> str:
    if verdict.allowed:
        return ""
    return f"No role allows {verdict.action}; one of these would: {', '.join(verdict.needed)}."


def _check_fits(action: Action, fitting: tuple[Action, ...], kind: str) -> None:
    if action not in fitting:
        fault = FieldError("action", f"of a {kind} is one of {', '.join(fitting)}")
        raise Invalid("Validation failed", [fault])
