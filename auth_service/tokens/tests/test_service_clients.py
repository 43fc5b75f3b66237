"""Credentials of other programs: made, narrowed, exchanged and taken away by Admins."""

import pytest

from auth_service.audit.models import AuditEvent
from auth_service.tests.make import bearer, client_of, make_program, program
from shared.testing import make_client

CLIENTS = "/api/v1/service-clients/"
BODY = {"client_id": "reporting", "scopes": ["users.read"]}


@pytest.fixture
def admin(world):
    return client_of(world.admin)


def scopes_for(client_id, secret):
    body = {"client_id": client_id, "client_secret": secret}
    response = make_client().post("/token/service/", body)
    return response.json()["scopes"] if response.status_code == 200 else response.status_code


def test_a_new_program_signs_in_with_the_secret_shown_once(admin):
    response = admin.post(CLIENTS, BODY)

    made = response.json()
    assert (response.status_code, response.headers["Cache-Control"]) == (201, "no-store")
    assert scopes_for("reporting", made["client_secret"]) == ["users.read"]
    assert "client_secret" not in admin.get(CLIENTS).json()["results"][0]
    assert made["client_secret"] not in str(list(AuditEvent.objects.values()))
    assert admin.post(CLIENTS, BODY).status_code == 409


def test_scopes_and_state_can_change(admin):
    secret = admin.post(CLIENTS, BODY).json()["client_secret"]
    path = f"{CLIENTS}reporting/"

    assert admin.patch(path, {"scopes": ["roles.read"]}).json()["scopes"] == ["roles.read"]
    assert scopes_for("reporting", secret) == ["roles.read"]
    admin.patch(path, {"is_active": False})

    assert scopes_for("reporting", secret) == 401


def test_after_a_rotation_the_old_secret_gives_no_tokens(admin):
    old = admin.post(CLIENTS, BODY).json()["client_secret"]

    new = admin.post(f"{CLIENTS}reporting/rotate/").json()["client_secret"]

    assert (scopes_for("reporting", old), scopes_for("reporting", new)) == (401, ["users.read"])
    actions = AuditEvent.objects.filter(object_type="service_client").order_by("pk")
    assert [e.action for e in actions] == ["service_client.created", "service_client.rotated"]


def test_with_an_overlap_the_old_secret_works_until_it_ends(admin, clock):
    old = admin.post(CLIENTS, BODY).json()["client_secret"]

    rotated = admin.post(f"{CLIENTS}reporting/rotate/", {"overlap_seconds": 60}).json()

    assert scopes_for("reporting", old) == ["users.read"]
    assert scopes_for("reporting", rotated["client_secret"]) == ["users.read"]
    clock.advance(seconds=61)
    assert scopes_for("reporting", old) == 401
    assert scopes_for("reporting", rotated["client_secret"]) == ["users.read"]


@pytest.mark.parametrize(
    ("method", "path", "body", "told"),
    [
        ("patch", "", {"is_active": False}, True),
        ("patch", "", {"scopes": ["roles.read"]}, True),
        ("patch", "", {"scopes": ["users.read"]}, False),
        ("post", "rotate/", {}, True),
        ("post", "rotate/", {"overlap_seconds": 60}, False),
    ],
)
def test_what_ends_a_programs_tokens_is_told_to_every_service(admin, method, path, body, told):
    secret = admin.post(CLIENTS, BODY).json()["client_secret"]
    credentials = {"client_id": "reporting", "client_secret": secret}
    token = make_client().post("/token/service/", credentials).json()["access_token"]

    getattr(admin, method)(f"{CLIENTS}reporting/{path}", body)

    heard = program("ticket_service", "revocations.read").get("/api/v1/revocations/").json()
    assert [each["client_id"] for each in heard["clients"]] == ["reporting"] * told
    assert bearer(token).get("/api/v1/users/internal/?ids=1").status_code == (401 if told else 200)


def test_a_newer_state_is_not_overwritten(admin):
    admin.post(CLIENTS, BODY)
    path, seen = f"{CLIENTS}reporting/", {"If-Match": '"1"'}

    first = admin.patch(path, {"scopes": ["roles.read"]}, headers=seen)
    late = admin.patch(path, {"is_active": False}, headers=seen)

    assert (first.status_code, late.status_code, late["ETag"]) == (200, 412, '"2"')


def test_the_clients_of_our_own_services_follow_the_deployment(admin):
    make_program("workflow_api", "users.read")

    assert admin.patch(f"{CLIENTS}workflow_api/", {"is_active": False}).status_code == 409
    assert admin.post(f"{CLIENTS}workflow_api/rotate/").status_code == 409


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"client_id": "With Blanks"}, "client_id"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes.0"),
        ({"client_secret": "mine"}, "client_secret"),
    ],
)
def test_a_malformed_wish_is_refused_by_field(admin, changes, field):
    response = admin.post(CLIENTS, {**BODY, **changes})

    assert (response.status_code, response.json()["details"][0]["field"]) == (400, field)


def test_only_admins_change_them_and_auditors_see_them(world):
    auditor, agent = client_of(world.auditor), client_of(world.agent)

    assert auditor.get(CLIENTS).status_code == 200
    assert auditor.post(CLIENTS, BODY).status_code == 403
    assert auditor.patch(f"{CLIENTS}reporting/", {}).status_code == 403
    assert agent.get(CLIENTS).status_code == 403


def test_an_unknown_program_is_not_found(admin):
    assert admin.patch(f"{CLIENTS}nobody/", {}).status_code == 404
