"""What the other services are told: the contract's messages, with versions that only rise."""

import threading
from concurrent.futures import ThreadPoolExecutor

import jsonschema
import pytest
from django.core.management import call_command
from django.db import connection

from auth_service.access.models import RoleAssignment
from auth_service.access.services import change_role
from auth_service.accounts.services import change_person
from auth_service.tests.make import client_of, make_person, make_world, role
from shared.contracts.roles import SyncAssignment, SyncRole
from shared.outbox.models import OutboxMessage
from shared.testing.messages import outbox_messages


@pytest.fixture
def admin(world):
    client = client_of(world.admin)
    OutboxMessage.objects.all().delete()
    return client


def roles_told():
    return [message.payload["role"] for message in outbox_messages(SyncRole)]


def assignments_told():
    return [message.payload["user_system_role"] for message in outbox_messages(SyncAssignment)]


def test_every_message_fits_its_schema(world):
    sent = [*outbox_messages(SyncRole), *outbox_messages(SyncAssignment)]

    assert len(sent) == 12 + 3
    for message in sent:
        jsonschema.validate(message.kwargs(), message.schema())


def test_a_new_role_and_its_changes_are_told(admin):
    made = admin.post("/api/v1/roles/", {"name": "New", "system": "TTS"}).json()
    path = f"/api/v1/roles/{made['id']}/"
    admin.patch(path, {"description": "Novel"})
    admin.patch(path, {"description": "Novel"})
    admin.delete(path)

    told = roles_told()

    assert [one["version"] for one in told] == [1, 2, 3]
    assert [one["is_active"] for one in told] == [True, True, False]
    assert told[1] == {
        "id": made["id"],
        "name": "New",
        "system": "TTS",
        "description": "Novel",
        "permissions": [],
        "is_active": True,
        "version": 2,
    }


def test_giving_taking_and_giving_again_rises(admin, world):
    body = {"user_id": world.agent.pk, "role_id": role("Security Officer").pk}
    held = admin.post("/api/v1/user-roles/", body).json()
    admin.post("/api/v1/user-roles/", body)
    admin.delete(f"/api/v1/user-roles/{held['assignment_id']}/")
    admin.post("/api/v1/user-roles/", body)

    told = assignments_told()

    assert [(one["version"], one["is_active"]) for one in told] == [
        (1, True),
        (2, False),
        (3, True),
    ]
    assert {one["user_full_name"] for one in told} == {"Maria Reyes"}
    assert {one["role_name"] for one in told} == {"Security Officer"}


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"full_name": "M. Reyes"}, "user_full_name", "M. Reyes"),
        ({"email": "m@example.com"}, "email", "m@example.com"),
        ({"username": "mreyes"}, "username", "mreyes"),
        ({"department": "Finance"}, "department", "Finance"),
        ({"is_active": False}, "is_active", False),
    ],
)
def test_what_changes_about_a_person_is_told_for_each_role(admin, world, change, field, value):
    body = {"user_id": world.agent.pk, "role_id": role("Security Officer").pk}
    admin.post("/api/v1/user-roles/", body)
    OutboxMessage.objects.all().delete()

    admin.patch(f"/api/v1/users/{world.agent.pk}/", change)
    admin.patch(f"/api/v1/users/{world.agent.pk}/", change)

    told = assignments_told()
    assert {one["role_name"] for one in told} == {"IT Support", "Security Officer"}
    assert [one["version"] for one in told] == [2, 2]
    assert [one[field] for one in told] == [value, value]


def test_ones_own_name_is_told_too(world):
    client = client_of(world.agent)
    OutboxMessage.objects.all().delete()

    client.patch("/api/v1/users/me/", {"full_name": "M. R."})

    assert [one["user_full_name"] for one in assignments_told()] == ["M. R."]


def test_coming_back_is_told(admin, world):
    for is_active in (False, True):
        admin.patch(f"/api/v1/users/{world.agent.pk}/", {"is_active": is_active})

    told = assignments_told()
    assert [(one["version"], one["is_active"]) for one in told] == [(2, False), (3, True)]


def test_a_deleted_person_holds_nothing(admin, world):
    admin.delete(f"/api/v1/users/{world.agent.pk}/")

    assert [(one["version"], one["is_active"]) for one in assignments_told()] == [(2, False)]


def test_nothing_is_told_of_what_others_do_not_copy(admin, world):
    client_of(world.agent).patch("/api/v1/users/me/", {"theme": "dark"})
    admin.patch(f"/api/v1/users/{world.agent.pk}/", {"email": "no address"})

    assert not OutboxMessage.objects.exists()


def test_resync_tells_everything_with_the_versions_as_they_are(admin, world):
    change_role(role_id=role("Employee", "HDTS").pk, description="Somebody")
    OutboxMessage.objects.all().delete()

    call_command("resync", verbosity=0)

    versions = {one["name"]: one["version"] for one in roles_told()}
    assert len(versions) == 12
    assert (versions["Employee"], versions["Admin"]) == (2, 1)
    assert len(assignments_told()) == RoleAssignment.objects.count()
    assert {one["version"] for one in assignments_told()} == {1}


@pytest.mark.django_db(transaction=True)
def test_changes_at_once_get_versions_of_their_own():
    make_world()
    user = make_person("busy", "IT Support", "Network Engineer")
    OutboxMessage.objects.all().delete()
    gate = threading.Barrier(8)

    def rename(number):
        try:
            gate.wait(timeout=30)
            change_person(user_id=user.pk, full_name=f"Busy {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(rename, range(8)))

    told = [one for one in assignments_told() if one["role_name"] == "IT Support"]
    assert [one["version"] for one in told] == list(range(2, 10))
    user.refresh_from_db()
    assert told[-1]["user_full_name"] == user.full_name
