"""Sixteen threads act on the same tasks: each act has one winner, histories have no gap, and the
turns stay fair.

`TTS_CROWD_TASKS` and `TTS_CROWD_ACTS` make it larger.
"""

import os
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.models import Count, F

from shared.contracts.tickets import ReceiveTickets
from shared.errors import Conflict, Forbidden, NotFound
from shared.testing.messages import deliver
from shared.testing.people import person
from workflow_api.assignment.models import AssignmentDecision
from workflow_api.audit.actors import Actor
from workflow_api.audit.models import AuditEvent
from workflow_api.roles.tests.factories import make_role
from workflow_api.tasks.models import Task, TaskEvent, TaskItem
from workflow_api.tasks.services.acting import act
from workflow_api.tasks.services.claiming import claim, release
from workflow_api.tasks.services.holding import hold, resume
from workflow_api.tasks.services.moving import move_to
from workflow_api.tasks.services.reopening import reopen
from workflow_api.tasks.tests.designs import deploy, step, way
from workflow_api.tasks.tests.world import make_payload

THREADS = 16
TASKS = int(os.environ.get("TTS_CROWD_TASKS", "60"))
ACTS = int(os.environ.get("TTS_CROWD_ACTS", "25"))
AGENTS = [person(n, f"agent{n}", "IT Support") for n in range(100, 108)]
ADMIN = person(1, "admin", "Admin")
KIND = {"category": "IT Support", "sub_category": "Shown"}
BUILT = {"IT Support": AGENTS, "Admin": [ADMIN], "Ticket Coordinator": []}


@pytest.fixture
def connections_for_all(transactional_db):
    """A connection for each thread; a service's process has fewer."""
    postgresql = connections["default"]
    assert isinstance(postgresql, DatabaseWrapper)
    pool = postgresql.settings_dict["OPTIONS"]["pool"]
    usual = pool["max_size"]
    postgresql.close_pool()
    pool["max_size"] = THREADS + 2
    yield
    postgresql.close_pool()
    pool["max_size"] = usual


@pytest.fixture
def crowd(connections_for_all):
    """Tasks at Look (one person) → Agree (two of three) → Mend → the end, with ways back."""
    for role, people in BUILT.items():
        make_role(role, *people)
    deploy(
        step("look"),
        step("agree", kind="approval", approvals_needed=2, approvers=3),
        step("mend", policy="least_loaded"),
        way("look", "done", "agree"),
        way("agree", "approve", "mend"),
        way("agree", "reject", "look"),
        way("mend", "return", "look"),
        way("mend", "done", None),
    )
    return _tasks()


def _tasks():
    tickets = [make_payload(f"HD-{n}", **KIND) for n in range(TASKS)]
    for start in range(0, TASKS, 500):
        message = ReceiveTickets(tickets=tickets[start : start + 500])
        deliver(message, headers={"source": "ticket_service"})
    return list(Task.objects.values_list("pk", flat=True))


def _act_at_random(chance, task_id):
    """One act of somebody on what they see; the name of what was done, or of the refusal."""
    task = Task.objects.get(pk=task_id)
    items = [item for item in task.items.all() if item.is_open]
    name, does, body, who = _choice(chance, task, items)
    by = {"task_id": task_id, "version": task.version, "caller": who, "actor": _actor(who)}
    try:
        does(**by, **body)
    except (Conflict, Forbidden, NotFound) as error:
        return type(error).__name__, task_id, task.version
    return name, task_id, task.version


def _choice(chance, task, items):
    if task.status == "completed":
        return "reopen", reopen, {"reason": "Again", "step": "look"}, ADMIN
    if task.status == "on_hold":
        return "resume", resume, {}, ADMIN
    item = chance.choice(items)
    if item.assignee_id is None:
        return "claim", claim, {}, chance.choice(AGENTS)
    lot = chance.random()
    if lot < 0.1:
        return "release", release, {"reason": "x"}, _agent(item)
    if lot < 0.15:
        return "hold", hold, {"reason": "x"}, ADMIN
    if lot < 0.2:
        there = "look" if task.current_step != "look" else "mend"
        return "move", move_to, {"step": there, "reason": "x"}, ADMIN
    keys = {"look": ["look-done"], "mend": ["mend-done", "mend-return"]}
    key = chance.choice(keys.get(task.current_step, ["agree-approve", "agree-reject"]))
    name = "vote" if task.current_step == "agree" else "act"
    return name, act, {"transition": key, "notes": "x"}, _agent(item)


def _agent(item):
    return next(who for who in AGENTS if who.id == item.assignee_id)


def _actor(who):
    return Actor(kind="person", id=who.id, name=who.full_name)


def _storm(task_ids):
    def work(number):
        chance = random.Random(number)
        # Few at a time, so that they meet.
        mine = [chance.choice(task_ids) for _ in range(ACTS)]
        try:
            return [_act_at_random(chance, task_id) for task_id in mine]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return [done for batch in pool.map(work, range(THREADS)) for done in batch]


REFUSALS = ("Conflict", "Forbidden", "NotFound")


@pytest.mark.django_db(transaction=True)
def test_sixteen_threads_leave_a_consistent_gapless_and_fair_history(crowd):
    done = _storm(crowd)

    won = [(task_id, seen) for name, task_id, seen in done if name not in REFUSALS]
    # Votes are about seats of their own.
    alone = [(task_id, seen) for name, task_id, seen in done if name not in (*REFUSALS, "vote")]
    assert len(alone) == len(set(alone)), "two acts succeeded on the same view of a task"
    assert len(won) > len(done) / 3
    _check_versions(Counter(task_id for task_id, _ in won))
    _check_items()
    _check_ledgers()
    _check_turns()


def _check_versions(wins):
    """Every act is one version, and every version has its lines of history and of audit."""
    for task in Task.objects.all():
        assert task.version == 1 + wins[task.pk]
    lines = TaskEvent.objects.values_list("task_id", "task_version").distinct()
    versions = {(t.pk, n) for t in Task.objects.all() for n in range(1, t.version + 1)}
    assert set(lines) == versions
    audited = Counter(AuditEvent.objects.exclude(task_id=None).values_list("task_id", flat=True))
    assert audited == Counter({t.pk: t.version for t in Task.objects.all()})


def _check_items():
    """Open tasks have open items at their step alone, finished ones none; nobody has two."""
    stray = TaskItem.objects.filter(closed_at=None).exclude(step_key=F("task__current_step"))
    assert not stray.exists()
    open_items = Counter(TaskItem.objects.filter(closed_at=None).values_list("task_id", flat=True))
    for task in Task.objects.all():
        assert bool(open_items[task.pk]) == task.is_open
    seated = TaskItem.objects.filter(closed_at=None, assignee_id__isnull=False)
    doubles = seated.values("task_id", "assignee_id").annotate(n=Count("pk")).filter(n__gt=1)
    assert not doubles.exists()


def _check_ledgers():
    for task in Task.objects.prefetch_related("sla_segments"):
        open_ones = [each for each in task.sla_segments.all() if each.ended_at is None]
        assert len(open_ones) == (1 if task.is_open else 0)
        if task.status == "on_hold":
            assert open_ones[0].kind == "paused"


def _check_turns():
    """Where nobody was skipped the turn goes round: shares differ by no more than the threads."""
    turns = AssignmentDecision.objects.filter(policy="round_robin", item__step_key="look")
    shares = Counter(turns.values_list("chosen_id", flat=True))
    assert set(shares) <= {who.id for who in AGENTS}
    assert max(shares.values()) - min(shares[who.id] for who in AGENTS) <= THREADS
