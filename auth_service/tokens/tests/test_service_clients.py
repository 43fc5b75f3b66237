"""Credentials of other programs: made, narrowed, exchanged and taken away by Admins."""

import pytest

from auth_service.audit.models import AuditEvent
from auth_service.tests.make import client_of, make_program
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
