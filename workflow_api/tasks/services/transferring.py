"""Handing work to a person or to a role, on purpose and with a reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone

from shared.errors import Conflict, FieldError, Forbidden, Invalid, Unprocessable
from shared.identity.caller import TTS, Caller
from shared.identity.standing import NO_STEP_ROLES
from workflow_api.assignment import by_hand
from workflow_api.assignment.services import Answer, Ask, foresee_turns, take_turns
from workflow_api.audit.actors import Actor
from workflow_api.engine.definition import Step
from workflow_api.roles.models import Role, RoleMember
from workflow_api.tasks import permissions, selectors
from workflow_api.tasks.effects import Effect, effect_of
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services.handing_on import (
    TRANSFER,
    Way,
    ask_instead,
    check_seen,
    hand_on,
    lock_with_item,
    meant,
    step_of,
)

# Nobody's work is theirs, so their queues hold none.
WITHOUT_QUEUE = NO_STEP_ROLES - {permissions.MANAGER, permissions.COORDINATOR}
Turns = Callable[[Sequence[Ask]], list[Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who is to get the work: one person, or whoever of a role has the turn."""

    to_user: int | None = None
    to_role: str = ""

    def __post_init__(self) -> None:
        if (self.to_user is None) == (not self.to_role):
            fault = FieldError("to_user", "Name either to_user or to_role")
            raise Invalid("Validation failed", [fault])


@transaction.atomic
def transfer(
    *,
    task_id: int,
    receiver: Receiver,
    reason: str,
    version: int | None,
    caller: Caller,
    actor: Actor,
    item_id: int | None = None,
    way: Way = TRANSFER,
) -> TaskItem:
    """Hand the open work of a task on; the clock of the task goes on as it was.

    NotFound for a task the caller may not see, Forbidden for somebody else's work, Conflict naming
    who was faster, Unprocessable when the receiver cannot have it.
    """
    task, item = lock_with_item(caller, task_id, version=version, item_id=item_id)
    check_giver(caller, task, item)
    now = timezone.now()
    answer = _answer(task, item, receiver, partial(take_turns, now=now))
    return hand_on(task, item, answer, way, actor=actor, reason=reason, now=now)


def transfer_effect(
    *,
    task_id: int,
    receiver: Receiver,
    version: int | None,
    caller: Caller,
    item_id: int | None = None,
) -> Effect:
    """What `transfer` would do at present; it refuses what that would refuse."""
    task = selectors.task(caller, task_id)
    check_seen(task, version)
    item = meant(task, caller, item_id)
    check_giver(caller, task, item)
    now = timezone.now()
    answer = _answer(task, item, receiver, partial(foresee_turns, now=now))
    return effect_of(task, answer, now)


def check_giver(caller: Caller, task: Task, item: TaskItem) -> None:
    """Forbidden for somebody else's work, but for those who answer for the task."""
    if why_not := permissions.why_not_pass_on(caller, task, item):
        raise Forbidden(why_not)


def _answer(task: Task, item: TaskItem, receiver: Receiver, turns: Turns) -> Answer:
    step = step_of(task, item)
    if receiver.to_user is not None:
        return to_person(task, item, step, receiver.to_user)
    role = queue(receiver.to_role)
    [answer] = turns([ask_instead(task, item, step, role)])
    return answer


def to_person(task: Task, item: TaskItem, step: Step, user_id: int) -> Answer:
    """The answer that names a member of a role which may do the step.

    Unprocessable for anybody else, and for somebody a rule of the step keeps it from.
    """
    member = member_for(item, step, user_id, memberships(user_id))
    ask = ask_instead(task, item, step, member.role.name)
    check_member(ask, item, member)
    return by_hand.chosen(ask, member)


def check_member(ask: Ask, item: TaskItem, member: RoleMember) -> None:
    """Unprocessable for somebody a rule of the step keeps the work from."""
    if excluded := by_hand.why_not(ask, member):
        text = f"{member.display_name} cannot have {item.step_name}: {excluded}"
        raise Unprocessable(text, [FieldError("to_user", excluded)])


def memberships(user_id: int) -> list[RoleMember]:
    """What somebody is in TTS, with the roles."""
    return list(RoleMember.objects.of_tts().filter(user_id=user_id).select_related("role"))


def member_for(
    item: TaskItem, step: Step, user_id: int, members: Sequence[RoleMember]
) -> RoleMember:
    """Their membership of the role the work waits in, before one of the step's other roles.

    Conflict when they have it, Unprocessable when none of their `members` fits.
    """
    if user_id == item.assignee_id:
        raise Conflict(f"{item.assignee_name} has this work already")
    roles = [item.role, step.role, step.escalate_to]
    fitting = (member for member in members if member.role.name in roles)
    found = sorted(fitting, key=lambda member: roles.index(member.role.name))
    if not found:
        text = f"is not a member of {item.role}"
        raise Unprocessable(f"The person {text}", [FieldError("to_user", text)])
    return found[0]


def queue(name: str) -> str:
    """The name of a role whose members do work; Unprocessable for any other."""
    known = Role.objects.filter(system=TTS, is_active=True, name=name).exists()
    if not known or name in WITHOUT_QUEUE:
        text = f"There is no role {name} that does such work"
        raise Unprocessable(text, [FieldError("to_role", text)])
    return name
