import pytest

from auth_service.tests.make import SECRET, bearer, make_program, program, sign_in
from auth_service.tokens.models import ServiceClient
from shared.http.rates import Rate
from shared.testing import make_client


def credentials(client_id, secret=SECRET):
    return {"client_id": client_id, "client_secret": secret}


def test_a_program_gets_a_short_token_with_its_scopes(world, elsewhere):
    make_program("ticket_service", "users.read", "roles.read")

    answer = make_client().post("/token/service/", credentials("ticket_service")).json()

    assert (answer["expires_in"], answer["token_type"]) == (900, "Bearer")
    assert answer["scopes"] == ["users.read", "roles.read"]
    caller = elsewhere(answer["access_token"])
    assert (caller.is_service, caller.client_id) == (True, "ticket_service")
    assert caller.has_scope("users.read")
    assert not caller.has_scope("tickets.access")


def test_unknown_inactive_and_mistyped_are_refused_alike(world):
    make_program("ticket_service")
    ServiceClient.objects.create(client_id="retired", secret="!", is_active=False)

    answers = [
        make_client().post("/token/service/", body)
        for body in (
            credentials("ticket_service", "wrong"),
            credentials("nobody"),
            credentials("retired"),
        )
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.json()["error"] for answer in answers}) == 1


def test_a_deactivated_program_is_refused_at_once(world):
    client = program("ticket_service", "users.read")
    assert client.get("/api/v1/users/internal/?ids=1").status_code == 200

    ServiceClient.objects.update(is_active=False)

    assert client.get("/api/v1/users/internal/?ids=1").status_code == 401


def test_a_program_is_no_person(world):
    client = program("ticket_service", "users.read")

    assert client.get("/api/v1/users/me/").status_code == 403
    assert client.get("/api/v1/users/").status_code == 403
    token = client._credentials["HTTP_AUTHORIZATION"].split()[1]
    assert make_client().post("/token/refresh/", {"refresh": token}).status_code == 401
    assert make_client().post("/logout/", {"refresh": token}).status_code == 401


def test_verify_tells_what_a_token_is(world):
    make_program("ticket_service")
    service = make_client().post("/token/service/", credentials("ticket_service")).json()
    person = sign_in("maria.reyes")

    said = [
        make_client().post("/token/verify/", {"token": token}).json()
        for token in (service["access"], person["access"])
    ]

    assert [(one["valid"], one["token_type"]) for one in said] == [
        (True, "service"),
        (True, "access"),
    ]
    assert [one["subject"] for one in said] == ["ticket_service", str(world.agent.pk)]
    refused = make_client().post("/token/verify/", {"token": person["refresh"]})
    assert refused.status_code == 401
    assert bearer(person["refresh"]).get("/api/v1/users/me/").status_code == 401


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/token/refresh/", {"refresh": "x"}),
        ("/token/verify/", {"token": "x"}),
        ("/token/service/", credentials("reporting")),
    ],
)
def test_asking_in_a_loop_is_refused_and_told_before(world, settings, path, body):
    settings.RATES = {**settings.RATES, "token": Rate(limit=60, seconds=60, burst=2)}

    answers = [make_client().post(path, body) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert [answer["X-RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert answers[2].json()["code"] == "RATE_LIMIT_EXCEEDED"
    assert int(answers[2]["Retry-After"]) > 0


def test_one_programs_loop_keeps_no_other_from_its_token(world, settings):
    settings.RATES = {**settings.RATES, "token": Rate(limit=60, seconds=60, burst=1)}
    make_program("billing", "users.read")
    for _ in range(3):
        make_client().post("/token/service/", credentials("reporting"))

    assert make_client().post("/token/service/", credentials("billing")).status_code == 200
