"""Every way of losing access is told to the other services, without a gap."""

import threading

import pytest
from django.db import connection, transaction

from auth_service.revocations.models import Revocation
from auth_service.revocations.services import refuse_older_tokens
from auth_service.tests.make import (
    bearer,
    client_of,
    make_person,
    make_program,
    make_world,
    program,
    role,
    sign_in,
)
from auth_service.tokens.models import Session
from shared.testing import make_client

REVOCATIONS = "/api/v1/revocations/"


@pytest.fixture
def service(world):
    return program("workflow_api", "revocations.read")


def told(service, since=0):
    response = service.get(REVOCATIONS, {"since": since})
    assert response.status_code == 200, response.json()
    return response.json()


def sids(user):
    return {session.pk.hex for session in Session.objects.filter(user=user)}


def told_sids(service):
    return {session["sid"] for session in told(service)["sessions"]}


def by_signing_out(world, pair):
    make_client().post("/logout/", {"refresh": pair["refresh"]})


def by_deactivation(world, pair):
    body = {"is_active": False}
    client_of(world.admin).patch(f"/api/v1/users/{world.agent.pk}/", body)


def by_deletion(world, pair):
    client_of(world.admin).delete(f"/api/v1/users/{world.agent.pk}/")


def by_a_new_password(world, pair):
    body = {"password": "violet-tractor-42"}
    client_of(world.admin).patch(f"/api/v1/users/{world.agent.pk}/", body)


def by_ending_the_sessions(world, pair):
    client_of(world.admin).delete(f"/api/v1/users/{world.agent.pk}/sessions/")


@pytest.mark.parametrize(
    "happens",
    [
        by_signing_out,
        by_deactivation,
        by_deletion,
        by_a_new_password,
        by_ending_the_sessions,
    ],
)
def test_the_end_of_a_session_is_told(world, service, happens):
    happens(world, sign_in("maria.reyes"))

    assert told_sids(service) == sids(world.agent)


def test_a_reused_refresh_token_ends_the_session_everywhere(world, service, clock):
    refresh = sign_in("maria.reyes")["refresh"]
    make_client().post("/token/refresh/", {"refresh": refresh})
    clock.advance(seconds=11)

    make_client().post("/token/refresh/", {"refresh": refresh})

    assert told_sids(service) == sids(world.agent)


def test_a_lost_role_outdates_tokens_and_ends_no_session(world, service):
    pair = sign_in("maria.reyes")
    assignment = world.agent.assignments.get()

    client_of(world.admin).delete(f"/api/v1/user-roles/{assignment.pk}/")

    assert told(service)["sessions"] == []
    [person] = told(service)["people"]
    assert (person["user_id"], person["token_version"]) == (world.agent.pk, 2)
    response = bearer(pair["access"]).get("/api/v1/users/me/")
    assert (response.status_code, response.json()["code"]) == (401, "TOKEN_EXPIRED")
    renewed = make_client().post("/token/refresh/", {"refresh": pair["refresh"]}).json()
    assert bearer(renewed["access"]).get("/api/v1/users/me/").json()["roles"] == []


def test_a_deactivated_role_outdates_the_tokens_of_all_who_hold_it(world, service):
    other = make_person("noor.haddad", "IT Support")

    client_of(world.admin).delete(f"/api/v1/roles/{role('IT Support').pk}/")

    assert {p["user_id"] for p in told(service)["people"]} == {world.agent.pk, other.pk}


def test_only_what_is_new_since_the_cursor_is_told(world, service):
    refuse_older_tokens([(1, 2)])
    cursor = told(service)["cursor"]
    # In this test's own transaction everything has one number: nothing may be left out.
    assert told(service, since=cursor)["people"]
    assert told(service, since=cursor - 1)["people"]


def test_a_cursor_of_another_database_is_answered_with_everything(world, service):
    refuse_older_tokens([(1, 2)])

    assert len(told(service, since=2**62)["people"]) == 1


def test_what_no_token_can_concern_is_neither_told_nor_kept(world, service, clock):
    refuse_older_tokens([(1, 2)])
    clock.advance(minutes=21)
    assert told(service)["people"] == []

    refuse_older_tokens([(3, 2)])

    assert Revocation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_revocation_that_commits_late_is_told_although_a_later_one_was_told_before():
    make_world()
    make_program("workflow_api", "revocations.read")
    service = program("messaging_service", "revocations.read")
    begun, go_on = threading.Event(), threading.Event()

    def slowly():
        with transaction.atomic():
            refuse_older_tokens([(1, 2)])
            begun.set()
            go_on.wait(timeout=10)
        connection.close()

    slow = threading.Thread(target=slowly)
    slow.start()
    begun.wait(timeout=10)
    refuse_older_tokens([(2, 2)])
    first = told(service)
    go_on.set()
    slow.join(timeout=10)

    second = told(service, since=first["cursor"])

    assert [p["user_id"] for p in first["people"]] == [2]
    assert 1 in {p["user_id"] for p in second["people"]}


def test_people_and_services_without_the_scope_are_refused(world):
    for client in (client_of(world.admin), program("stranger", "users.read")):
        assert client.get(REVOCATIONS).status_code == 403
    assert make_client().get(REVOCATIONS).status_code == 401


@pytest.mark.parametrize("query", ["since=x", "since=-1", f"since={2**63}", "from=1"])
def test_a_bad_cursor_is_refused_by_name(service, query):
    response = service.get(f"{REVOCATIONS}?{query}")

    assert response.json()["details"][0]["field"] == query.partition("=")[0]
