"""The views that everybody has, and their counts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.workflow import NoteMentions
from shared.testing import make_client
from shared.testing.messages import deliver
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    BOB,
    BUDGET,
    COORDINATOR,
    NOOR,
    STRANGER,
    act,
    build_world,
    make_task,
    receive,
)
from workflow_api.views.builtin import VIEWS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def listed(who, view):
    response = make_client(who).get(f"/tasks/?view={view}&page_size=100")
    assert response.status_code == 200, response.json()
    return {task["ticket_number"] for task in response.json()["results"]}


def counted(who):
    body = make_client(who).get("/views/counts/").json()
    assert body.pop("saved") == {}
    return body


def release(who, task):
    make_client(who).post(f"/tasks/{task.pk}/release/", {})


def test_mine_is_what_waits_for_me():
    receive("MINE", **ACCESS)
    receive("OTHERS", **ACCESS)

    assert (listed(ALICE, "mine"), listed(BOB, "mine")) == ({"MINE"}, {"OTHERS"})


def test_unassigned_is_what_my_roles_may_claim():
    release(ALICE, make_task("FREE", **ACCESS))

    assert listed(BOB, "unassigned") == listed(ADMIN, "unassigned") == {"FREE"}
    assert listed(NOOR, "unassigned") == set()


def test_waiting_is_what_stands_still_under_my_hand_or_eye():
    held = make_task("HELD", **ACCESS)
    receive("RUNNING", **BUDGET)
    make_client(COORDINATOR).post(f"/tasks/{held.pk}/hold/", {"reason": "Holidays"})

    assert listed(ALICE, "waiting") == listed(COORDINATOR, "waiting") == {"HELD"}
    assert listed(ADMIN, "waiting") == set()


def test_mentioned_and_watching_are_what_i_follow():
    watched = make_task("WATCHED", **ACCESS)
    receive("NET")
    make_client(BOB).put(f"/tasks/{watched.pk}/watch/")
    deliver(
        NoteMentions(ticket_number="NET", comment_id=1, by_name="Noor", user_ids=[BOB.id]),
        headers={"source": "messaging_service"},
    )

    assert listed(BOB, "watching") == {"WATCHED"}
    assert listed(BOB, "mentioned") == {"NET"}
    assert listed(ALICE, "watching") == listed(ALICE, "mentioned") == set()


def test_at_risk_and_breached_say_what_the_clock_says():
    risky = make_task("RISKY")
    Task.objects.filter(pk=risky.pk).update(sla_at_risk_at=risky.created_at)
    receive("LATE", created_at="2026-01-01T00:00:00Z")
    receive("FRESH")

    for view in ("at_risk", "breached"):
        by_clock = make_client(NOOR).get(f"/tasks/?sla_state={view}").json()["results"]
        assert listed(NOOR, view) == {task["ticket_number"] for task in by_clock}
    assert listed(NOOR, "breached") == {"LATE"}


def test_done_is_what_i_did_in_the_last_week():
    task, old = make_task("DONE", **ACCESS), make_task("OLD", **ACCESS)
    act(ALICE, task.pk, "verify-done")
    act(BOB, old.pk, "verify-done")
    week_ago = timezone.now() - timedelta(days=7, minutes=1)
    TaskItem.objects.filter(task=old, status="done").update(closed_at=week_ago)

    assert listed(ALICE, "done") == {"DONE"}
    assert listed(BOB, "done") == set()


def test_the_counts_are_those_of_the_lists():
    release(ALICE, make_task("FREE", **ACCESS))
    held = make_task("HELD")
    make_client(ADMIN).post(f"/tasks/{held.pk}/hold/", {"reason": "Holidays"})
    receive("LATE", **ACCESS, created_at="2026-01-01T00:00:00Z")
    act(NOOR, make_task("DONE").pk, "diagnose-done")

    for who in (ADMIN, ALICE, BOB, NOOR, COORDINATOR, STRANGER):
        assert counted(who) == {view: len(listed(who, view)) for view in VIEWS}, who.username


def test_counting_takes_two_statements_however_much_there_is(django_assert_num_queries):
    client = make_client(NOOR)
    client.get("/views/counts/")
    for number in range(5):
        receive(f"HD-{number}")

    # One for the saved views there are, one for all counts.
    with django_assert_num_queries(2):
        assert client.get("/views/counts/").json()["mine"] == 5


def test_an_unknown_view_is_refused_by_name():
    response = make_client(ALICE).get("/tasks/?view=everything")

    assert response.json()["details"][0]["field"] == "view"
