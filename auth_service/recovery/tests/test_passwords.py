import pytest

from auth_service.accounts.models import User
from auth_service.audit.models import AuditEvent
from auth_service.links.models import SingleUseLink
from auth_service.links.services import purge
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
from auth_service.tokens.models import Session
from shared.testing import make_client

FORGOT, RESET, CHANGE = "/password/forgot/", "/password/reset/", "/password/change/"
FRESH = "violet-tractor-42"
CHANGING = {"timestamp", "correlation_id"}


def forget(login):
    response = make_client().post(FORGOT, {"email": login})
    assert response.status_code == 202, response.json()
    answer_requests()
    return response.json()


def reset(token, new_password=FRESH):
    return make_client().post(RESET, {"token": token, "new_password": new_password})


def reasons(response):
    return {(detail["field"], detail["message"]) for detail in response.json()["details"]}


def test_a_forgotten_password_is_reset_by_the_mailed_link(world):
    forget("Maria.Reyes@Example.com")
    (mail,) = mails("password_reset")

    assert mail.to == "maria.reyes@example.com"
    assert mail.metadata["secret_link"].startswith("http")
    assert "/reset-password?token=" in mail.metadata["secret_link"]
    assert reset(mailed_token("password_reset")).status_code == 204
    assert sign_in("maria.reyes", FRESH)["access"]
    assert (
        make_client().post("/token/", {"username": "maria.reyes", "password": PASSWORD}).status_code
        == 401
    )


def test_the_token_is_nowhere_but_in_the_link(world):
    forget("maria.reyes")
    token = mailed_token("password_reset")
    (mail,) = mails("password_reset")

    assert token not in mail.subject + mail.message
    assert not SingleUseLink.objects.filter(digest=token).exists()


@pytest.mark.parametrize("login", ["maria.reyes", "nobody", "nobody@example.com", "gone"])
def test_the_answer_does_not_tell_who_has_an_account(world, login, django_assert_num_queries):
    make_person("gone", is_active=False)
    client = make_client()

    with django_assert_num_queries(1):
        response = client.post(FORGOT, {"email": login})

    assert response.status_code == 202
    assert response.json() == {
        "message": "If there is such an account, a link is on its way to its address."
    }


@pytest.mark.parametrize("login", ["nobody", "nobody@example.com", "gone"])
def test_no_mail_goes_to_whoever_has_no_active_account(world, login):
    make_person("gone", is_active=False)

    forget(login)

    assert mails() == []


def test_nobody_can_flood_a_mailbox(world, clock):
    for _ in range(6):
        forget("maria.reyes")
    assert len(mails("password_reset")) == 3

    clock.advance(minutes=61)
    forget("maria.reyes")

    assert len(mails("password_reset")) == 4


def test_a_link_works_once(world):
    forget("maria.reyes")
    token = mailed_token("password_reset")

    assert reset(token).status_code == 204
    again = reset(token, "another-tractor-43")

    assert (again.status_code, again.json()["code"]) == (410, "LINK_INVALID")
    assert sign_in("maria.reyes", FRESH)["access"]


def test_unknown_expired_and_replaced_links_are_refused_in_the_same_words(world, clock):
    forget("maria.reyes")
    replaced = mailed_token("password_reset")
    forget("maria.reyes")
    expired = mailed_token("password_reset")
    early = reset(replaced)
    clock.advance(minutes=31)

    answers = [early, reset(expired), reset("never issued")]

    bodies = [{k: v for k, v in a.json().items() if k not in CHANGING} for a in answers]
    assert [answer.status_code for answer in answers] == [410] * 3
    assert bodies[0] == bodies[1] == bodies[2]


def test_a_password_changed_meanwhile_makes_the_link_useless(world):
    forget("maria.reyes")
    token = mailed_token("password_reset")
    client_of(world.agent).post(CHANGE, {"current_password": PASSWORD, "new_password": FRESH})

    assert reset(token, "another-tractor-43").status_code == 410


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "at least 10 characters"),
        ("password1234", "too common"),
        ("maria.reyes-maria", "too similar to the username"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason_and_the_link_stays_usable(
    world, password, reason
):
    forget("maria.reyes")
    token = mailed_token("password_reset")

    refused = reset(token, password)

    assert refused.status_code == 400
    assert any(field == "new_password" and reason in text for field, text in reasons(refused))
    assert reset(token).status_code == 204


def test_a_reset_ends_every_session_and_lifts_the_delay(world):
    inside = client_of(world.agent)
    for _ in range(6):
        make_client().post("/token/", {"username": "maria.reyes", "password": "wrong"})
    forget("maria.reyes")

    reset(mailed_token("password_reset"))

    assert inside.get("/api/v1/users/me/").status_code == 401
    assert not Session.objects.filter(user=world.agent, revoked_at=None).exists()
    assert sign_in("maria.reyes", FRESH)["access"]


def test_a_reset_is_told_to_the_owner_and_to_the_audit(world):
    forget("maria.reyes")
    reset(mailed_token("password_reset"))

    assert [mail.subject for mail in mails("profile_change")] == ["Your password was changed"]
    act = AuditEvent.objects.get(action="password.reset")
    assert (act.object_id, act.actor_id) == (str(world.agent.pk), world.agent.pk)


def test_a_link_of_somebody_deactivated_is_refused(world):
    forget("maria.reyes")
    token = mailed_token("password_reset")
    User.objects.filter(pk=world.agent.pk).update(is_active=False)

    assert reset(token).status_code == 410


def test_a_change_needs_the_current_password(world):
    response = client_of(world.agent).post(
        CHANGE, {"current_password": "not this", "new_password": FRESH}
    )

    assert response.status_code == 400
    assert reasons(response) == {("current_password", "is not your password")}
    assert sign_in("maria.reyes")["access"]


def test_guessing_the_current_password_is_delayed(world):
    client = client_of(world.agent)
    body = {"current_password": "not this", "new_password": FRESH}

    answers = [client.post(CHANGE, body).status_code for _ in range(6)]

    assert answers == [400] * 5 + [429]


@pytest.mark.parametrize(
    ("password", "reason"),
    [(PASSWORD, "is the password you have already"), ("maria.reyes-maria", "too similar")],
)
def test_the_new_password_is_judged(world, password, reason):
    response = client_of(world.agent).post(
        CHANGE, {"current_password": PASSWORD, "new_password": password}
    )

    assert response.status_code == 400
    assert any(field == "new_password" and reason in text for field, text in reasons(response))


def test_a_change_ends_the_other_sessions_and_keeps_this_one(world):
    other, mine = sign_in("maria.reyes"), sign_in("maria.reyes")
    client = bearer(mine["access"])

    response = client.post(CHANGE, {"current_password": PASSWORD, "new_password": FRESH})

    assert response.status_code == 204
    assert make_client().post("/token/refresh/", {"refresh": other["refresh"]}).status_code == 401
    renewed = make_client().post("/token/refresh/", {"refresh": mine["refresh"]})
    assert bearer(renewed.json()["access"]).get("/api/v1/users/me/").status_code == 200


def test_only_people_change_a_password(world):
    body = {"current_password": PASSWORD, "new_password": FRESH}

    assert make_client().post(CHANGE, body).status_code == 401
    assert program("workflow_api", "users.read").post(CHANGE, body).status_code == 403


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        (FORGOT, {}, "email"),
        (FORGOT, {"email": "a@example.com", "username": "a"}, "email"),
        (FORGOT, {"email": "a" * 300}, "email"),
        (RESET, {"token": "x"}, "new_password"),
        (RESET, {"token": "x" * 200, "new_password": FRESH}, "token"),
        (RESET, {"token": "x", "new_password": FRESH, "user_id": 1}, "user_id"),
    ],
)
def test_a_malformed_body_is_refused_by_field(world, path, body, field):
    response = make_client().post(path, body)

    assert response.status_code == 400
    assert {name for name, _ in reasons(response)} == {field}


def test_used_and_expired_links_are_swept_away(world, clock):
    forget("maria.reyes")
    clock.advance(minutes=31)

    purge()

    assert not SingleUseLink.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_uses_of_one_link_at_once_exactly_one_counts(db):
    make_world()
    forget("maria.reyes")
    token = mailed_token("password_reset")
    passwords = ["violet-tractor-1", "violet-tractor-2"]

    answers = at_once(*[lambda word=word: reset(token, word).status_code for word in passwords])

    assert sorted(answers) == [204, 410]
    assert sign_in("maria.reyes", passwords[answers.index(204)])["access"]
