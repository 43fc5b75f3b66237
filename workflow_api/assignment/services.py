"""Whose turn it is: the round robin under lock.

Two workers can never read the same turn: the role's row is locked before its members are read,
and the turn moves in the transaction that hands out the work.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db.models import Count

from shared.availability import Absence
from shared.identity.caller import TTS
from shared.updating import update_all
from workflow_api.assignment.models import AssignmentDecision
from workflow_api.audit.actors import Actor
from workflow_api.engine.assignment import Candidate, Decision, choose
from workflow_api.roles.models import Role, RoleMember
from workflow_api.roles.selectors import MANAGER, absences, manages_elsewhere
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.states import OPEN_ITEM_STATUSES
from workflow_api.workflows.selectors import frozen

MANUAL = "manual"
LEAST_LOADED = "least_loaded"
TAKES_PART = "takes part already"
ELSEWHERE = "manages another department"
TURN = ["turn_no", "last_turn_at", "owed_turns"]
MAX_REASON = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A piece of work looking for a member of `role`.

    `preferred` is the person a `same_person_as:` policy wants; `excluded` maps the lower-case
    address of somebody who must not get it to the reason, `passed_over` their id. `unused_by` had
    the last turn for it and did not use it: that turn is theirs again, for other work. Pieces of
    work of one `group`, asked for together, go to different people. Of the Managers those of
    `department` are asked.
    """

    role: str
    policy: str = "round_robin"
    preferred: int | None = None
    excluded: Mapping[str, str] = field(default_factory=dict)
    passed_over: Mapping[int, str] = field(default_factory=dict)
    unused_by: int | None = None
    group: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the rule decided; `member` is None when nobody can take the work now."""

    ask: Ask
    decision: Decision
    member: RoleMember | None
    turn_no: int | None = None

    @property
    def user_id(self) -> int | None:
        return self.member.user_id if self.member else None

    @property
    def name(self) -> str:
        return self.member.display_name if self.member else ""

    @property
    def email(self) -> str:
        return self.member.email if self.member else ""


@dataclass(frozen=True, slots=True)
class Pool:
    """Who could be asked: members by role name; open items and absences by person.

    `moved` are the members whose turns changed, by their row. `chosen`
    are the people who got a piece of work of each group.
    """

    members: Mapping[str, Sequence[RoleMember]]
    loads: dict[int, int]
    away: Mapping[int, Absence]
    moved: dict[int, RoleMember] = field(default_factory=dict)
    chosen: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def take_turns(asks: Sequence[Ask], *, now: datetime) -> list[Answer]:
    """Decide for every ask in order and move the turns; must run in a transaction."""
    pool = _pool(asks, _lock_members({ask.role for ask in asks}), now)
    for ask in asks:
        _give_back(ask, pool)
    answers = [_decide(ask, pool, now) for ask in asks]
    update_all(pool.moved.values(), TURN)
    return answers


def foresee_turns(asks: Sequence[Ask], *, now: datetime) -> list[Answer]:
    """What `take_turns` would decide at present; nothing is locked and no turn moves."""
    names = {ask.role for ask in asks}
    known = Role.objects.filter(system=TTS, name__in=names, is_active=True)
    members = _members({role.pk: role.name for role in known})
    pool = _pool(asks, members, now)
    return [_decide(ask, pool, now) for ask in asks]


def lock_roles(names: Iterable[str]) -> dict[int, str]:
    """Lock roles, in one order everywhere, so that no two workers wait for each other."""
    known = Role.objects.filter(system=TTS, name__in=names, is_active=True).order_by("id")
    return {role.pk: role.name for role in known.select_for_update(no_key=True)}


def _lock_members(roles: Iterable[str]) -> dict[str, list[RoleMember]]:
    """The members by role name.

    A second query on purpose: joined to the lock they would be as old as the moment the waiting
    for it began.
    """
    return _members(lock_roles(roles))


def _members(roles: Mapping[int, str]) -> dict[str, list[RoleMember]]:
    members = RoleMember.objects.filter(role_id__in=roles)
    by_name = sorted(members, key=lambda member: roles[member.role_id])
    grouped = groupby(by_name, key=lambda member: roles[member.role_id])
    return {name: list(of_role) for name, of_role in grouped}


def _pool(asks: Sequence[Ask], members: Mapping[str, Sequence[RoleMember]], now: datetime) -> Pool:
    everybody = {member.user_id for of_role in members.values() for member in of_role}
    return Pool(members, _open_items(asks, members), absences(everybody, now))


def _give_back(ask: Ask, pool: Pool) -> None:
    for member in pool.members.get(ask.role, []):
        if member.user_id == ask.unused_by:
            member.owed_turns += 1
            pool.moved[member.pk] = member


def _open_items(asks: Sequence[Ask], members: Mapping[str, Sequence[RoleMember]]) -> dict[int, int]:
    """How much each person has open; asked only when a policy wants to know."""
    roles = [ask.role for ask in asks if ask.policy == LEAST_LOADED]
    people = {member.user_id for role in roles for member in members.get(role, [])}
    if not people:
        return {}
    open_items = TaskItem.objects.filter(assignee_id__in=people, status__in=OPEN_ITEM_STATUSES)
    counted = open_items.order_by().values_list("assignee_id").annotate(Count("pk"))
    return {user_id: count for user_id, count in counted if user_id is not None}


def _decide(ask: Ask, pool: Pool, now: datetime) -> Answer:
    members, loads = pool.members.get(ask.role, []), pool.loads
    candidates = [_candidate(member, ask, pool) for member in members]
    away = pool.away.get(ask.preferred) if ask.preferred else None
    stand_in = away.stand_in_id if away else None
    decision = choose(candidates, ask.policy, preferred=ask.preferred, stand_in=stand_in)
    winner = next((each for each in members if each.user_id == decision.user_id), None)
    turn_no = None
    if winner is not None:
        loads[winner.user_id] = loads.get(winner.user_id, 0) + 1
        _put_off(decision.yielded, members, pool)
        turn_no = _move_turn(winner, members, now)
        pool.moved[winner.pk] = winner
        if ask.group:
            pool.chosen[ask.group].add(winner.user_id)
    return Answer(ask=ask, decision=decision, member=winner, turn_no=turn_no)


def _move_turn(winner: RoleMember, members: Sequence[RoleMember], now: datetime) -> int:
    """The number of the winner's turn; one that was owed leaves their place as it is."""
    winner.last_turn_at = now
    if winner.owed_turns:
        winner.owed_turns -= 1
        return winner.turn_no
    winner.turn_no = max(member.turn_no for member in members) + 1
    return winner.turn_no


def _put_off(yielded: Iterable[int], members: Sequence[RoleMember], pool: Pool) -> None:
    """Their turn went by for this piece of work alone, so they are owed one."""
    by_id = {member.user_id: member for member in members}
    for member in (by_id[user_id] for user_id in yielded):
        member.turn_no = max(each.turn_no for each in members) + 1
        member.owed_turns += 1
        pool.moved[member.pk] = member


def _candidate(member: RoleMember, ask: Ask, pool: Pool) -> Candidate:
    away = pool.away.get(member.user_id)
    barred = _why_barred(member, ask, pool)
    reason = barred or _why_elsewhere(member, ask) or (away.reason if away else "")
    reason = reason if member.is_active else "no longer in the role"
    return Candidate(
        user_id=member.user_id,
        name=member.display_name,
        last_turn_at=member.last_turn_at,
        turn_no=member.turn_no,
        owed=member.owed_turns,
        available=not reason,
        barred=bool(barred) and away is None and member.is_active,
        reason=reason,
        open_items=pool.loads.get(member.user_id, 0),
    )


def _why_elsewhere(member: RoleMember, ask: Ask) -> str:
    """Not a turn that is put off: such work never was a turn of theirs."""
    # What belongs to no department goes to any Manager, or nobody could take it over.
    bound = ask.role == MANAGER and ask.department.strip() != ""
    elsewhere = bound and manages_elsewhere(member, ask.department)
    return ELSEWHERE if elsewhere else ""


def _why_barred(member: RoleMember, ask: Ask, pool: Pool) -> str:
    """What keeps somebody from this piece of work alone."""
    if excluded := ask.excluded.get(member.email.lower()):
        return excluded
    if member.user_id in pool.chosen.get(ask.group, set()):
        return TAKES_PART
    return ask.passed_over.get(member.user_id, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What raised the question, and the person who decided, if it was not a rule."""

    cause: AssignmentDecision.Cause
    by: Actor | None = None
    reason: str = ""


ENTRY = Occasion(cause=AssignmentDecision.Cause.ENTRY)
COORDINATION = Occasion(cause=AssignmentDecision.Cause.COORDINATOR)


def explain(
    answer: Answer,
    *,
    task: Task,
    item: TaskItem | None,
    now: datetime,
    occasion: Occasion | None = None,
) -> AssignmentDecision:
    """The decision as it is kept, not saved yet; `item` is None for the coordinator."""
    decision = answer.decision
    raised = occasion or (COORDINATION if item is None else ENTRY)
    return AssignmentDecision(
        task=task,
        item=item,
        at=now,
        cause=raised.cause,
        workflow_version=frozen(task.workflow_version_id).number,
        policy=decision.policy,
        role=answer.ask.role,
        chosen_id=answer.user_id,
        chosen_name=answer.name,
        candidates=[{"user_id": c.user_id, "name": c.name} for c in decision.considered],
        skipped=[
            {"user_id": s.user_id, "name": s.name, "reason": s.reason} for s in decision.skipped
        ],
        why=decision.reason,
        turn_no=answer.turn_no,
        decided_by_id=raised.by.id if raised.by else None,
        decided_by_name=raised.by.name if raised.by else "",
        reason=raised.reason[:MAX_REASON],
    )
