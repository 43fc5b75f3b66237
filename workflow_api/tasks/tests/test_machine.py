"""The real services against a model written without them, over random workflows and acts.

`HYPOTHESIS_PROFILE=deep` searches for longer.
"""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from shared.errors import Conflict, DomainError
from shared.testing.people import person
from workflow_api.audit.actors import Actor
from workflow_api.engine.tests.strategies import runnable_documents
from workflow_api.roles.tests.factories import make_role
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.services import (
    acting,
    claiming,
    closing,
    holding,
    moving,
    reopening,
    waiting,
    waking,
)
from workflow_api.tasks.tests.model import ADMIN, OVER, Queue, Refused, TaskModel
from workflow_api.tasks.tests.reduced import steps_of, ways_of
from workflow_api.tasks.tests.told import concerned_by, last_told
from workflow_api.tasks.tests.world import receive
from workflow_api.workflows.tests.factories import make_deployed

# The calls are slow and many, which is the point.
CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
COMMON = settings(deadline=None, suppress_health_check=CHECKS, database=None)
PROFILES = {
    # Without making a failing case small, which takes minutes: that is for the deep one.
    "fast": settings(
        COMMON,
        max_examples=10,
        stateful_step_count=25,
        derandomize=True,
        phases=[Phase.generate],
    ),
    "deep": settings(COMMON, max_examples=400, stateful_step_count=60),
}
PEOPLE = {who.id: who for who in (person(n, f"agent{n}", "Agents") for n in (11, 12, 13, 14))}
PEOPLE[ADMIN] = person(ADMIN, "admin", "Admin")
MEMBERS = [who for who in PEOPLE if who != ADMIN]
WAYS = 11

anybody = st.sampled_from(sorted(PEOPLE))
tasks = st.integers(0, 2)
steps = st.integers(0, 4)


class Machine(RuleBasedStateMachine):
    """Three tasks of one workflow, worked on by four people and an admin."""

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.models: list[TaskModel] = []
        self.ids: list[int] = []

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    @initialize(
        document=runnable_documents(),
        amounts=st.lists(st.sampled_from([5, 50, 500]), min_size=3, max_size=3),
        senders=st.lists(st.sampled_from([None, *MEMBERS]), min_size=3, max_size=3),
    )
    def begin(self, document, amounts, senders):
        make_role("Agents", *(PEOPLE[who] for who in MEMBERS))
        make_deployed(**document)
        queue = Queue(MEMBERS)
        for number, (amount, sender) in enumerate(zip(amounts, senders, strict=True)):
            self._receive(number, amount, sender)
            model = TaskModel(steps_of(document), ways_of(document), queue, amount, sender)
            model.begin()
            self.models.append(model)

    def _receive(self, number, amount, sender):
        address = PEOPLE[sender].email if sender else "outside@example.com"
        kind = {"category": "A", "sub_category": "B"}
        receive(f"HD-{number}", amount=amount, requester_email=address, **kind)
        self.ids.append(Task.objects.latest("id").pk)

    # Acts

    @rule(task=tasks, who=anybody, way=st.integers(0, WAYS))
    def act_somehow(self, task, who, way):
        self._both(
            task, who, lambda m: m.act(who, f"w{way}"), acting.act, transition=f"w{way}", notes="x"
        )

    @rule(task=tasks, choice=st.integers(0, WAYS), as_admin=st.booleans())
    def act_sensibly(self, task, choice, as_admin):
        """Whoever has the work goes one of the ways there are: so something happens."""
        model = self.models[task]
        ways = [way["key"] for way in model.ways if way["from"] == model.step]
        key = ways[choice % len(ways)]
        had = [item.who for item in model.open() if item.who]
        who = had[choice % len(had)] if had and not as_admin else ADMIN
        self._both(task, who, lambda m: m.act(who, key), acting.act, transition=key, notes="x")

    @rule(task=tasks, who=anybody)
    def claim(self, task, who):
        self._both(task, who, lambda m: m.claim(who), claiming.claim)

    @rule(task=tasks, who=anybody)
    def release(self, task, who):
        self._both(task, who, lambda m: m.release(who), claiming.release, reason="")

    @rule(task=tasks)
    def hand_out(self, task):
        model, task_id = self.models[task], self.ids[task]
        waits = [item for item in model.open() if item.who is None and item.itself]
        model.hand_out()
        for _ in waits:
            waiting.assign(task_id)

    @rule(task=tasks, stops=st.booleans())
    def hold(self, task, stops):
        code = "other" if stops else "no_capacity"
        self._both(task, ADMIN, lambda m: m.hold(stops=stops), holding.hold, reason="x", code=code)

    @rule(task=tasks)
    def resume(self, task):
        self._both(task, ADMIN, lambda m: m.resume(), holding.resume)

    @rule(task=tasks)
    def let_a_hold_end(self, task):
        now = timezone.now()
        holds = Task.objects.get(pk=self.ids[task]).holds.filter(ended_at=None)
        holds.update(began_at=now - timedelta(hours=2), until=now - timedelta(hours=1))
        if self.models[task].state == "on_hold":
            self.models[task].resume()
        holding.lift(self.ids[task])

    @rule(task=tasks)
    def let_time_pass(self, task):
        items = TaskItem.objects.filter(task_id=self.ids[task], wakes_at__isnull=False)
        items.update(wakes_at=timezone.now() - timedelta(hours=1))
        self.models[task].wake()
        for item in items.values_list("pk", flat=True):
            waking.wake(item)

    @rule(task=tasks, step=steps)
    def move(self, task, step):
        key = self._step(task, step)
        self._both(task, ADMIN, lambda m: m.move(key), moving.move_to, step=key, reason="x")

    @rule(task=tasks, step=steps)
    def look_at_a_move(self, task, step):
        """A preview leaves everything as it is, whatever it says."""
        key = self._step(task, step)
        try:
            moving.preview(**self._by(task, ADMIN), step=key, reason="x")
        except DomainError:
            return

    @rule(task=tasks, step=steps)
    def reopen(self, task, step):
        key = self._step(task, step)
        self._both(task, ADMIN, lambda m: m.reopen(key), reopening.reopen, step=key, reason="x")

    @rule(task=tasks, really=st.integers(0, 4))
    def end(self, task, really):
        """Seldom, because little happens to a task that is closed or cancelled."""
        if really == 0:
            self._both(task, ADMIN, lambda m: m.close(), closing.close, reason="")
        if really == 1:
            self._both(task, ADMIN, lambda m: m.cancel(), closing.cancel, reason="x")

    @rule(task=tasks, behind=st.integers(1, 3))
    def act_on_an_old_view(self, task, behind):
        seen = self.models[task].version - behind
        with pytest.raises(Conflict) as refused:
            closing.cancel(**{**self._by(task, ADMIN), "version": seen}, reason="x")
        assert len(refused.value.details) >= min(behind, self.models[task].version - 1)

    # How both are asked, and compared

    def _step(self, task, number):
        keys = list(self.models[task].steps)
        return keys[number % len(keys)]

    def _by(self, task, who):
        return {
            "task_id": self.ids[task],
            "version": self.models[task].version,
            "caller": PEOPLE[who],
            "actor": Actor(kind="person", id=who, name=PEOPLE[who].full_name),
        }

    def _both(self, task, who, meant, does, **body):
        by = self._by(task, who)
        expected = _name_of_refusal(lambda: meant(self.models[task]))
        found = _name_of_refusal(lambda: does(**by, **body))
        assert found == expected

    @invariant()
    def tasks_are_as_the_model_says(self):
        for model, task_id in zip(self.models, self.ids, strict=True):
            task = Task.objects.get(pk=task_id)
            facts = (task.status, task.current_step, task.version, task.sla_cycle)
            assert facts == (model.state, model.step, model.version, model.cycle)
            found = [_seen(item) for item in task.items.order_by("id")]
            assert found == [(i.step, i.seat, i.who, i.state, i.by) for i in model.items]

    @invariant()
    def histories_have_no_gap(self):
        for model, task_id in zip(self.models, self.ids, strict=True):
            lines = Task.objects.get(pk=task_id).events.order_by("id")
            versions = list(lines.values_list("task_version", flat=True))
            assert versions == sorted(versions)
            assert set(versions) == set(range(1, model.version + 1))

    @invariant()
    def what_was_told_lets_the_same_people_see(self):
        for number, task_id in enumerate(self.ids):
            told = last_told(f"HD-{number}")
            for who in PEOPLE.values():
                anonymous = replace(who, email="")
                here = Task.objects.visible_to(anonymous).filter(pk=task_id).exists()
                assert here is concerned_by(told, anonymous)

    @invariant()
    def ledgers_have_no_gap(self):
        for model, task_id in zip(self.models, self.ids, strict=True):
            task = Task.objects.get(pk=task_id)
            segments = list(task.sla_segments.filter(cycle=task.sla_cycle).order_by("id"))
            ends = [segment.ended_at for segment in segments]
            assert ends[:-1] == [segment.started_at for segment in segments[1:]]
            assert (ends[-1] is None) == (model.state not in OVER)
            assert model.stopped == (segments[-1].kind == "paused" and ends[-1] is None)


def _name_of_refusal(act):
    """The name of the error that `act` ends with; empty when it succeeds."""
    try:
        with transaction.atomic():
            act()
    except Refused as refused:
        return str(refused)
    except DomainError as error:
        return type(error).__name__
    return ""


def _seen(item):
    state = "open" if item.closed_at is None else item.status
    return item.step_key, item.seat, item.assignee_id, state, item.closed_by_id


@pytest.mark.django_db
def test_tasks_behave_as_the_model_says():
    profile = PROFILES[os.environ.get("HYPOTHESIS_PROFILE", "fast")]

    run_state_machine_as_test(Machine, settings=profile)
