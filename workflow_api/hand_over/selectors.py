"""What somebody has open, and who could have it instead."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from shared.errors import Forbidden, NotFound
from shared.identity.caller import Caller
from workflow_api.assignment.permissions import supervises
from workflow_api.assignment.services import MANUAL, Answer, Ask, foresee_turns
from workflow_api.engine.elements import POLICIES
from workflow_api.hand_over.models import HandOver
from workflow_api.roles.models import RoleMember
from workflow_api.roles.selectors import absences
from workflow_api.tasks import permissions
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.entering import ask_for
from workflow_api.tasks.services.handing_on import why_over
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.workflows.selectors import compiled

MOST = 500
ROUND_ROBIN = "round_robin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One open item and who would get it by the rules; `to_user` None: nobody can now."""

    task_id: int
    number: str
    title: str
    priority: str
    version: int
    step_name: str
    role: str
    sla_state: str
    sla_deadline: datetime | None
    to_user: int | None
    to_name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who could be chosen instead; `away` says why not now."""

    user_id: int
    name: str
    role: str
    open_items: int
    away: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`left_out` counts open items beyond the most that one plan holds."""

    user_id: int
    items: list[Proposal]
    colleagues: list[Colleague]
    left_out: int


def plan(*, caller: Caller, user_id: int) -> Plan:
    """A new owner for each open item of a person that the caller may hand on, soonest due first.

    Forbidden for somebody else's work unless one answers for the work of others. Nothing changes.
    """
    if user_id != caller.id and not supervises(caller):
        raise Forbidden("Only for those who answer for the work of others")
    items = [item for item in _open_items(caller, user_id) if _may(caller, item)]
    shown, now = items[:MOST], timezone.now()
    answers = foresee_turns(_asks(shown, user_id), now=now)
    return Plan(
        user_id=user_id,
        items=[_proposal(item, answer, now) for item, answer in zip(shown, answers, strict=True)],
        colleagues=_colleagues({item.role for item in shown}, user_id, now),
        left_out=len(items) - len(shown),
    )


def _open_items(caller: Caller, user_id: int) -> list[TaskItem]:
    theirs = TaskItem.objects.filter(
        assignee_id=user_id, status__in=OPEN_ITEM_STATUSES, task__in=Task.objects.visible_to(caller)
    )
    in_order = theirs.order_by("task__sla_deadline", "id").select_related("task__ticket")
    return [item for item in in_order if _by_person(item)]


def _by_person(item: TaskItem) -> bool:
    return compiled(item.task.workflow_version_id).step(item.step_key).needs_person


def _may(caller: Caller, item: TaskItem) -> bool:
    return not permissions.why_not_pass_on(caller, item.task, item)


def _asks(items: Sequence[TaskItem], leaving: int) -> list[Ask]:
    visits = _visits(items)
    return [_ask(item, visits[item.task_id, item.step_key], leaving) for item in items]


def _visits(items: Iterable[TaskItem]) -> dict[tuple[int, str], list[TaskItem]]:
    found = defaultdict(list)
    for each in TaskItem.objects.filter(task__in={item.task_id for item in items}).order_by("id"):
        found[each.task_id, each.step_key].append(each)
    return found


def _ask(item: TaskItem, visit: Iterable[TaskItem], leaving: int) -> Ask:
    """The step's question, but for whoever did an earlier step: that is who goes."""
    step = compiled(item.task.workflow_version_id).step(item.step_key)
    usable = step.policy in POLICIES and step.policy != MANUAL and item.role == step.role
    over = {
        each.assignee_id: why
        for each in visit
        if each.assignee_id is not None
        and each.entered_at == item.entered_at
        and (why := why_over(each, item))
    }
    return replace(
        ask_for(step, item.task.ticket),
        role=item.role,
        policy=step.policy if usable else ROUND_ROBIN,
        passed_over={**over, leaving: "goes away"},
    )


def _proposal(item: TaskItem, answer: Answer, now: datetime) -> Proposal:
    task = item.task
    return Proposal(
        task_id=task.pk,
        number=task.number,
        title=task.title,
        priority=task.priority,
        version=task.version,
        step_name=item.step_name,
        role=item.role,
        sla_state=task.sla_state_at(now),
        sla_deadline=task.sla_deadline,
        to_user=answer.user_id,
        to_name=answer.name,
        why=answer.decision.reason,
    )


def _colleagues(roles: set[str], leaving: int, now: datetime) -> list[Colleague]:
    members = RoleMember.objects.of_tts(roles)
    found = list(members.exclude(user_id=leaving).select_related("role"))
    people = {member.user_id for member in found}
    away, loads = absences(people, now), _loads(people)
    return [
        Colleague(
            user_id=member.user_id,
            name=member.display_name,
            role=member.role.name,
            open_items=loads.get(member.user_id, 0),
            away=away[member.user_id].reason if member.user_id in away else "",
        )
        for member in found
    ]


def _loads(people: set[int]) -> dict[int, int]:
    open_items = TaskItem.objects.filter(assignee_id__in=people, status__in=OPEN_ITEM_STATUSES)
    counted = open_items.order_by().values_list("assignee_id").annotate(Count("pk"))
    return {user_id: count for user_id, count in counted if user_id is not None}


def hand_over(*, caller: Caller, hand_over_id: int) -> HandOver:
    """One that the caller made, or any for an admin; NotFound otherwise."""
    found = HandOver.objects.filter(pk=hand_over_id)
    if not caller.has_role(permissions.ADMIN):
        found = found.filter(by_id=caller.id)
    one = found.prefetch_related("items__task").first()
    if one is None:
        raise NotFound(f"There is no hand-over {hand_over_id}")
    return one
