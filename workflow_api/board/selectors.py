"""The people of a role, how much each has, and who is next. The same number of queries for any."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from shared.availability import Span
from shared.errors import NotFound
from shared.identity.caller import TTS, Caller
from workflow_api.board.presence import Contents, Presence, contents_of, gaps, presence
from workflow_api.capacity.permissions import why_not_set
from workflow_api.capacity.selectors import own_capacities
from workflow_api.engine.assignment import Candidate, choose
from workflow_api.roles.models import Role, RoleMember
from workflow_api.roles.selectors import active_members
from workflow_api.tasks import permissions
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.states import OPEN_ITEM_STATUSES

LOOKED_AHEAD = timedelta(hours=24)
SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An open piece of work of the role that the reader may see."""

    task_id: int
    number: str
    ticket_number: str
    title: str
    priority: str
    step_name: str
    sla_state: str
    sla_deadline: datetime | None
    first_touch_until: datetime | None
    version: int
    item_id: int
    may_transfer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """What one person has, or nobody; `tasks` are the most urgent of `tasks_count`."""

    tasks: list[Card] = field(default_factory=list)
    tasks_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person. Counts are over all their work, whatever role it is for, and so is `capacity`."""

    user_id: int
    name: str
    presence: Presence
    turn: int | None
    owed_turns: int
    open: int
    at_risk: int
    breached: int
    received: int
    done: int
    passed_on: int
    capacity: int
    may_set_capacity: bool
    hand: Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """`gaps` are when nobody of the role is there within the next day; `capacity` is that of
    whoever has none of their own."""

    role: str
    since: datetime
    capacity: int
    gaps: list[Span]
    people: list[Row]
    unassigned: Hand


def board(*, caller: Caller, role: str, since: datetime) -> Board:
    """The role's people in the order of their turns, those who are away last.

    Counts of what came and went are from `since` on. NotFound without the role.
    """
    if not Role.objects.filter(system=TTS, is_active=True, name=role).exists():
        raise NotFound(f"There is no role {role}")
    now = timezone.now()
    members = list(active_members(role))
    people = [member.user_id for member in members]
    contents, counts = contents_of(people), _counts(people, since, now)
    hands = _hands(caller, role, now)
    places = _places(members, contents, now)
    rows = [_row(member, caller, places, contents, counts, hands, now) for member in members]
    return Board(
        role=role,
        since=since,
        capacity=settings.CAPACITY,
        gaps=gaps(people, contents, now, now + LOOKED_AHEAD),
        people=sorted(rows, key=lambda row: (row.turn is None, row.turn or 0, row.name)),
        unassigned=hands.get(None, Hand()),
    )


def _row(
    member: RoleMember,
    caller: Caller,
    places: dict[int, int],
    contents: Contents,
    counts: dict[int, dict[str, int]],
    hands: dict[int | None, Hand],
    now: datetime,
) -> Row:
    return Row(
        user_id=member.user_id,
        name=member.display_name,
        presence=presence(contents.get(member.user_id), now),
        turn=places.get(member.user_id),
        owed_turns=member.owed_turns,
        may_set_capacity=not why_not_set(caller, [member]),
        hand=hands.get(member.user_id, Hand()),
        **counts[member.user_id],
    )


def _places(members: Sequence[RoleMember], contents: Contents, now: datetime) -> dict[int, int]:
    """The place of each available person in the queue; 1 is next."""
    candidates = [
        Candidate(
            user_id=member.user_id,
            name=member.display_name,
            last_turn_at=member.last_turn_at,
            turn_no=member.turn_no,
            owed=member.owed_turns,
            available=presence(contents.get(member.user_id), now).on_shift,
        )
        for member in members
    ]
    queue = choose(candidates).considered
    return {candidate.user_id: place for place, candidate in enumerate(queue, 1)}


def _counts(people: Collection[int], since: datetime, now: datetime) -> dict[int, dict[str, int]]:
    theirs = TaskItem.objects.order_by().filter(assignee_id__in=people)
    counted: tuple[QuerySet[Any], ...] = (
        theirs.filter(status__in=OPEN_ITEM_STATUSES)
        .values("assignee_id")
        .annotate(
            open=Count("pk"),
            at_risk=Count("pk", filter=_at_risk(now)),
            breached=Count("pk", filter=Q(task__sla_deadline__lte=now)),
        ),
        theirs.filter(assigned_at__gte=since).values("assignee_id").annotate(received=Count("pk")),
        theirs.filter(closed_at__gte=since)
        .values("assignee_id")
        .annotate(
            done=Count("pk", filter=Q(status=TaskItem.Status.DONE)),
            passed_on=Count("pk", filter=~Q(status=TaskItem.Status.DONE)),
        ),
    )
    none = dict.fromkeys(("open", "at_risk", "breached", "received", "done", "passed_on"), 0)
    own = own_capacities(people)
    usual = settings.CAPACITY
    found = {user_id: {**none, "capacity": own.get(user_id, usual)} for user_id in people}
    for rows in counted:
        for row in rows:
            found[row.pop("assignee_id")].update(row)
    return found


def _at_risk(now: datetime) -> Q:
    return Q(task__sla_at_risk_at__lte=now, task__sla_deadline__gt=now)


def _hands(caller: Caller, role: str, now: datetime) -> dict[int | None, Hand]:
    """The open work of the role by person, the most urgent of each."""
    of_person = F("assignee_id")
    open_here = TaskItem.objects.order_by().filter(
        role=role, status__in=OPEN_ITEM_STATUSES, task__in=Task.objects.visible_to(caller)
    )
    urgent = (F("task__sla_deadline").asc(nulls_last=True), F("pk").asc())
    numbered = open_here.annotate(
        place=Window(RowNumber(), partition_by=of_person, order_by=urgent),
        whole=Window(Count("pk"), partition_by=of_person),
    )
    hands: dict[int | None, Hand] = {}
    shown = numbered.filter(place__lte=SHOWN).select_related("task__ticket")
    for item in shown.order_by("place"):
        hand = hands.setdefault(item.assignee_id, Hand(tasks_count=item.whole))
        hand.tasks.append(_card(item, caller, now))
    return hands


def _card(item: TaskItem, caller: Caller, now: datetime) -> Card:
    task = item.task
    return Card(
        task_id=task.pk,
        number=task.number,
        ticket_number=task.ticket.ticket_number,
        title=task.title,
        priority=task.priority,
        step_name=item.step_name,
        sla_state=task.sla_state_at(now),
        sla_deadline=task.sla_deadline,
        first_touch_until=item.first_touch_until if item.is_untouched else None,
        version=task.version,
        item_id=item.pk,
        may_transfer=not permissions.why_not_pass_on(caller, task, item),
    )
