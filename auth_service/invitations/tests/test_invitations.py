import pytest

from auth_service.accounts.models import User
from auth_service.audit.models import AuditEvent
from auth_service.invitations.models import Invitation
from auth_service.tests.make import (
    at_once,
    client_of,
    mailed_token,
    mails,
    make_person,
    make_world,
    program,
    role,
    sign_in,
)
from shared.contracts.roles import SyncAssignment
from shared.testing import make_client
from shared.testing.messages import outbox_messages

PATH = "/api/v1/invitations/"
PASSWORD = "violet-tractor-42"


@pytest.fixture
def admin(world):
    return client_of(world.admin)


def offer(**changes):
    return {
        "email": "zoe.lind@example.com",
        "full_name": "Zoë Lind",
        "department": "IT",
        "role_ids": [role("IT Support").pk, role("Employee", "HDTS").pk],
        **changes,
    }


def invite(admin, **changes):
    response = admin.post(PATH, offer(**changes))
    assert response.status_code == 201, response.json()
    return response.json()


def accept(token, **more):
    return make_client().post(f"{PATH}accept/", {"token": token, "password": PASSWORD, **more})


def fields_of(response):
    return [detail["field"] for detail in response.json()["details"]]


def test_the_invited_opens_an_account_with_the_offered_roles(admin):
    invitation = invite(admin)
    assert (invitation["status"], invitation["invited_by_name"]) == ("open", "Admin")

    response = accept(mailed_token("invitation", "zoe.lind@example.com"))

    assert response.status_code == 201
    person = response.json()
    assert (person["username"], person["full_name"]) == ("zoe.lind", "Zoë Lind")
    assert person["roles"] == [
        {"system": "HDTS", "role": "Employee"},
        {"system": "TTS", "role": "IT Support"},
    ]
    assert sign_in("zoe.lind@example.com", PASSWORD)["access"]
    told = {m.payload["user_system_role"]["role_name"] for m in outbox_messages(SyncAssignment)}
    assert {"Employee", "IT Support"} <= told
    after = admin.get(f"{PATH}{invitation['id']}/").json()
    assert (after["status"], after["person_id"]) == ("accepted", person["id"])


def test_a_preview_tells_what_is_offered_without_using_the_link(admin):
    invite(admin)
    token = mailed_token("invitation")

    shown = make_client().post(f"{PATH}preview/", {"token": token})

    assert shown.status_code == 200
    assert (shown.json()["email"], shown.json()["full_name"]) == (
        "zoe.lind@example.com",
        "Zoë Lind",
    )
    assert shown.json()["roles"][1] == {"system": "TTS", "role": "IT Support"}
    assert accept(token).status_code == 201
    assert make_client().post(f"{PATH}preview/", {"token": token}).status_code == 410


def test_name_and_spelling_are_the_invited_ones_choice(admin):
    invite(admin)

    person = accept(mailed_token("invitation"), username="zoe", full_name="Zoe L.").json()

    assert (person["username"], person["full_name"]) == ("zoe", "Zoe L.")


def test_a_made_up_user_name_avoids_those_taken(admin):
    make_person("zoe.lind", email="another@example.com")
    invite(admin)

    assert accept(mailed_token("invitation")).json()["username"] == "zoe.lind2"


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"password": "short"}, 400, "password"),
        ({"password": "zoe.lind-zoe"}, 400, "password"),
        ({"username": "admin"}, 409, "username"),
        ({"username": "zoe lind"}, 400, "username"),
    ],
)
def test_a_refused_choice_leaves_the_link_usable(admin, more, code, field):
    invite(admin)
    token = mailed_token("invitation")

    refused = accept(token, **more)

    assert (refused.status_code, set(fields_of(refused))) == (code, {field})
    assert accept(token).status_code == 201


def test_an_expired_link_is_refused_and_a_resent_one_works(admin, clock):
    invitation = invite(admin)
    first = mailed_token("invitation")
    clock.advance(days=8)
    assert accept(first).status_code == 410
    assert admin.get(PATH, {"status": "expired"}).json()["count"] == 1

    resent = admin.post(f"{PATH}{invitation['id']}/resend/")

    assert (resent.status_code, resent.json()["status"]) == (200, "open")
    assert accept(first).status_code == 410
    assert accept(mailed_token("invitation")).status_code == 201


def test_a_revoked_invitation_cannot_be_accepted_or_resent(admin):
    path = f"{PATH}{invite(admin)['id']}/"
    token = mailed_token("invitation")

    assert admin.delete(path).status_code == 204
    assert accept(token).status_code == 410
    assert admin.post(f"{path}resend/").status_code == 409
    assert admin.delete(path).status_code == 409
    assert admin.get(path).json()["status"] == "revoked"
    assert invite(admin)["status"] == "open"


def test_a_newer_state_is_not_revoked_blindly(admin):
    path = f"{PATH}{invite(admin)['id']}/"
    seen = {"If-Match": admin.get(path)["ETag"]}
    admin.post(f"{path}resend/")

    assert admin.delete(path, headers=seen).status_code == 412


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"email": "nowhere"}, 400, "email"),
        ({"email": "Maria.Reyes@example.com"}, 409, "email"),
        ({"full_name": ""}, 400, "full_name"),
        ({"role_ids": []}, 400, "role_ids"),
        ({"role_ids": [987654]}, 400, "role_ids"),
        ({"roles": ["Admin"]}, 400, "roles"),
    ],
)
def test_a_bad_offer_is_refused_by_field(admin, changes, code, field):
    response = admin.post(PATH, offer(**changes))

    assert (response.status_code, fields_of(response)) == (code, [field])
    assert mails("invitation") == []


def test_an_address_has_one_open_invitation(admin):
    invite(admin)

    again = admin.post(PATH, offer(email="ZOE.lind@example.com"))

    assert (again.status_code, fields_of(again)) == (409, ["email"])


def test_a_form_sent_twice_invites_once(admin):
    headers = {"Idempotency-Key": "invite-1"}
    first, again = (admin.post(PATH, offer(), headers=headers) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert again["Idempotency-Replayed"] == "true"
    assert len(mails("invitation")) == 1


def test_the_audit_knows_each_step(admin, world):
    invitation = invite(admin)
    admin.post(f"{PATH}{invitation['id']}/resend/")
    person = accept(mailed_token("invitation")).json()

    acts = AuditEvent.objects.filter(object_type="invitation").order_by("id")
    assert [(act.action, act.actor_id) for act in acts] == [
        ("invitation.created", world.admin.pk),
        ("invitation.resent", world.admin.pk),
        ("invitation.accepted", person["id"]),
    ]


def test_a_role_deactivated_meanwhile_is_not_given(admin):
    invite(admin)
    admin.patch(f"/api/v1/roles/{role('IT Support').pk}/", {"is_active": False})

    person = accept(mailed_token("invitation")).json()

    assert person["roles"] == [{"system": "HDTS", "role": "Employee"}]


def test_the_list_costs_the_same_however_long_it_is(admin, django_assert_max_num_queries):
    for number in range(12):
        invite(admin, email=f"guest{number}@example.com")

    with django_assert_max_num_queries(7):
        page = admin.get(PATH, {"page_size": 50}).json()

    assert page["count"] == 12
    assert admin.get(PATH, {"search": "guest11"}).json()["count"] == 1
    assert admin.get(PATH, {"colour": "red"}).status_code == 400


ALLOWED = {
    "anonymous": (401, 401, 401),
    "requester": (403, 403, 403),
    "agent": (403, 403, 403),
    "manager": (403, 403, 403),
    "auditor": (200, 200, 403),
    "admin": (200, 200, 201),
    "service": (403, 403, 403),
}


@pytest.mark.parametrize("persona", ALLOWED)
def test_who_may_see_and_send_invitations(world, admin, persona):
    invitation = invite(admin, email="first@example.com")
    clients = {
        "anonymous": make_client,
        "requester": lambda: client_of(make_person("ana.cruz", "Requester")),
        "agent": lambda: client_of(world.agent),
        "manager": lambda: client_of(make_person("manager", "Manager")),
        "auditor": lambda: client_of(world.auditor),
        "admin": lambda: admin,
        "service": lambda: program("workflow_api", "users.read", "roles.read"),
    }
    client = clients[persona]()

    got = (
        client.get(PATH).status_code,
        client.get(f"{PATH}{invitation['id']}/").status_code,
        client.post(PATH, offer()).status_code,
    )

    assert got == ALLOWED[persona]


@pytest.mark.django_db(transaction=True)
def test_of_two_acceptances_at_once_exactly_one_opens_an_account(db):
    invite(client_of(make_world().admin))
    token = mailed_token("invitation")

    answers = at_once(
        lambda: accept(token, username="zoe.one").status_code,
        lambda: accept(token, username="zoe.two").status_code,
    )

    assert sorted(answers) == [201, 410]
    assert User.objects.filter(email="zoe.lind@example.com").count() == 1
    assert Invitation.objects.get().person_id is not None
