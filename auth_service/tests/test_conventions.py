"""Repeating and overwriting over HTTP: idempotency keys and preconditions."""

import pytest

from auth_service.access.models import Role
from auth_service.accounts.models import User
from auth_service.tests.make import client_of, role

PERSON = {
    "username": "zoe.lind",
    "email": "zoe.lind@example.com",
    "full_name": "Zoë Lind",
    "password": "violet-tractor-42",
}


@pytest.fixture
def admin(world):
    return client_of(world.admin)


def twice(client, path, body):
    headers = {"Idempotency-Key": "form-1"}
    first, again = (client.post(path, body, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    return client.post(path, {**body, "description": "another"}, headers=headers)


def test_a_person_is_added_once_however_often_the_form_is_sent(admin):
    assert twice(admin, "/api/v1/users/", PERSON).status_code == 422
    assert User.objects.filter(username="zoe.lind").count() == 1


def test_a_role_is_made_once(admin):
    assert twice(admin, "/api/v1/roles/", {"system": "TTS", "name": "Clerk"}).status_code == 422
    assert Role.objects.filter(name="Clerk").count() == 1


def test_a_role_is_given_once(admin, world):
    body = {"user_id": world.agent.pk, "role_id": role("Manager").pk}
    assert twice(admin, "/api/v1/user-roles/", body).status_code == 422


def test_a_newer_description_of_a_system_is_not_overwritten(admin, world):
    path = f"/api/v1/systems/{role('Admin').system_id}/"
    seen = {"If-Match": admin.get(path)["ETag"]}

    first = admin.patch(path, {"description": "First"}, headers=seen)
    late = admin.patch(path, {"description": "Late"}, headers=seen)

    assert (first.status_code, late.status_code) == (200, 412)
    assert late["ETag"] == first["ETag"] != seen["If-Match"]
    assert admin.get(path).json()["description"] == "First"


@pytest.mark.parametrize("kind", ["users", "roles"])
def test_a_newer_state_is_not_overwritten(admin, world, kind):
    pk = (
        world.agent.pk
        if kind == "users"
        else admin.post("/api/v1/roles/", {"system": "TTS", "name": "Clerk"}).json()["id"]
    )
    path, field = f"/api/v1/{kind}/{pk}/", "full_name" if kind == "users" else "name"
    seen = {"If-Match": admin.get(path)["ETag"]}

    first = admin.patch(path, {field: "First"}, headers=seen)
    late = admin.patch(path, {field: "Late"}, headers=seen)

    assert (first.status_code, late.status_code) == (200, 412)
    assert late.json()["code"] == "PRECONDITION_FAILED"
    assert late["ETag"] == first["ETag"] != seen["If-Match"]
    assert admin.delete(path, headers=seen).status_code == 412
    assert admin.get(path).json()[field] == "First"
    assert admin.patch(path, {field: "Last"}, headers={"If-Match": late["ETag"]}).status_code == 200
