import uuid

import pytest

from auth_service.tests.make import PASSWORD, make_person, sign_in
from auth_service.tokens.models import LoginDelay
from shared.http.rates import Rate
from shared.testing import make_client

CHANGING = {"timestamp", "correlation_id"}


def attempt(username, password=PASSWORD, **extra):
    return make_client().post("/token/", {"username": username, "password": password}, **extra)


def refusal(response):
    return {key: value for key, value in response.json().items() if key not in CHANGING}


def only_delay():
    return LoginDelay.objects.exclude(subject__startswith="address:").get()


@pytest.mark.parametrize("login", ["maria.reyes", "MARIA.Reyes", "Maria.Reyes@Example.com"])
def test_a_person_signs_in_by_name_or_address_in_any_case(world, elsewhere, login):
    answer = sign_in(login)

    assert answer["access"] == answer["access_token"]
    assert answer["refresh"] == answer["refresh_token"]
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 900)
    caller = elsewhere(answer["access"])
    assert (caller.id, caller.username) == (world.agent.pk, "maria.reyes")
    assert caller.email == "maria.reyes@example.com"
    assert caller.roles == {("TTS", "IT Support")}
    assert caller.claims["department"] == "IT"


def test_email_is_another_name_of_the_field(world):
    body = {"email": world.agent.email, "password": PASSWORD}

    assert make_client().post("/token/", body).status_code == 200


def test_unknown_inactive_deleted_and_mistyped_are_refused_in_the_same_words(world):
    make_person("gone", is_active=False)
    refusals = [
        attempt("maria.reyes", "not the password"),
        attempt("nobody.at.all"),
        attempt("nobody@example.com"),
        attempt("gone"),
    ]

    assert {response.status_code for response in refusals} == {401}
    assert refusal(refusals[0])["code"] == "AUTH_FAILED"
    assert all(refusal(response) == refusal(refusals[0]) for response in refusals)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"username": "maria.reyes"}, "password"),
        ({"password": PASSWORD}, "username"),
        ({"username": "a", "email": "a@b.c", "password": PASSWORD}, "username"),
        ({"username": "a", "password": PASSWORD, "remember": True}, "remember"),
        ({"username": "a" * 300, "password": PASSWORD}, "username"),
        ({"username": "a", "password": "p" * 200}, "password"),
        ({"username": "a\x00b", "password": PASSWORD}, "username"),
    ],
)
def test_a_malformed_body_is_refused_by_field(world, body, field):
    response = make_client().post("/token/", body)

    assert response.status_code == 400
    assert [detail["field"] for detail in response.json()["details"]] == [field]


def test_failures_delay_an_account_known_or_not(world):
    for login in ("maria.reyes", "nobody"):
        answers = [attempt(login, "wrong").status_code for _ in range(6)]
        delayed = attempt(login)

        assert answers == [401] * 5 + [429]
        assert delayed.status_code == 429
        assert delayed.json()["code"] == "RATE_LIMIT_EXCEEDED"
        assert 1 <= int(delayed.headers["Retry-After"]) <= 2


def test_a_delay_does_not_tell_which_name_and_address_are_one_persons(world):
    for _ in range(6):
        attempt("maria.reyes", "wrong")

    assert attempt("maria.reyes@example.com", "wrong").status_code == 401


def test_failures_elsewhere_do_not_keep_people_out_where_they_have_signed_in_before(world):
    home = {"headers": {"X-Forwarded-For": "203.0.113.9", "User-Agent": "Firefox/140.0"}}
    assert attempt("maria.reyes", **home).status_code == 200
    for _ in range(6):
        attempt("maria.reyes", "wrong")
    assert attempt("maria.reyes").status_code == 429

    assert attempt("MARIA.reyes", **home).status_code == 200
    guesses = [attempt("maria.reyes", "wrong", **home).status_code for _ in range(6)]
    assert guesses == [401] * 5 + [429]


def test_the_delay_doubles_up_to_five_minutes_and_ends(world, clock):
    waits: list[int] = []
    while len(waits) < 11:
        response = attempt("maria.reyes", "wrong")
        if response.status_code == 429:
            waits.append(int(response.headers["Retry-After"]))
            clock.advance(seconds=waits[-1])

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert attempt("maria.reyes").status_code == 200
    assert attempt("maria.reyes", "wrong").status_code == 401


def test_failures_are_forgotten_after_a_quiet_while(world, clock):
    for _ in range(4):
        attempt("maria.reyes", "wrong")
    clock.advance(minutes=16)

    attempt("maria.reyes", "wrong")

    assert only_delay().failures == 1


def test_attempts_during_a_delay_do_not_prolong_it(world):
    for _ in range(5):
        attempt("maria.reyes", "wrong")
    before = only_delay()

    assert attempt("maria.reyes", "wrong").status_code == 429

    after = only_delay()
    assert (after.failures, after.blocked_until) == (before.failures, before.blocked_until)


def test_a_delayed_account_leaves_others_alone(world):
    for _ in range(6):
        attempt("maria.reyes", "wrong")

    assert attempt("admin").status_code == 200


def test_an_address_that_tries_many_names_is_delayed(world):
    spraying = {"headers": {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}}
    attempt("someone", "wrong", **spraying)
    LoginDelay.objects.filter(subject="address:203.0.113.9").update(failures=99)

    assert attempt("another", "wrong", **spraying).status_code == 401
    assert attempt("maria.reyes", **spraying).status_code == 429
    assert attempt("maria.reyes").status_code == 200


def test_only_a_proxy_of_ours_may_say_where_a_request_comes_from(world):
    forged = {"REMOTE_ADDR": "203.0.113.7", "headers": {"X-Forwarded-For": "198.51.100.1"}}

    attempt("maria.reyes", "wrong", **forged)

    assert LoginDelay.objects.filter(subject="address:203.0.113.7").exists()


def test_attempts_are_limited_per_address_and_account(world, settings):
    settings.SERVICE = f"test-{uuid.uuid4().hex}"
    settings.RATES = {**settings.RATES, "login": Rate(limit=5, seconds=60, burst=5)}

    answers = [attempt("maria.reyes") for _ in range(6)]
    elsewhere = attempt("maria.reyes", headers={"X-Forwarded-For": "203.0.113.9"})

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[-1].json()["code"] == "RATE_LIMIT_EXCEEDED"
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 12
    assert answers[0].headers["X-RateLimit-Limit"] == "5"
    assert attempt("admin").status_code == 200
    assert elsewhere.status_code == 200
