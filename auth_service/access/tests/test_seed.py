import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from auth_service.access.models import Role, RoleAssignment
from auth_service.accounts.models import User
from auth_service.accounts.services import change_person
from auth_service.tests.make import bearer, sign_in
from auth_service.tokens.models import ServiceClient, SigningKey
from shared.contracts.roles import SyncAssignment, SyncRole
from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from shared.testing.messages import outbox_messages

MARIA: dict[str, Any] = {
    "username": "maria",
    "email": "maria@example.com",
    "full_name": "Maria Reyes",
    "department": "IT",
    "password": "kestrel-pylon-77",
    "roles": [{"system": "TTS", "role": "IT Support"}, {"system": "HDTS", "role": "Employee"}],
}
BOSS: dict[str, Any] = {
    "username": "boss",
    "email": "boss@example.com",
    "full_name": "Bo Ss",
    "password": "kestrel-pylon-78",
    "roles": [{"system": "tts", "role": "admin"}],
}
PROGRAM: dict[str, Any] = {
    "client_id": "ticket_service",
    "client_secret": "0123456789abcdef0123",
    "scopes": ["users.read"],
}


@pytest.fixture
def seed(nobody, tmp_path):
    def run(people=(MARIA, BOSS), clients=(PROGRAM,)):
        for name, rows in (("people", people), ("clients", clients)):
            (tmp_path / f"{name}.json").write_text(json.dumps(list(rows)))
        said = io.StringIO()
        files = {name: tmp_path / f"{name}.json" for name in ("people", "clients")}
        call_command("seed", stdout=said, **files)
        return said.getvalue().strip()

    return run


def token_of_program(secret=PROGRAM["client_secret"]):
    body = {"client_id": PROGRAM["client_id"], "client_secret": secret}
    return make_client().post("/token/service/", body)


def test_an_empty_database_becomes_a_working_one(seed):
    said = seed()

    assert said == ("Seeded: 1 keys, 4 systems, 12 roles, 2 people, 3 assignments, 1 clients")
    me = bearer(sign_in("maria", MARIA["password"])["access"]).get("/api/v1/users/me/").json()
    assert me["department"] == "IT"
    assert me["roles"] == [
        {"system": "HDTS", "role": "Employee"},
        {"system": "TTS", "role": "IT Support"},
    ]
    assert token_of_program().json()["scopes"] == ["users.read"]


def test_what_it_makes_is_told_to_the_others(seed):
    seed()

    assert len(outbox_messages(SyncRole)) == 12
    told = [message.payload["user_system_role"] for message in outbox_messages(SyncAssignment)]
    assert {(one["username"], one["role_name"]) for one in told} == {
        ("maria", "IT Support"),
        ("maria", "Employee"),
        ("boss", "Admin"),
    }


def test_repeating_changes_nothing(seed):
    def counts():
        kinds = (User, Role, RoleAssignment, ServiceClient, SigningKey, OutboxMessage)
        return [kind.objects.count() for kind in kinds]

    seed()
    before = counts()
    pair = sign_in("maria", MARIA["password"])

    assert seed() == "Seeded: nothing was missing"

    assert counts() == before
    assert bearer(pair["access"]).get("/api/v1/users/me/").status_code == 200


def test_a_password_follows_the_file_until_somebody_chooses_another(seed):
    seed()
    renewed = {**MARIA, "password": "kestrel-pylon-99"}
    assert seed(people=[renewed, BOSS]) == "Seeded: 1 passwords"
    sign_in("maria", "kestrel-pylon-99")

    change_person(user_id=User.objects.get(username="maria").pk, password="my-own-choice-1")

    assert seed() == "Seeded: nothing was missing"
    assert sign_in("maria", "my-own-choice-1")["access"]


def test_what_people_changed_stays(seed):
    seed()
    admin = bearer(sign_in("boss", BOSS["password"])["access"])
    maria = User.objects.get(username="maria")
    [it_support] = admin.get(f"/api/v1/user-roles/?user_id={maria.pk}&system=TTS").json()["results"]
    admin.delete(f"/api/v1/user-roles/{it_support['assignment_id']}/")
    admin.patch(f"/api/v1/users/{maria.pk}/", {"full_name": "Maria R.", "is_active": False})

    assert seed() == "Seeded: nothing was missing"

    maria.refresh_from_db()
    assert (maria.full_name, maria.is_active) == ("Maria R.", False)
    assert not maria.assignments.get(pk=it_support["assignment_id"]).is_active
    admin.delete(f"/api/v1/users/{maria.pk}/")
    assert seed() == "Seeded: nothing was missing"
    assert not User.objects.present().filter(username="maria").exists()


def test_programs_follow_the_file(seed):
    seed()

    renewed = {**PROGRAM, "client_secret": "fedcba9876543210fedc", "scopes": ["roles.read"]}
    assert seed(clients=[renewed]) == "Seeded: 1 clients"

    assert token_of_program().status_code == 401
    assert token_of_program("fedcba9876543210fedc").json()["scopes"] == ["roles.read"]


def test_without_files_there_are_roles_and_keys(db):
    call_command("seed", stdout=io.StringIO())

    assert (Role.objects.count(), SigningKey.objects.count()) == (12, 2)


@pytest.mark.parametrize(
    ("people", "clients", "reason"),
    [
        ([{**MARIA, "roles": [{"system": "TTS", "role": "King"}]}], [], "TTS has no role King"),
        ([{**MARIA, "password": "short"}], [], "maria.password"),
        ([{**MARIA, "age": 7}], [], "0.age unknown field"),
        ([MARIA, {**BOSS, "email": MARIA["email"]}], [], "boss.email is already taken"),
        ([{"username": "maria"}], [], "0.email This field is required"),
        ([], [{**PROGRAM, "client_secret": "short"}], "0.client_secret"),
    ],
)
def test_a_bad_file_is_refused_whole_and_says_where(seed, people, clients, reason):
    with pytest.raises(CommandError, match=reason):
        seed(people=people, clients=clients)

    assert not User.objects.exists()
    assert not Role.objects.exists()


def test_a_missing_file_is_named(db, tmp_path):
    with pytest.raises(CommandError, match=r"absent\.json"):
        call_command("seed", people=tmp_path / "absent.json")
