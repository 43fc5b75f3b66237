import jwt
import pytest

from auth_service.tests.make import bearer, make_person, make_world, sign_in
from auth_service.tests.threads import at_once
from auth_service.tokens.models import RefreshToken, Session
from shared.testing import make_client

ME = "/api/v1/users/me/"
LAPTOP = {"User-Agent": "laptop"}
PHONE = {"User-Agent": "phone"}


def refresh(token, headers=LAPTOP):
    return make_client().post("/token/refresh/", {"refresh": token}, headers=headers)


def jti(token):
    return jwt.decode(token, options={"verify_signature": False})["jti"]


def test_each_refresh_token_gives_one_following_pair(world):
    first = sign_in("maria.reyes")

    second = refresh(first["refresh"]).json()
    third = refresh(second["refresh"]).json()

    assert len({first["refresh"], second["refresh"], third["refresh"]}) == 3
    assert bearer(third["access"]).get(ME).json()["username"] == "maria.reyes"


def test_new_tokens_carry_the_roles_of_today(world, elsewhere):
    pair = sign_in("maria.reyes")
    world.agent.assignments.update(is_active=False)

    following = refresh(pair["refresh"]).json()

    assert elsewhere(following["access"]).roles == frozenset()


def test_the_same_client_gets_the_same_pair_again_within_ten_seconds(world, clock):
    pair = sign_in("maria.reyes")
    following = refresh(pair["refresh"]).json()
    clock.advance(seconds=9)

    assert refresh(pair["refresh"]).json() == following


@pytest.mark.parametrize(("seconds", "headers"), [(11, LAPTOP), (0, PHONE)])
def test_using_a_token_twice_revokes_the_family(world, clock, seconds, headers):
    pair = sign_in("maria.reyes")
    following = refresh(pair["refresh"]).json()
    clock.advance(seconds=seconds)

    assert refresh(pair["refresh"], headers).status_code == 401

    assert refresh(following["refresh"]).status_code == 401
    assert bearer(following["access"]).get(ME).status_code == 401
    assert Session.objects.get().revoked_because == "refresh token reused"


def test_a_late_double_after_the_client_moved_on_is_refused_but_revokes_nothing(world):
    first = sign_in("maria.reyes")
    second = refresh(first["refresh"]).json()
    third = refresh(second["refresh"]).json()

    assert refresh(first["refresh"]).status_code == 401
    assert refresh(third["refresh"]).status_code == 200


def test_revoking_one_family_leaves_the_persons_other_sessions(world, clock):
    stolen, other = sign_in("maria.reyes"), sign_in("maria.reyes")
    refresh(stolen["refresh"])
    clock.advance(seconds=11)

    refresh(stolen["refresh"])

    assert refresh(other["refresh"]).status_code == 200


def test_a_deactivated_or_deleted_person_cannot_refresh(world):
    for number, changes in enumerate([{"is_active": False}, None]):
        user = make_person(f"leaver{number}")
        pair = sign_in(user.username)
        path = f"/api/v1/users/{user.pk}/"
        admin = bearer(sign_in("admin")["access"])
        done = admin.delete(path) if changes is None else admin.patch(path, changes)
        assert done.status_code in {200, 204}

        assert refresh(pair["refresh"]).status_code == 401
        assert bearer(pair["access"]).get(ME).status_code == 401


def test_a_person_whose_row_is_gone_is_refused(world):
    user = make_person("erased")
    pair = sign_in("erased")
    user.delete()

    assert refresh(pair["refresh"]).status_code == 401
    assert bearer(pair["access"]).get(ME).status_code == 401


@pytest.mark.parametrize("token", ["", "abc", "a.b.c", "ü.ü.ü", "x" * 9000])
def test_garbage_is_refused(world, token):
    assert refresh(token).status_code in {400, 401}


def test_an_access_token_does_not_refresh(world):
    assert refresh(sign_in("maria.reyes")["access"]).status_code == 401


@pytest.mark.django_db(transaction=True)
def test_fifty_refreshes_of_one_token_at_once_give_one_pair():
    make_world()
    pair = sign_in("maria.reyes", **LAPTOP)

    responses = at_once(50, lambda _: refresh(pair["refresh"]))

    assert {response.status_code for response in responses} == {200}
    assert len({response.json()["refresh"] for response in responses}) == 1
    assert len({response.json()["access"] for response in responses}) == 1
    assert RefreshToken.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_fifty_clients_with_one_token_get_one_pair_and_end_the_family():
    make_world()
    pair = sign_in("maria.reyes")

    responses = at_once(50, lambda n: refresh(pair["refresh"], {"User-Agent": f"client {n}"}))

    codes = sorted(response.status_code for response in responses)
    assert codes == [200] + [401] * 49
    assert RefreshToken.objects.count() == 2
    winner = next(r.json() for r in responses if r.status_code == 200)
    assert refresh(winner["refresh"]).status_code == 401
    assert jti(winner["refresh"]) != jti(pair["refresh"])
