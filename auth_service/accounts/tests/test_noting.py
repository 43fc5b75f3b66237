"""Every change to somebody's account is kept, with what was before; a password never is."""

import pytest

from auth_service.audit.models import AuditEvent
from auth_service.tests.make import client_of, sign_in
from shared.testing import make_client

PEOPLE = "/api/v1/users/"
SECRET = "violet-tractor-42"
NEWCOMER = {
    "username": "zoe.lind",
    "email": "zoe.lind@example.com",
    "full_name": "Zoë Lind",
    "department": "Finance",
}


@pytest.fixture
def admin(world):
    return client_of(world.admin)


def kept(action):
    return AuditEvent.objects.get(action=action)


def test_an_account_that_is_made(admin, world):
    made = admin.post(PEOPLE, {**NEWCOMER, "password": SECRET}).json()

    act = AuditEvent.objects.get(action="person.created", object_id=str(made["id"]))
    assert (act.actor_id, act.object_type) == (world.admin.pk, "person")
    assert act.after == {**NEWCOMER, "is_active": True}


def test_what_is_changed_of_one(admin, world):
    path = f"{PEOPLE}{world.agent.pk}/"

    admin.patch(path, {"department": "HR", "full_name": "Maria Reyes", "is_active": False})

    act = kept("person.changed")
    assert (act.actor_id, act.object_id) == (world.admin.pk, str(world.agent.pk))
    assert act.before == {"department": "IT", "is_active": True}
    assert act.after == {"department": "HR", "is_active": False}


def test_a_password_set_by_an_admin(admin, world):
    admin.patch(f"{PEOPLE}{world.agent.pk}/", {"password": SECRET})

    assert kept("password.set").object_id == str(world.agent.pk)
    assert SECRET not in str(list(AuditEvent.objects.values()))
    assert not AuditEvent.objects.filter(action="person.changed").exists()


def test_one_that_is_deleted(admin, world):
    admin.delete(f"{PEOPLE}{world.agent.pk}/")

    assert kept("person.deleted").before["email"] == "maria.reyes@example.com"


def test_what_people_change_of_their_own_but_not_how_they_like_the_screens(world):
    client = client_of(world.agent)

    client.patch(f"{PEOPLE}me/", {"theme": "dark"})
    assert not AuditEvent.objects.filter(action="person.changed").exists()
    client.patch(f"{PEOPLE}me/", {"full_name": "Maria R."})

    assert kept("person.changed").actor_id == world.agent.pk


@pytest.mark.parametrize("changes", [{"department": "HR"}, {"email": "m@example.com"}])
def test_tokens_that_name_a_former_department_or_address_are_renewed(
    admin, world, elsewhere, changes
):
    pair = sign_in("maria.reyes")

    admin.patch(f"{PEOPLE}{world.agent.pk}/", changes)

    refused = make_client().post("/token/verify/", {"token": pair["access"]})
    assert refused.json()["code"] == "TOKEN_EXPIRED"
    renewed = make_client().post("/token/refresh/", {"refresh": pair["refresh"]}).json()
    ((claim, value),) = changes.items()
    assert elsewhere(renewed["access"]).claims[claim] == value
