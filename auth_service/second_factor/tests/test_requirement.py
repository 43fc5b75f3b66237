"""A role that asks for a second factor asks everybody who holds it, whenever they signed in."""

import pytest

from auth_service.access.services import change_role, grant_role
from auth_service.second_factor.tests.people import attempt, code, require, signed_in, with_app
from auth_service.tests.make import PASSWORD, bearer, role, sign_in
from auth_service.tokens.models import Session
from shared.testing import make_client

ME = "/api/v1/users/me/"


def refreshed(pair):
    return make_client().post("/token/refresh/", {"refresh": pair["refresh"]})


def test_a_session_without_one_ends_when_the_role_begins_to_ask(world):
    pair = sign_in("maria.reyes")

    change_role(role_id=role("IT Support").pk, requires_second_factor=True)

    assert bearer(pair["access"]).get(ME).json()["code"] == "TOKEN_EXPIRED"
    assert refreshed(pair).status_code == 401
    assert Session.objects.get().revoked_because == "a role asks for a second factor"
    assert attempt("maria.reyes").json()["code"] == "ENROLMENT_REQUIRED"


def test_a_role_given_later_is_not_had_without_one(world):
    require("Security Officer")
    pair = sign_in("maria.reyes")
    grant_role(user_id=world.agent.pk, role_id=role("Security Officer").pk)

    assert refreshed(pair).status_code == 401


def test_the_grace_for_lost_answers_is_no_way_around_it(world):
    pair = sign_in("maria.reyes")
    assert refreshed(pair).status_code == 200
    require("IT Support")

    assert refreshed(pair).status_code == 401


def test_proving_the_password_again_is_no_way_around_it(world):
    inside = bearer(sign_in("maria.reyes")["access"])
    require("IT Support")

    assert inside.post("/token/step-up/", {"password": PASSWORD}).status_code == 401


@pytest.mark.parametrize("when", ["before", "after"])
def test_whoever_signed_in_with_one_goes_on(world, when):
    secret, _ = with_app(world.agent)
    if when == "before":
        require("IT Support")
    pair = signed_in(world.agent, code(secret))
    change_role(role_id=role("IT Support").pk, requires_second_factor=True)

    assert refreshed(pair).status_code == 200
