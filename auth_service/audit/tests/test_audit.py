"""The audit can be read by the right people and changed by nobody."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from auth_service.audit.models import AuditEvent
from auth_service.audit.services import record
from auth_service.tests.make import PASSWORD, browser, client_of, make_person, own_page, sign_in
from shared.testing import make_client

AUDIT = "/api/v1/audit/"


def make_event(action="thing.changed", **changes):
    record(**{"action": action, "object_type": "thing", "object_id": 1, **changes})
    return AuditEvent.objects.order_by("pk").last()


def shown(client, query=""):
    response = client.get(f"{AUDIT}?{query}")
    assert response.status_code == 200, response.json()
    return response.json()["results"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET reason = 'nothing happened'",
        "DELETE FROM audit_auditevent",
        "ALTER TABLE audit_auditevent ENABLE TRIGGER audit_no_truncate; TRUNCATE audit_auditevent",
    ],
)
def test_a_row_is_never_changed_or_removed(db, statement):
    make_event()
    written = list(AuditEvent.objects.values())

    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert list(AuditEvent.objects.values()) == written


@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_the_role_of_the_processes_may_not_even_try(db, right):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('auth_app', 'audit_auditevent', 'INSERT'),"
            " has_table_privilege('auth_app', 'audit_auditevent', %s)",
            [right],
        )
        assert cursor.fetchone() == (True, False)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_the_transaction_of_a_change():
    with pytest.raises(RuntimeError):
        make_event()


def test_signing_in_says_who_from_where_and_with_what(world):
    correlation = str(uuid.uuid4())

    sign_in("maria.reyes", **{"X-Correlation-ID": correlation, "User-Agent": "curl"})

    event = AuditEvent.objects.get(action="sign_in.succeeded")
    assert (event.actor_kind, event.actor_id) == ("person", world.agent.pk)
    assert (event.address, event.user_agent) == ("127.0.0.1", "curl")
    assert str(event.correlation_id) == correlation


def test_a_failed_sign_in_is_kept_without_what_was_typed(world):
    for name in ("maria.reyes", "my-secret-by-mistake"):
        make_client().post("/token/", {"username": name, "password": "wrong-" + PASSWORD})

    known, unknown = AuditEvent.objects.filter(action="sign_in.failed").order_by("pk")
    assert (known.object_type, known.object_id) == ("person", str(world.agent.pk))
    assert (known.actor_kind, known.actor_id) == ("nobody", None)
    assert unknown.object_type == "account"
    assert "my-secret-by-mistake" not in str(list(AuditEvent.objects.values()))


def test_a_refresh_token_used_twice_is_kept(world, clock):
    refresh = sign_in("maria.reyes")["refresh"]
    make_client().post("/token/refresh/", {"refresh": refresh})
    clock.advance(seconds=11)

    make_client().post("/token/refresh/", {"refresh": refresh})

    event = AuditEvent.objects.get(action="refresh_token.reused")
    assert event.object_id == str(world.agent.pk)


def test_admins_and_auditors_filter_the_audit(world):
    make_event()
    make_event("thing.removed", object_type="person", object_id=world.agent.pk)

    for who in (world.admin, world.auditor):
        client = client_of(who)
        assert [e["action"] for e in shown(client, "action=thing.")] == [
            "thing.removed",
            "thing.changed",
        ]
        about = shown(client, f"user_id={world.agent.pk}")
        assert [e["action"] for e in about] == ["thing.removed", "role.granted"]
        own = shown(client, f"actor_id={who.pk}&action=sign_in")
        assert own[0]["action"] == "sign_in.succeeded"
        assert shown(client, "start_date=2999-01-01T00:00:00Z") == []


def test_nobody_else_reads_it(world):
    for who in (world.agent, make_person("mona.ager", "Manager")):
        assert client_of(who).get(AUDIT).status_code == 403
    assert make_client().get(AUDIT).status_code == 401


@pytest.mark.parametrize(
    "query", ["address=here", "user_id=x", "start_date=yesterday", "colour=red", "correlation_id=1"]
)
def test_a_bad_filter_is_refused_by_name(world, query):
    response = client_of(world.admin).get(f"{AUDIT}?{query}")

    assert response.status_code == 400
    assert response.json()["details"][0]["field"] == query.partition("=")[0]


def test_the_list_costs_a_constant_number_of_queries(world, django_assert_num_queries):
    client = client_of(world.admin)
    for _ in range(30):
        make_event()

    shown(client)

    with django_assert_num_queries(4):
        assert len(shown(client, "page_size=30")) == 30


def test_a_person_with_cookies_is_named_too(world):
    client = browser("admin")
    make = {"system": "TTS", "name": "Archivist"}

    client.post("/api/v1/roles/", make, headers=own_page(client))

    event = AuditEvent.objects.filter(action="role.created").latest("pk")
    assert (event.actor_id, event.after["role"]) == (world.admin.pk, "Archivist")
