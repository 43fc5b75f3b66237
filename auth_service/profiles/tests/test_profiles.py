import pytest

from auth_service.accounts.models import User
from auth_service.audit.models import AuditEvent
from auth_service.recovery.services import answer_requests
from auth_service.tests.make import (
    PASSWORD,
    at_once,
    bearer,
    client_of,
    mailed_token,
    mails,
    make_person,
    make_world,
    program,
    sign_in,
)
from shared.contracts.roles import SyncAssignment
from shared.testing import make_client
from shared.testing.messages import outbox_messages

ME, ADDRESS = "/api/v1/users/me/", "/api/v1/users/me/email/"
CONFIRM = "/api/v1/users/email/confirm/"
NEW = "maria@example.org"


def ask(client, email=NEW, password=PASSWORD):
    return client.post(ADDRESS, {"email": email, "password": password})


def confirm(token):
    return make_client().post(CONFIRM, {"token": token})


def fields_of(response):
    return [detail["field"] for detail in response.json()["details"]]


def test_people_see_and_change_their_settings(world):
    client = client_of(world.agent)
    before = client.get(ME).json()
    defaults = (before["language"], before["time_zone"], before["theme"])
    assert defaults == ("system", "UTC", "system")
    wanted = {
        "full_name": "Maria R.",
        "department": "Operations",
        "language": "de",
        "time_zone": "America/Sao_Paulo",
        "theme": "dark",
    }

    changed = client.patch(ME, wanted)

    assert changed.status_code == 200
    assert wanted.items() <= changed.json().items()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"full_name": " "}, "full_name"),
        ({"language": "english please"}, "language"),
        ({"language": "pt-BR"}, "language"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"theme": "neon"}, "theme"),
        ({"email": NEW}, "email"),
        ({"username": "boss"}, "username"),
        ({"is_active": False}, "is_active"),
    ],
)
def test_a_bad_change_is_refused_by_field(world, changes, field):
    response = client_of(world.agent).patch(ME, changes)

    assert (response.status_code, fields_of(response)) == (400, [field])


def test_who_sees_by_department_does_not_choose_it(world):
    client = client_of(make_person("manager", "Manager"))

    refused = client.patch(ME, {"department": "Finance"})

    assert (refused.status_code, fields_of(refused)) == (409, ["department"])
    assert client.patch(ME, {"department": "IT", "theme": "dark"}).status_code == 200


def test_a_newer_profile_is_not_overwritten(world):
    client = client_of(world.agent)
    seen = {"If-Match": client.get(ME)["ETag"]}
    client.patch(ME, {"theme": "dark"})

    assert client.patch(ME, {"theme": "light"}, headers=seen).status_code == 412


def test_a_new_address_is_taken_when_its_link_is_followed(world):
    client = client_of(world.agent)
    assert ask(client).status_code == 202
    assert client.get(ME).json()["email"] == "maria.reyes@example.com"
    token = mailed_token("profile_change", NEW)

    assert confirm(token).status_code == 204

    assert sign_in(NEW)["access"]
    (notice,) = mails("profile_change", "maria.reyes@example.com")
    assert "another address" in notice.message
    assert notice.user_id is None
    told = outbox_messages(SyncAssignment)[-1].payload["user_system_role"]
    assert (told["user_id"], told["email"]) == (world.agent.pk, NEW)
    act = AuditEvent.objects.get(action="email.changed")
    assert (act.before["email"], act.after["email"]) == ("maria.reyes@example.com", NEW)
    assert confirm(token).status_code == 410


def test_tokens_with_the_old_address_are_refreshed(world, elsewhere):
    pair = sign_in("maria.reyes")
    client = bearer(pair["access"])
    ask(client)
    confirm(mailed_token("profile_change", NEW))

    assert client.get(ME).json()["code"] == "TOKEN_EXPIRED"
    renewed = make_client().post("/token/refresh/", {"refresh": pair["refresh"]}).json()
    assert elsewhere(renewed["access"]).email == NEW


def test_a_link_sent_to_the_old_address_cannot_reset_the_password_any_more(world):
    client = client_of(world.agent)
    make_client().post("/password/forgot/", {"email": world.agent.email})
    answer_requests()
    reset = mailed_token("password_reset")
    ask(client)
    confirm(mailed_token("profile_change", NEW))

    body = {"token": reset, "new_password": "violet-tractor-42"}
    assert make_client().post("/password/reset/", body).status_code == 410


@pytest.mark.parametrize(
    "change", [{"password": "violet-tractor-42"}, {"email": "m@example.com"}, {"is_active": False}]
)
def test_a_link_asked_for_before_the_account_was_saved_from_somebody_is_useless(world, change):
    ask(client_of(world.agent))
    admin = client_of(world.admin)

    admin.patch(f"/api/v1/users/{world.agent.pk}/", change)
    admin.patch(f"/api/v1/users/{world.agent.pk}/", {"is_active": True})

    assert confirm(mailed_token("profile_change", NEW)).status_code == 410


def test_a_reset_password_ends_a_change_of_address_under_way(world):
    ask(client_of(world.agent))
    make_client().post("/password/forgot/", {"email": world.agent.email})
    answer_requests()
    body = {"token": mailed_token("password_reset"), "new_password": "violet-tractor-42"}
    assert make_client().post("/password/reset/", body).status_code == 204

    assert confirm(mailed_token("profile_change", NEW)).status_code == 410


def test_asking_needs_the_password(world):
    client = client_of(world.agent)

    refused = ask(client, password="not this")

    assert (refused.status_code, fields_of(refused)) == (400, ["password"])
    assert mails() == []


def test_the_present_address_is_no_new_one(world):
    assert fields_of(ask(client_of(world.agent), email="Maria.Reyes@example.com")) == ["email"]


def test_nobody_learns_whose_address_it_is(world):
    client = client_of(world.agent)

    free, taken = ask(client), ask(client, email=world.admin.email)

    assert (free.status_code, free.json()) == (taken.status_code, taken.json())
    assert mails(to=world.admin.email) == []


def test_an_address_taken_meanwhile_is_a_conflict(world):
    ask(client_of(world.agent))
    make_person("zoe", email=NEW)

    late = confirm(mailed_token("profile_change", NEW))

    assert (late.status_code, fields_of(late)) == (409, ["email"])
    assert User.objects.get(pk=world.agent.pk).email == "maria.reyes@example.com"


def test_the_link_lives_a_day(world, clock):
    ask(client_of(world.agent))
    clock.advance(hours=25)

    assert confirm(mailed_token("profile_change", NEW)).status_code == 410


def test_profiles_belong_to_people(world):
    service = program("ticket_service", "users.read")

    for client, code in ((make_client(), 401), (service, 403)):
        assert client.get(ME).status_code == code
        assert client.patch(ME, {"theme": "dark"}).status_code == code
        assert ask(client).status_code == code


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_confirm_one_address_at_once_one_gets_it(db):
    world = make_world()
    tokens = []
    for user in (world.agent, world.auditor):
        ask(client_of(user))
        tokens.append(mailed_token("profile_change", NEW))

    answers = at_once(*[lambda token=token: confirm(token).status_code for token in tokens])

    assert sorted(answers) == [204, 409]
