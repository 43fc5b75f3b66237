from datetime import timedelta

from auth_service.tests.make import bearer, sign_in
from auth_service.tokens.models import RefreshToken
from auth_service.tokens.pairs import pair_of
from shared.testing import make_client


def refresh(token):
    return make_client().post("/token/refresh/", {"refresh": token})


def test_signing_out_with_the_refresh_token_revokes_the_family(world):
    first = sign_in("maria.reyes")
    second = refresh(first["refresh"]).json()

    assert make_client().post("/logout/", {"refresh": second["refresh"]}).status_code == 204

    assert refresh(second["refresh"]).status_code == 401
    assert bearer(second["access"]).get("/api/v1/users/me/").status_code == 401


def test_signing_out_with_the_bearer_header_does_the_same(world):
    pair = sign_in("maria.reyes")

    assert bearer(pair["access"]).post("/logout/").status_code == 204
    assert refresh(pair["refresh"]).status_code == 401


def test_signing_out_twice_is_no_error(world):
    body = {"refresh": sign_in("maria.reyes")["refresh"]}

    assert [make_client().post("/logout/", body).status_code for _ in range(2)] == [204, 204]


def test_an_expired_token_still_says_which_session_to_end(world):
    sign_in("maria.reyes")
    row = RefreshToken.objects.get()
    row.issued_at -= timedelta(hours=1)
    lapsed = pair_of(row, world.agent).access
    assert bearer(lapsed).get("/api/v1/users/me/").json()["code"] == "TOKEN_EXPIRED"

    assert bearer(lapsed).post("/logout/").status_code == 204
    assert refresh(pair_of(RefreshToken.objects.get(), world.agent).refresh).status_code == 401


def test_somebody_elses_token_ends_nothing(world):
    assert make_client().post("/logout/", {"refresh": "a.b.c"}).status_code == 401


def test_other_sessions_of_the_person_go_on(world):
    laptop, phone = sign_in("maria.reyes"), sign_in("maria.reyes")

    make_client().post("/logout/", {"refresh": laptop["refresh"]})

    assert refresh(phone["refresh"]).status_code == 200
