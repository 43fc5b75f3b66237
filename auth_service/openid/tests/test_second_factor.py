"""A provider's word replaces the password, not the second factor (decision 0029)."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from auth_service.audit.models import AuditEvent
from auth_service.openid.tests.small_provider import CLIENT_ID, CLIENT_SECRET, small_provider
from auth_service.openid.tests.test_openid import ME, sign_in
from auth_service.second_factor.tests.people import (
    TWO_FACTOR,
    code,
    mailed_code,
    require,
    with_app,
    with_mail,
)
from auth_service.tests.make import PAGE, bearer
from auth_service.tokens.models import Session
from shared.testing import make_client

FINISH = "/token/openid/second-factor/"
OWED = f"{PAGE}/?openid=OTP_REQUIRED"


@pytest.fixture
def provider(world, settings):
    with small_provider() as running:
        settings.OPENID_ISSUER = running.issuer
        settings.OPENID_CLIENT_ID, settings.OPENID_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
        yield running


def finish(browser, **body):
    return browser.post(FINISH, body, headers={"Origin": PAGE})


def answer_of(response):
    return response.status_code, response.json()["code"]


def methods():
    return Session.objects.latest("created_at").methods


def test_whoever_has_a_second_factor_enters_a_code_of_it(provider, world):
    secret, _ = with_app(world.agent)
    browser, location = sign_in(provider)
    assert location == OWED
    assert browser.get(ME).status_code == 401
    asked = finish(browser)
    assert answer_of(asked) == (401, "OTP_REQUIRED")
    assert [detail["field"] for detail in asked.json()["details"]] == ["totp", "recovery"]

    ended = finish(browser, otp=code(secret))

    assert (ended.status_code, "access" in ended.json()) == (200, False)
    assert browser.get(ME).json()["username"] == "maria.reyes"
    assert methods() == ["fed", "totp", "mfa"]


@pytest.mark.parametrize(
    ("word", "minutes"), [({}, None), ({"auth_time": -3600}, 60), ({"auth_time": 3600}, 0)]
)
def test_a_session_that_was_open_at_the_provider_is_no_recent_proof(provider, word, minutes):
    provider.claims = {name: int(time.time()) + offset for name, offset in word.items()}

    sign_in(provider)

    proven = Session.objects.get().authenticated_at
    age = (timezone.now() - proven).total_seconds() // 60
    assert proven.timestamp() == 0 if minutes is None else age == minutes


def test_a_code_of_ours_is_one(provider, world):
    secret, _ = with_app(world.agent)
    browser, _ = sign_in(provider)

    finish(browser, otp=code(secret))

    assert Session.objects.latest("created_at").authenticated_at > timezone.now() - timedelta(
        minutes=1
    )


def test_a_code_can_be_mailed(provider, world):
    with_mail(world.agent)
    browser, _ = sign_in(provider)

    assert browser.post("/token/openid/code/", headers={"Origin": PAGE}).status_code == 202

    assert finish(browser, otp=mailed_code()).status_code == 200


def test_a_provider_that_asked_for_a_second_factor_itself_is_believed(provider, world):
    require("IT Support")
    provider.claims = {"amr": ["pwd", "mfa"]}

    browser, location = sign_in(provider)

    assert location == f"{PAGE}/"
    assert browser.get(ME).status_code == 200
    assert methods() == ["fed", "mfa"]


@pytest.mark.parametrize("amr", [["pwd"], "mfa", {"mfa": True}, None])
def test_any_other_word_of_a_provider_does_not_count(provider, world, amr):
    with_app(world.agent)
    provider.claims = {"amr": amr}

    assert sign_in(provider)[1] == OWED


def test_whoever_holds_a_role_that_asks_for_one_sets_it_up_first(provider, world):
    require("IT Support")
    browser, location = sign_in(provider)
    assert location == f"{PAGE}/?openid=ENROLMENT_REQUIRED"
    asked = finish(browser)
    assert answer_of(asked) == (401, "ENROLMENT_REQUIRED")

    enrolling = bearer(asked.json()["enrolment_token"])
    secret = enrolling.post(f"{TWO_FACTOR}totp/").json()["secret"]
    ended = finish(browser, otp=code(secret))

    assert ended.status_code == 200
    assert len(ended.json()["recovery_codes"]) == 10
    assert browser.get(ME).status_code == 200


def test_a_wrong_code_opens_nothing_and_is_delayed_and_audited(provider, world):
    with_app(world.agent)
    browser, _ = sign_in(provider)

    answers = [finish(browser, otp="000000").status_code for _ in range(6)]

    assert answers == [401] * 5 + [429]
    assert AuditEvent.objects.filter(action="sign_in.failed").count() == 5
    assert browser.get(ME).status_code == 401


def test_only_the_browser_that_came_back_can_go_on(provider, world):
    secret, _ = with_app(world.agent)
    browser, _ = sign_in(provider)

    assert answer_of(finish(make_client(), otp=code(secret))) == (401, "AUTH_FAILED")
    elsewhere = {"Origin": "https://elsewhere.example"}
    assert browser.post(FINISH, {"otp": code(secret)}, headers=elsewhere).status_code == 403
    assert finish(browser, otp=code(secret)).status_code == 200
    assert answer_of(finish(browser, otp=code(secret))) == (401, "AUTH_FAILED")


def test_a_sign_in_that_waits_for_a_code_ends_with_the_account(provider, world):
    secret, _ = with_app(world.agent)
    browser, _ = sign_in(provider)
    world.agent.refresh_from_db()
    world.agent.is_active = False
    world.agent.save()

    assert answer_of(finish(browser, otp=code(secret))) == (401, "AUTH_FAILED")
