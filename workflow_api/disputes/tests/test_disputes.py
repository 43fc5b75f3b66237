"""A team disputes what the clock of its task counts, and somebody who may adjust it decides."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.dateparse import parse_datetime

from shared.testing import make_client
from workflow_api.audit.models import AuditEvent
from workflow_api.disputes.models import Dispute
from workflow_api.sla.models import SlaSegment
from workflow_api.sla.services import scan
from workflow_api.sla.tests.world import HOUR, due_of, let_pass, make_task_sent, sla_of
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    COORDINATOR,
    NOOR,
    act,
    build_world,
    person_of,
)

pytestmark = pytest.mark.django_db
WHY = "The building was closed"


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def post(who, task, path, **body):
    seen = Task.objects.get(pk=task.pk).version
    return make_client(who).post(f"/tasks/{task.pk}/sla/disputes/{path}", {"version": seen, **body})


def lines(task):
    return sla_of(task)["segments"]


def dispute(task, who=NOOR, line=0):
    return post(who, task, "", segment_id=lines(task)[line]["id"], reason=WHY)


def decide(task, who=COORDINATOR, *, accepted=True):
    path = f"{Dispute.objects.latest('id').pk}/decision/"
    return post(who, task, path, accepted=accepted, reason="The doorman confirms it")


def test_what_is_disputed_counts_until_somebody_decides():
    task = make_task_sent(3 * HOUR)
    due = due_of(task)

    answer = dispute(task)

    assert answer.status_code == 201
    first, second = answer.json()["segments"]
    assert first["dispute"]["state"] == "open"
    assert (first["dispute"]["reason"], first["dispute"]["raised_by_name"]) == (WHY, "Noor")
    assert (first["counts"], second["kind"], second["ended_at"]) == (True, "running", None)
    assert due_of(task) == due


def test_what_is_accepted_is_not_counted_and_the_deadline_follows():
    task = make_task_sent(3 * HOUR)
    due = due_of(task)
    dispute(task)

    answer = decide(task).json()

    first = answer["segments"][0]
    assert (first["counts"], first["used_seconds"]) == (False, 0)
    assert first["dispute"]["decided_by_name"] == COORDINATOR.full_name
    later = due_of(task) - due
    assert timedelta(hours=3) <= later < timedelta(hours=3, minutes=1)
    assert 3 * 3600 <= answer["excluded_seconds"] < 3 * 3600 + 60
    assert answer["used_seconds"] < 60


def test_what_is_refused_goes_on_counting():
    task = make_task_sent(3 * HOUR)
    due = due_of(task)
    dispute(task)

    answer = decide(task, accepted=False).json()

    assert answer["segments"][0]["dispute"]["state"] == "refused"
    assert due_of(task) == due
    assert answer["excluded_seconds"] == 0


def test_a_breach_is_healed_and_the_next_one_is_told_once():
    task = make_task_sent(9 * HOUR)
    scan()
    dispute(task)

    healed = decide(task).json()["state"]
    scan()
    let_pass(task, 8 * HOUR)
    scan()

    assert healed == "ok"
    assert task.events.filter(kind="sla_breach").count() == 2


def test_a_finished_task_that_was_late_is_not_late_any_more():
    task = make_task_sent(9 * HOUR)
    for transition in ("diagnose-done", "resolve-done"):
        act(NOOR, task.pk, transition)
    act(person_of(task.items.get(closed_at=None)), task.pk, "confirm-done")
    was = sla_of(task)["state"]
    dispute(task)

    now = decide(task, ADMIN).json()["state"]

    assert (was, now) == ("breached", "ok")
    assert Task.objects.get(pk=task.pk).next_rung_at is None


def test_time_that_was_taken_can_be_disputed_as_well():
    task = make_task_sent(HOUR)
    due = due_of(task)
    body = {"seconds": -3600, "reason": "It was promised earlier"}
    make_client(COORDINATOR).post(f"/tasks/{task.pk}/sla/adjust/", body)
    dispute(task, line=1)

    decide(task)

    assert due_of(task) == due


def test_history_and_audit_keep_both():
    task = make_task_sent(HOUR)
    dispute(task)
    decide(task)

    texts = [event.summary for event in task.events.order_by("id")][-2:]
    assert texts[0].startswith("Noor disputed what the clock counts since")
    assert texts[1] == "Coordinator accepted what Noor disputed"
    kept = AuditEvent.objects.filter(action__startswith="sla_dispute.").order_by("id")
    assert [(each.action, each.reason) for each in kept] == [
        ("sla_dispute.raised", WHY),
        ("sla_dispute.accepted", "The doorman confirms it"),
    ]


@pytest.mark.parametrize(
    ("who", "code"),
    [(NOOR, 201), (ADMIN, 201), (COORDINATOR, 201), (AUDITOR, 403), (ANA, 403), (ALICE, 404)],
)
def test_those_who_work_on_a_task_dispute_its_clock(who, code):
    assert dispute(make_task_sent(HOUR), who).status_code == code


@pytest.mark.parametrize(
    ("who", "code"), [(COORDINATOR, 200), (ADMIN, 200), (NOOR, 403), (ANA, 403), (ALICE, 404)]
)
def test_those_who_may_adjust_a_clock_decide(who, code):
    task = make_task_sent(HOUR)
    dispute(task)

    assert decide(task, who).status_code == code


def test_nobody_decides_about_a_dispute_of_their_own():
    task = make_task_sent(HOUR)
    dispute(task, COORDINATOR)

    answer = decide(task, COORDINATOR)

    assert answer.status_code == 403
    assert answer.json()["error"] == "Somebody else decides about a dispute of yours"


def test_a_line_is_disputed_once_and_decided_once():
    task = make_task_sent(HOUR)
    dispute(task)
    decide(task, accepted=False)

    again, twice = dispute(task), decide(task)

    assert (again.status_code, twice.status_code) == (409, 409)
    assert "disputed it already: refused" in again.json()["error"]


def test_a_pause_and_a_line_of_another_task_cannot_be_disputed():
    task, other = make_task_sent(HOUR), make_task_sent(HOUR, "HD-2")
    make_client(COORDINATOR).post(f"/tasks/{task.pk}/hold/", {"reason": "Later"})

    pause = dispute(task, line=1)
    foreign = post(NOOR, task, "", segment_id=lines(other)[0]["id"], reason=WHY)

    for answer in (pause, foreign):
        assert answer.status_code == 400
        assert answer.json()["details"][0]["field"] == "segment_id"


def test_a_stale_dispute_is_refused():
    task = make_task_sent(HOUR)
    dispute(task)

    stale = post(NOOR, task, "", segment_id=lines(task)[1]["id"], reason=WHY, version=1)

    assert stale.status_code == 409
    assert "disputed" in stale.json()["details"][0]["message"]


def test_the_flags_say_who_may():
    task = make_task_sent(HOUR)

    flags = {
        who.username: (shown["may_dispute"], shown["may_decide"])
        for who in (NOOR, COORDINATOR, AUDITOR)
        for shown in [sla_of(task, who)]
    }

    assert flags == {"noor": (True, False), "coordinator": (True, True), "auditor": (False, False)}


def test_the_due_time_is_the_same_wherever_it_is_shown():
    task = make_task_sent(3 * HOUR)
    dispute(task)
    due = decide(task).json()["deadline"]

    detail = make_client(ADMIN).get(f"/tasks/{task.pk}/").json()["sla_deadline"]

    assert parse_datetime(detail) == parse_datetime(due) == due_of(task)


def test_the_database_lets_no_pause_be_left_out():
    task = make_task_sent(HOUR)
    make_client(COORDINATOR).post(f"/tasks/{task.pk}/hold/", {"reason": "Later"})

    with pytest.raises(IntegrityError, match="sla_every_pause_counts"), transaction.atomic():
        SlaSegment.objects.filter(task=task, kind="paused").update(counts=False)
