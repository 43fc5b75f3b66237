"""Whose affair a ticket is, ticket_service hears with each status: those who see it here."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.contracts.status import UpdateStatus
from shared.contracts.workflow import NoteMentions
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.messages import deliver, outbox_messages
from workflow_api.roles.models import RoleMember
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.coordinating import coordinate_waiting
from workflow_api.tasks.services.returning import return_departed
from workflow_api.tasks.tests.directing import patch, post
from workflow_api.tasks.tests.told import concerned_by, last_told
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    BOB,
    CARL,
    CHECK_IN,
    COORDINATOR,
    ELSA,
    NOOR,
    SAM,
    STAFF,
    STRANGER,
    act,
    build_world,
    join,
    make_task,
    receive,
)
from workflow_api.tickets.selectors import tickets

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def mention(*people, number="HD-1"):
    message = NoteMentions(
        ticket_number=number, comment_id=7, by_name="Alice", user_ids=[who.id for who in people]
    )
    deliver(message, headers={"source": "messaging_service"})


def agree(number="HD-1"):
    """What was told lets see whom this service lets see; nobody of them asked for the ticket."""
    told = last_told(number)
    for who in (*STAFF, STRANGER):
        here = tickets(who).filter(ticket_number=number).exists()
        assert here is concerned_by(told, who), who.username


def transferred(task):
    post(ALICE, task, "transfer/", to_role="Network Engineer", reason="Ill")


def passed_on(task):
    act(ALICE, task.pk, "verify-done", notes="As agreed")


def ended(task):
    passed_on(task)
    act(SAM, task.pk, "approve-reject", notes="No")


def cancelled(task):
    assert patch(ADMIN, task, status="cancelled", notes="Gone").status_code == 200


def addressed(task):
    mention(NOOR, STRANGER)


def addressed_before_it_went_on(task):
    mention(ELSA)
    passed_on(task)


def released(task):
    assert post(ALICE, task, "release/", reason="Ill").status_code == 200


def held(task):
    assert post(COORDINATOR, task, "hold/", reason="Wait").status_code == 200


def of_another_kind(task):
    """Nobody has begun: the ticket starts anew, with other people."""
    receive("HD-1", **CHECK_IN)


def nobodys(task):
    """As `of_another_kind`, but no workflow takes it."""
    receive("HD-1", category="Nothing", sub_category="Known")


WAYS = [
    *(transferred, passed_on, ended, cancelled, addressed, addressed_before_it_went_on),
    *(released, held, of_another_kind, nobodys),
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_is_told_lets_the_same_people_see_a_ticket(way):
    task = make_task(**ACCESS)
    agree()

    way(task)

    agree()


def test_the_beginning_tells_queue_and_coordinator():
    make_task(**ACCESS)

    told = last_told("HD-1")

    assert (told.coordinator_id, told.queue_roles) == (COORDINATOR.id, ["IT Support"])
    assert (told.participants, told.mentioned) == ([ALICE.id], [])


def test_who_coordinates_from_now_on_is_told():
    RoleMember.objects.filter(user_id=COORDINATOR.id).update(is_active=False)
    make_task(**ACCESS)
    assert last_told("HD-1").coordinator_id is None
    RoleMember.objects.filter(user_id=COORDINATOR.id).update(is_active=True)

    coordinate_waiting()

    assert last_told("HD-1").coordinator_id == COORDINATOR.id
    agree()


def test_whose_work_was_taken_over_still_sees_it():
    make_task(**ACCESS)
    join(ALICE, "IT Support", version=2, is_active=False)

    return_departed()

    assert BOB.id in {(last_told("HD-1").assignee or {}).get("id")}
    agree()


def test_a_mention_is_told_at_the_version_that_is():
    task = make_task(**ACCESS)

    mention(NOOR)

    told = last_told("HD-1")
    assert (told.version, told.mentioned) == (task.version, [NOOR.id])
    assert told.status == "open"


def test_everything_can_be_told_again():
    make_task(**ACCESS)
    ended_task = make_task("HD-2", **CHECK_IN)
    act(CARL, ended_task.pk, "inspect-done")
    act(CARL, ended_task.pk, "record-done")
    before = {number: last_told(number) for number in ("HD-1", "HD-2")}
    OutboxMessage.objects.all().delete()

    call_command("tell_statuses")

    assert {m.ticket_id: m for m in outbox_messages(UpdateStatus)} == before
    OutboxMessage.objects.all().delete()
    call_command("tell_statuses", "--open")
    assert [m.ticket_id for m in outbox_messages(UpdateStatus)] == ["HD-1"]


def test_a_status_costs_one_statement_more_however_long_the_story():
    task = make_task(**ACCESS)
    with CaptureQueriesContext(connection) as queries:
        make_client(ALICE).post(
            f"/tasks/{task.pk}/transition/",
            {"transition": "verify-done", "notes": "x", "version": Task.objects.get().version},
        )

    asked = [q["sql"] for q in queries if "UNION" in q["sql"] and "following_mention" in q["sql"]]
    assert len([sql for sql in asked if "'works'" in sql]) == 1
