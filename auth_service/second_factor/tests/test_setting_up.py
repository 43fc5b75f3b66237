"""Setting second factors up, taking them away, and roles that ask for one."""

import pytest

from auth_service.audit.models import AuditEvent
from auth_service.second_factor.tests.people import (
    TWO_FACTOR,
    attempt,
    code,
    mailed_code,
    require,
    signed_in,
    with_app,
    with_mail,
)
from auth_service.tests.make import (
    PASSWORD,
    bearer,
    client_of,
    mails,
    make_person,
    program,
)
from shared.testing import make_client

OWN_PASSWORD = {"password": PASSWORD}


def enrolment(username="maria.reyes"):
    response = attempt(username)
    assert response.status_code == 401, response.json()
    assert response.json()["code"] == "ENROLMENT_REQUIRED"
    return bearer(response.json()["enrolment_token"])


def test_an_app_is_set_up_by_qr_code(world):
    client = client_of(world.agent)

    given = client.post(f"{TWO_FACTOR}totp/").json()

    assert given["uri"].startswith("otpauth://totp/TTS:maria.reyes%40example.com?secret=")
    assert given["secret"] in given["uri"]
    assert given["qr_svg"].startswith("<svg")
    assert attempt("maria.reyes").status_code == 200
    confirmed = client.post(f"{TWO_FACTOR}totp/confirm/", {"otp": code(given["secret"])})
    assert len(confirmed.json()["recovery_codes"]) == 10
    assert attempt("maria.reyes").json()["code"] == "OTP_REQUIRED"


def test_a_factor_counts_only_after_a_right_code(world):
    client = client_of(world.agent)
    client.post(f"{TWO_FACTOR}totp/")

    wrong = client.post(f"{TWO_FACTOR}totp/confirm/", {"otp": "000000"})

    assert (wrong.status_code, wrong.json()["details"][0]["field"]) == (400, "otp")
    assert client.get(TWO_FACTOR).json() == {
        "is_required": False,
        "methods": [],
        "recovery_codes_left": 0,
    }
    assert attempt("maria.reyes").status_code == 200


def test_asking_again_replaces_the_secret(world):
    client = client_of(world.agent)
    first = client.post(f"{TWO_FACTOR}totp/").json()["secret"]
    second = client.post(f"{TWO_FACTOR}totp/").json()["secret"]

    refused = client.post(f"{TWO_FACTOR}totp/confirm/", {"otp": code(first)})

    assert first != second
    assert refused.status_code == 400


def test_a_second_method_brings_no_new_recovery_codes(world):
    _, codes = with_app(world.agent)
    client = bearer(signed_in(world.agent, codes[0])["access"])
    client.post(f"{TWO_FACTOR}email/")

    answer = client.post(f"{TWO_FACTOR}email/confirm/", {"otp": mailed_code()})

    assert answer.json() == {"recovery_codes": []}
    standing = client.get(TWO_FACTOR).json()
    assert [one["method"] for one in standing["methods"]] == ["email", "totp"]
    assert client.post(f"{TWO_FACTOR}totp/").status_code == 409


def test_taking_a_factor_away_needs_the_password(world):
    client = client_of(world.agent)
    secret = client.post(f"{TWO_FACTOR}totp/").json()["secret"]
    client.post(f"{TWO_FACTOR}totp/confirm/", {"otp": code(secret)})

    refused = client.post(f"{TWO_FACTOR}totp/remove/", {"password": "not this"})
    removed = client.post(f"{TWO_FACTOR}totp/remove/", OWN_PASSWORD)

    assert (refused.status_code, removed.status_code) == (400, 204)
    assert attempt("maria.reyes").status_code == 200
    assert client.get(TWO_FACTOR).json()["recovery_codes_left"] == 0
    assert client.post(f"{TWO_FACTOR}totp/remove/", OWN_PASSWORD).status_code == 404


def test_new_recovery_codes_replace_the_old_ones(world):
    client = client_of(world.agent)
    assert client.post(f"{TWO_FACTOR}recovery-codes/", OWN_PASSWORD).status_code == 409
    secret = client.post(f"{TWO_FACTOR}totp/").json()["secret"]
    old = client.post(f"{TWO_FACTOR}totp/confirm/", {"otp": code(secret)}).json()

    new = client.post(f"{TWO_FACTOR}recovery-codes/", OWN_PASSWORD).json()

    assert attempt("maria.reyes", old["recovery_codes"][0]).status_code == 401
    assert attempt("maria.reyes", new["recovery_codes"][0]).status_code == 200


def test_changes_are_told_to_the_owner_and_to_the_audit(world):
    client = client_of(world.agent)
    secret = client.post(f"{TWO_FACTOR}totp/").json()["secret"]
    client.post(f"{TWO_FACTOR}totp/confirm/", {"otp": code(secret)})
    client.post(f"{TWO_FACTOR}totp/remove/", OWN_PASSWORD)

    assert [mail.subject for mail in mails("profile_change")] == [
        "Second factor turned on",
        "Second factor turned off",
    ]
    acts = AuditEvent.objects.filter(action__startswith="second_factor").order_by("id")
    assert [act.action for act in acts] == ["second_factor.added", "second_factor.removed"]


def test_a_role_that_needs_a_second_factor_leads_to_setting_one_up(world, elsewhere):
    require("IT Support")
    client = enrolment()
    secret = client.post(f"{TWO_FACTOR}totp/").json()["secret"]

    answer = signed_in(world.agent, code(secret))

    assert len(answer["recovery_codes"]) == 10
    assert elsewhere(answer["access"]).claims["acr"] == "aal2"
    assert attempt("maria.reyes").json()["code"] == "OTP_REQUIRED"
    assert client.get(TWO_FACTOR).status_code == 401


def test_codes_by_mail_can_be_set_up_on_the_way_in(world):
    require("IT Support")
    assert enrolment().post(f"{TWO_FACTOR}email/").status_code == 202

    assert len(signed_in(world.agent, mailed_code())["recovery_codes"]) == 10


def test_a_wrong_code_does_not_end_the_enrolment(world):
    require("IT Support")
    enrolment().post(f"{TWO_FACTOR}totp/")

    assert attempt("maria.reyes", "000000").json()["code"] == "OTP_INVALID"
    assert attempt("maria.reyes").json()["code"] == "ENROLMENT_REQUIRED"


def test_an_enrolment_token_opens_nothing_else(world, elsewhere):
    require("IT Support")
    token = attempt("maria.reyes").json()["enrolment_token"]
    client = bearer(token)

    for path in ("/api/v1/users/me/", "/api/v1/users/", "/api/v1/roles/"):
        assert client.get(path).status_code == 401
    assert client.post("/password/change/", {}).status_code == 401
    assert client.post(f"{TWO_FACTOR}recovery-codes/", OWN_PASSWORD).status_code == 401
    with pytest.raises(Exception, match="not an access token"):
        elsewhere(token)


def test_a_password_changed_meanwhile_ends_the_enrolment(world):
    inside = client_of(world.agent)
    require("IT Support")
    client = enrolment()
    inside.post(
        "/password/change/", {"current_password": PASSWORD, "new_password": "violet-tractor-42"}
    )

    assert client.get(TWO_FACTOR).status_code == 401


def test_the_last_factor_stays_while_a_role_needs_one(world):
    require("IT Support")
    secret = enrolment().post(f"{TWO_FACTOR}totp/").json()["secret"]
    client = bearer(signed_in(world.agent, code(secret))["access"])

    assert client.post(f"{TWO_FACTOR}totp/remove/", OWN_PASSWORD).status_code == 409


def test_an_admin_sets_the_requirement_on_a_role(world):
    admin = client_of(world.admin)
    made = admin.post(
        "/api/v1/roles/", {"system": "TTS", "name": "Vault", "requires_second_factor": True}
    )

    assert made.json()["requires_second_factor"] is True
    path = f"/api/v1/roles/{made.json()['id']}/"
    assert admin.patch(path, {"requires_second_factor": False}).status_code == 200


def test_an_admin_helps_whoever_lost_everything(world):
    with_mail(world.agent)

    response = client_of(world.admin).delete(f"/api/v1/users/{world.agent.pk}/2fa/")

    assert response.status_code == 204
    assert attempt("maria.reyes").status_code == 200
    assert "administrator removed" in mails("profile_change")[-1].message
    act = AuditEvent.objects.get(action="second_factor.reset")
    assert (act.actor_id, act.object_id) == (world.admin.pk, str(world.agent.pk))


ALLOWED = {
    "anonymous": (401, 401, 401, 401),
    "requester": (200, 200, 403, 403),
    "agent": (200, 200, 403, 403),
    "manager": (200, 200, 403, 403),
    "auditor": (200, 200, 200, 403),
    "admin": (200, 200, 200, 204),
    "service": (403, 403, 403, 403),
}


@pytest.mark.parametrize("persona", ALLOWED)
def test_who_may_see_set_up_and_reset(world, persona):
    clients = {
        "anonymous": make_client,
        "requester": lambda: client_of(make_person("ana.cruz", "Requester")),
        "agent": lambda: client_of(world.agent),
        "manager": lambda: client_of(make_person("manager", "Manager")),
        "auditor": lambda: client_of(world.auditor),
        "admin": lambda: client_of(world.admin),
        "service": lambda: program("workflow_api", "users.read"),
    }
    client = clients[persona]()

    got = (
        client.get(TWO_FACTOR).status_code,
        client.post(f"{TWO_FACTOR}totp/").status_code,
        client.get(f"/api/v1/users/{world.agent.pk}/2fa/").status_code,
        client.delete(f"/api/v1/users/{world.agent.pk}/2fa/").status_code,
    )

    assert got == ALLOWED[persona]
