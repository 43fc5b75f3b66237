"""The audit can be read by the right people and changed by nobody."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from shared.context import bind_correlation
from shared.contracts.workflow import NoteFileAct
from shared.testing import make_client
from shared.testing.messages import deliver
from workflow_api.audit.actors import Actor
from workflow_api.audit.models import AuditEvent
from workflow_api.audit.services import record
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    COORDINATOR,
    MANAGER,
    NOOR,
    act,
    build_world,
    make_task,
)

pytestmark = pytest.mark.django_db


def make_event(**changes):
    record(
        **{
            "actor": Actor.system("test"),
            "action": "thing.changed",
            "object_type": "thing",
            "object_id": 1,
            **changes,
        }
    )
    return AuditEvent.objects.order_by("pk").last()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET reason = 'nothing happened'",
        "DELETE FROM audit_auditevent",
        "ALTER TABLE audit_auditevent ENABLE TRIGGER audit_no_truncate; TRUNCATE audit_auditevent",
    ],
)
def test_a_row_is_never_changed_or_removed(statement):
    make_event()

    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert AuditEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_the_transaction_of_a_change():
    with pytest.raises(RuntimeError):
        make_event()


def test_an_event_carries_the_correlation_of_its_request():
    correlation = str(uuid.uuid4())

    with bind_correlation(correlation):
        event = make_event()

    assert str(event.correlation_id) == correlation


def test_a_change_by_a_person_says_who_from_where_and_what():
    build_world()
    task = make_task()

    act(NOOR, task.pk, "diagnose-done", notes="A cable was loose")

    event = AuditEvent.objects.get(action="task.transition")
    assert (event.actor_kind, event.actor_id, event.actor_name) == ("person", NOOR.id, "Noor")
    assert event.before == {"status": "pending", "step": "diagnose"}
    assert event.after["step"] == "resolve"
    assert (event.reason, event.address) == ("A cable was loose", "127.0.0.1")


def test_admins_and_auditors_filter_the_audit():
    make_event(task_id=7)
    make_event(action="thing.removed")

    for who in (ADMIN, AUDITOR):
        client = make_client(who)
        assert len(client.get("/audit/?object_type=thing").json()["results"]) == 2
        assert len(client.get("/audit/?task_id=7").json()["results"]) == 1
        removed = client.get("/audit/?action=thing.removed").json()["results"]
        assert [event["action"] for event in removed] == ["thing.removed"]
        assert client.get("/audit/?start_date=2999-01-01T00:00:00Z").json()["results"] == []


@pytest.mark.parametrize("who", [ALICE, MANAGER, COORDINATOR, ANA])
def test_nobody_else_reads_it(who):
    assert make_client(who).get("/audit/").status_code == 403


@pytest.mark.parametrize("query", ["task_id=x", "start_date=yesterday", "colour=red"])
def test_a_bad_filter_is_refused_by_name(query):
    response = make_client(ADMIN).get(f"/audit/?{query}")

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == query.partition("=")[0]


def test_what_is_done_with_files_elsewhere_stands_in_the_sealed_audit_once():
    message_id, file_id, journey = uuid.uuid4(), str(uuid.uuid4()), str(uuid.uuid4())
    act = NoteFileAct(
        file_id=file_id,
        act="released",
        at="2026-11-21T20:30:00+00:00",
        ticket_number="HD-1",
        filename="letter.txt",
        sha256="9f" * 32,
        suspicion="Virus: Test",
        by_id=ADMIN.id,
        by_name="Ada Admin",
    )

    for _ in range(2):
        headers = {"message_id": str(message_id), "correlation_id": journey}
        deliver(act, headers=headers)

    event = AuditEvent.objects.get(object_type="file")
    assert (event.action, event.object_id, event.actor_id) == ("file.released", file_id, ADMIN.id)
    assert (event.after["ticket"], event.reason) == ("HD-1", "Virus: Test")
    assert str(event.correlation_id) == journey
