import io
import json

import pytest
from django.core.management import CommandError, call_command

from auth_service.accounts.models import User
from auth_service.audit.models import AuditEvent
from auth_service.privacy.models import AnonymisationReceipt
from auth_service.tests.make import (
    at_once,
    client_of,
    mailed_token,
    make_person,
    make_world,
    program,
    role,
    sign_in,
)
from auth_service.tokens.models import Session
from shared.contracts.roles import SyncAssignment
from shared.testing import make_client
from shared.testing.messages import outbox_messages

USERS = "/api/v1/users/"
INVITATIONS = "/api/v1/invitations/"


@pytest.fixture
def admin(world):
    return client_of(world.admin)


@pytest.fixture
def zoe(admin):
    """Somebody with traces in every room: invited, signed in, role given and taken."""
    offer = {"email": "zoe@example.com", "full_name": "Zoë Lind", "role_ids": [role("Manager").pk]}
    admin.post(INVITATIONS, offer)
    body = {"token": mailed_token("invitation"), "password": "violet-tractor-42"}
    person = make_client().post(f"{INVITATIONS}accept/", body).json()
    sign_in("zoe", "violet-tractor-42")
    return User.objects.get(pk=person["id"])


def anonymise(admin, user, username=None):
    return admin.post(f"{USERS}{user.pk}/anonymise/", {"username": username or user.username})


def test_people_get_what_is_known_of_them(world):
    exported = client_of(world.agent).get(f"{USERS}me/export/").json()

    assert exported["person"]["email"] == "maria.reyes@example.com"
    assert exported["roles"][0]["role__name"] == "IT Support"
    assert len(exported["sessions"]) == 1
    assert "sign_in.succeeded" in {act["action"] for act in exported["audit"]}
    assert "argon2" not in json.dumps(exported)


def test_an_admin_exports_a_person_which_is_noted(admin, world, zoe):
    exported = admin.get(f"{USERS}{zoe.pk}/export/").json()

    assert exported["invitations"][0]["email"] == "zoe@example.com"
    act = AuditEvent.objects.get(action="person.exported")
    assert (act.actor_id, act.object_id) == (world.admin.pk, str(zoe.pk))


def test_a_preview_counts_and_changes_nothing(admin, zoe):
    shown = admin.get(f"{USERS}{zoe.pk}/anonymise/").json()

    assert (shown["username"], shown["changes"]["sessions"]) == ("zoe", 1)
    assert shown["changes"]["invitations"] == 1
    assert any("audit" in text for text in shown["remains"])
    assert User.objects.get(pk=zoe.pk).email == "zoe@example.com"


def test_an_anonymised_person_is_gone_and_nameless(admin, world, zoe):
    response = anonymise(admin, zoe)

    assert response.status_code == 200
    receipt = response.json()
    assert (receipt["user_id"], receipt["done_by_id"]) == (zoe.pk, world.admin.pk)
    assert receipt["changes"]["sessions"] == 1
    assert AnonymisationReceipt.objects.filter(pk=receipt["receipt_id"]).exists()
    assert not Session.objects.filter(user=zoe).exists()
    assert admin.get(f"{USERS}{zoe.pk}/").status_code == 404
    known = program("ticket_service", "users.read").get(f"{USERS}internal/{zoe.pk}/").json()
    assert (known["username"], known["full_name"]) == (f"removed-{zoe.pk}", "Removed person")
    body = {"username": "zoe", "password": "violet-tractor-42"}
    assert make_client().post("/token/", body).status_code == 401


def test_nothing_but_the_audit_still_names_the_person(admin, zoe):
    anonymise(admin, zoe)

    rooms = [
        json.dumps(admin.get(INVITATIONS).json()),
        str(list(User.objects.filter(pk=zoe.pk).values())),
        json.dumps(admin.get(f"{USERS}{zoe.pk}/export/").json()["invitations"]),
    ]
    assert all("zoe" not in room.lower() for room in rooms)


def test_other_services_are_told_of_all_roles_the_person_ever_held(admin, zoe):
    admin.post("/api/v1/user-roles/", {"user_id": zoe.pk, "role_id": role("IT Support").pk})
    held = zoe.assignments.get(role__name="Manager")
    admin.delete(f"/api/v1/user-roles/{held.pk}/")

    anonymise(admin, zoe)

    told = [m.payload["user_system_role"] for m in outbox_messages(SyncAssignment)][-2:]
    assert {one["role_name"] for one in told} == {"Manager", "IT Support"}
    for one in told:
        assert (one["user_full_name"], one["is_active"]) == ("Removed person", False)
        assert one["email"] == f"removed-{zoe.pk}@removed.invalid"


def test_the_address_and_name_are_free_again(admin, zoe):
    anonymise(admin, zoe)

    assert make_person("zoe", email="zoe@example.com").pk != zoe.pk


def test_the_user_name_has_to_be_repeated(admin, zoe):
    refused = anonymise(admin, zoe, username="maria.reyes")

    assert (refused.status_code, refused.json()["details"][0]["field"]) == (400, "username")
    assert User.objects.get(pk=zoe.pk).deleted_at is None


def test_whoever_was_deleted_before_can_still_be_forgotten(admin, zoe):
    admin.delete(f"{USERS}{zoe.pk}/")

    assert anonymise(admin, zoe).status_code == 200


def test_nobody_is_forgotten_twice(admin, zoe):
    anonymise(admin, zoe)

    assert anonymise(admin, zoe, username=f"removed-{zoe.pk}").status_code == 409
    assert admin.get(f"{USERS}{zoe.pk}/anonymise/").status_code == 409


def test_the_last_admin_stays(admin, world):
    assert anonymise(admin, world.admin).status_code == 409
    assert User.objects.get(pk=world.admin.pk).email == "admin@example.com"


def test_commands_export_preview_and_forget(world, zoe):
    out = io.StringIO()
    call_command("export_person", zoe.pk, stdout=out)
    assert json.loads(out.getvalue())["person"]["username"] == "zoe"

    out = io.StringIO()
    call_command("anonymise_person", zoe.pk, stdout=out)
    assert "invitations" in out.getvalue()
    assert User.objects.get(pk=zoe.pk).anonymised_at is None

    with pytest.raises(CommandError, match="username is not theirs"):
        call_command("anonymise_person", zoe.pk, "--confirm", "zo", stdout=out)
    call_command("anonymise_person", zoe.pk, "--confirm", "zoe", stdout=out)
    assert f"Receipt {AnonymisationReceipt.objects.get().pk}" in out.getvalue()


ALLOWED = {
    "anonymous": (401, 401, 401, 401),
    "requester": (200, 403, 403, 403),
    "agent": (200, 403, 403, 403),
    "manager": (200, 403, 403, 403),
    "auditor": (200, 403, 403, 403),
    "admin": (200, 200, 200, 200),
    "service": (403, 403, 403, 403),
}


@pytest.mark.parametrize("persona", ALLOWED)
def test_who_may_export_and_forget(world, zoe, persona):
    clients = {
        "anonymous": make_client,
        "requester": lambda: client_of(make_person("ana.cruz", "Requester")),
        "agent": lambda: client_of(world.agent),
        "manager": lambda: client_of(make_person("manager", "Manager")),
        "auditor": lambda: client_of(world.auditor),
        "admin": lambda: client_of(world.admin),
        "service": lambda: program("workflow_api", "users.read"),
    }
    client, path = clients[persona](), f"{USERS}{zoe.pk}/"

    got = (
        client.get(f"{USERS}me/export/").status_code,
        client.get(f"{path}export/").status_code,
        client.get(f"{path}anonymise/").status_code,
        client.post(f"{path}anonymise/", {"username": "zoe"}).status_code,
    )

    assert got == ALLOWED[persona]


@pytest.mark.django_db(transaction=True)
def test_forgetting_twice_at_once_gives_one_receipt(db):
    world = make_world()
    admin = client_of(world.admin)

    answers = at_once(*[lambda: anonymise(admin, world.agent).status_code] * 2)

    assert sorted(answers) in ([200, 400], [200, 409])
    assert AnonymisationReceipt.objects.count() == 1
