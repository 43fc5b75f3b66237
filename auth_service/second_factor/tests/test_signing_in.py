"""Signing in with a second factor."""

import pytest

from auth_service.accounts.models import User
from auth_service.audit.models import AuditEvent
from auth_service.second_factor.models import EmailedCode, SecondFactor
from auth_service.second_factor.services.emailed import purge
from auth_service.second_factor.tests.people import (
    attempt,
    code,
    mailed_code,
    signed_in,
    with_app,
    with_mail,
)
from auth_service.tests.make import at_once, mails, make_world
from shared.testing import make_client


def methods_in(response):
    return [detail["field"] for detail in response.json()["details"]]


def code_of(response):
    return response.status_code, response.json()["code"]


def test_without_a_code_the_methods_are_named(world):
    with_app(world.agent)

    response = attempt("maria.reyes")

    assert code_of(response) == (401, "OTP_REQUIRED")
    assert methods_in(response) == ["totp", "recovery"]
    assert "access" not in response.json()


def test_a_wrong_password_says_nothing_of_the_second_factor(world):
    with_app(world.agent)
    body = {"username": "maria.reyes", "password": "wrong", "otp": "123456"}

    assert code_of(make_client().post("/token/", body)) == (401, "AUTH_FAILED")


@pytest.mark.parametrize("steps", [0, 1])
def test_a_code_of_now_or_of_a_neighbouring_step_signs_in(world, elsewhere, clock, steps):
    secret, _ = with_app(world.agent)

    answer = signed_in(world.agent, code(secret, steps))

    claims = elsewhere(answer["access"]).claims
    assert (claims["amr"], claims["acr"]) == (["pwd", "totp", "mfa"], "aal2")
    assert "recovery_codes" not in answer


def test_a_code_from_further_away_is_refused(world, clock):
    secret, _ = with_app(world.agent)

    assert code_of(attempt("maria.reyes", code(secret, 2))) == (401, "OTP_INVALID")


def test_a_code_is_refused_the_second_time_and_so_are_older_ones(world, clock):
    secret, _ = with_app(world.agent)
    signed_in(world.agent, code(secret, 1))

    assert code_of(attempt("maria.reyes", code(secret, 1))) == (401, "OTP_INVALID")
    assert code_of(attempt("maria.reyes", code(secret))) == (401, "OTP_INVALID")
    clock.advance(seconds=60)
    assert attempt("maria.reyes", code(secret)).status_code == 200


def test_guessing_codes_is_delayed_and_audited(world):
    with_app(world.agent)

    answers = [attempt("maria.reyes", "000000").status_code for _ in range(6)]

    assert answers == [401] * 5 + [429]
    assert AuditEvent.objects.filter(action="sign_in.failed").count() == 5


def test_a_recovery_code_signs_in_once_and_the_owner_is_told(world):
    _, codes = with_app(world.agent)
    assert len(set(codes)) == 10

    signed_in(world.agent, codes[3].upper())

    assert code_of(attempt("maria.reyes", codes[3])) == (401, "OTP_INVALID")
    assert "9 of them are left" in mails("login_alert")[-1].message
    signed_in(world.agent, codes[4].replace("-", ""))


def test_a_mailed_code_signs_in_once(world):
    with_mail(world.agent)
    assert methods_in(attempt("maria.reyes")) == ["email", "recovery"]
    assert attempt("maria.reyes", path="/token/code/").status_code == 202
    otp = mailed_code()

    signed_in(world.agent, otp)

    assert code_of(attempt("maria.reyes", otp)) == (401, "OTP_INVALID")


def test_a_mailed_code_lives_ten_minutes(world, clock):
    with_mail(world.agent)
    attempt("maria.reyes", path="/token/code/")
    clock.advance(minutes=10)

    assert code_of(attempt("maria.reyes", mailed_code())) == (401, "OTP_INVALID")
    purge()
    assert not EmailedCode.objects.exists()


def test_a_mailed_code_allows_five_attempts_however_they_are_spread(world, clock):
    with_mail(world.agent)
    attempt("maria.reyes", path="/token/code/")
    otp = mailed_code()
    wrong = "000000" if otp != "000000" else "000001"
    for _ in range(5):
        attempt("maria.reyes", wrong)
        clock.advance(seconds=10)

    assert code_of(attempt("maria.reyes", otp)) == (401, "OTP_INVALID")


def test_the_newest_mailed_code_replaces_the_others(world):
    with_mail(world.agent)
    attempt("maria.reyes", path="/token/code/")
    older = mailed_code()
    attempt("maria.reyes", path="/token/code/")

    if older != mailed_code():
        assert code_of(attempt("maria.reyes", older)) == (401, "OTP_INVALID")
    signed_in(world.agent, mailed_code())


def test_codes_do_not_flood_a_mailbox(world):
    with_mail(world.agent)

    answers = [attempt("maria.reyes", path="/token/code/").status_code for _ in range(5)]

    assert answers == [202] * 4 + [429]


def test_a_code_is_mailed_only_for_the_right_password_and_where_it_is_set_up(world):
    assert code_of(attempt("maria.reyes", path="/token/code/")) == (409, "CONFLICT")
    assert code_of(attempt("nobody", path="/token/code/")) == (401, "AUTH_FAILED")
    assert mails() == []


def test_the_code_is_nowhere_but_in_its_own_field(world):
    with_mail(world.agent)
    attempt("maria.reyes", path="/token/code/")

    (mail,) = mails("login_alert")[-1:]
    assert mail.metadata["secret_code"] not in mail.subject + mail.message
    stored = EmailedCode.objects.values_list("digest", flat=True).get()
    assert mail.metadata["secret_code"] not in stored


def test_the_secret_is_not_stored_in_plain(world):
    secret, codes = with_app(world.agent)

    assert secret not in SecondFactor.objects.get().secret
    digests = set(world.agent.recovery_codes.values_list("digest", flat=True))
    assert digests.isdisjoint(codes)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["totp", "recovery"])
def test_of_two_uses_of_one_code_at_once_exactly_one_signs_in(db, kind):
    agent = User.objects.get(pk=make_world().agent.pk)
    secret, codes = with_app(agent)
    otp = codes[0] if kind == "recovery" else code(secret, 1)

    answers = at_once(*[lambda: attempt("maria.reyes", otp).status_code] * 2)

    assert sorted(answers) == [200, 401]
