import pytest

from auth_service.tests.make import PAGE, PASSWORD, browser, own_page
from shared.testing import make_client

ME = "/api/v1/users/me/"
CREDENTIALS = {"username": "maria.reyes", "password": PASSWORD}


def cookies_of(response):
    """(name, path) → cookie, for each Set-Cookie header."""
    return {(cookie.key, cookie["path"]): cookie for cookie in response.cookies.values()}


def test_cookie_mode_answers_no_token(world):
    response = make_client().post("/token/?cookie=1", CREDENTIALS)

    assert response.json() == {"token_type": "Bearer", "expires_in": 900}


def test_the_refresh_cookie_goes_to_the_token_endpoints_alone(world):
    cookies = cookies_of(make_client().post("/token/?cookie=1", CREDENTIALS))

    assert set(cookies) == {
        ("access_token", "/"),
        ("csrftoken", "/"),
        ("refresh_token", "/api/auth/token/"),
        ("refresh_token", "/token/"),
    }
    assert all(cookie["samesite"] == "Strict" for cookie in cookies.values())
    readable = {name for (name, _), cookie in cookies.items() if not cookie["httponly"]}
    assert readable == {"csrftoken"}


@pytest.mark.parametrize(
    ("headers", "production", "secure"),
    [
        ({}, False, False),
        ({"X-Forwarded-Proto": "https"}, False, True),
        ({}, True, True),
    ],
)
def test_cookies_are_secure_over_https_and_in_production(
    world, settings, headers, production, secure
):
    settings.PRODUCTION = production
    response = make_client().post("/token/?cookie=1", CREDENTIALS, headers=headers)

    assert all(bool(c["secure"]) is secure for c in cookies_of(response).values())


def test_a_foreign_page_cannot_sign_its_visitor_in(world):
    headers = {"Origin": "https://evil.example"}

    response = make_client().post("/token/?cookie=1", CREDENTIALS, headers=headers)

    assert (response.status_code, response.json()["code"]) == (403, "ORIGIN_REFUSED")
    assert not response.cookies


def test_reading_needs_the_cookie_only(world):
    assert browser("maria.reyes").get(ME).json()["username"] == "maria.reyes"


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "ORIGIN_REFUSED"),
        ({"Origin": "https://evil.example"}, "ORIGIN_REFUSED"),
        ({"Origin": PAGE}, "CSRF_FAILED"),
        ({"Origin": PAGE, "X-CSRFToken": "guess"}, "CSRF_FAILED"),
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("patch", ME),
        ("post", "/token/refresh/?cookie=1"),
        ("post", "/logout/"),
    ],
)
def test_changing_by_cookie_needs_our_own_page(world, method, path, headers, code):
    client = browser("maria.reyes")

    response = getattr(client, method)(path, {}, headers=headers)

    assert (response.status_code, response.json()["code"]) == (403, code)
    assert client.get(ME).status_code == 200


def test_our_own_page_changes_by_cookie(world):
    client = browser("maria.reyes")

    response = client.patch(ME, {"full_name": "Maria R."}, headers=own_page(client))

    assert response.json()["full_name"] == "Maria R."


def test_our_own_page_refreshes_by_cookie(world):
    client = browser("maria.reyes")
    before = {name: cookie.value for name, cookie in client.cookies.items()}

    response = client.post("/token/refresh/?cookie=1", {}, headers=own_page(client))

    after = {name: cookie.value for name, cookie in client.cookies.items()}
    assert response.status_code == 200
    assert "access" not in response.json()
    assert after["access_token"] != before["access_token"]
    assert after["refresh_token /token/"] != before["refresh_token /token/"]
    assert after["csrftoken"] == before["csrftoken"]


@pytest.mark.parametrize("planted", ["known-to-somebody-else", "A" * 43])
def test_a_token_planted_before_signing_in_is_worth_nothing_afterwards(world, planted):
    client = make_client()
    client.cookies["csrftoken"] = planted

    response = client.post("/token/?cookie=1", CREDENTIALS, headers={"Origin": PAGE})

    assert response.status_code == 200
    known = {"Origin": PAGE, "X-CSRFToken": planted}
    assert client.patch(ME, {"full_name": "Eve"}, headers=known).json()["code"] == "CSRF_FAILED"


@pytest.mark.parametrize("crafted", [r'"x\073 Domain=example.com"', r'"x\015\012Set-Cookie: a=b"'])
def test_a_crafted_cookie_writes_nothing_into_the_answer(world, crafted):
    client = browser("maria.reyes")
    refresh = client.cookies["refresh_token /token/"].value
    cookies = f"csrftoken={crafted}; refresh_token={refresh}"

    response = make_client().post(
        "/token/refresh/?cookie=1", {"refresh": refresh}, headers={"Cookie": cookies}
    )

    assert response.status_code == 200
    csrf = cookies_of(response)[("csrftoken", "/")]
    assert (len(csrf.value), csrf["domain"]) == (43, "")


def test_without_a_cookie_there_is_nothing_to_refresh(world):
    response = make_client().post("/token/refresh/?cookie=1", {}, headers={"Origin": PAGE})

    assert (response.status_code, response.json()["code"]) == (401, "AUTH_FAILED")


def test_signing_out_ends_the_session_and_clears_the_cookies(world):
    client = browser("maria.reyes")
    access = client.cookies["access_token"].value
    refresh = client.cookies["refresh_token /token/"].value

    response = client.post("/logout/", headers=own_page(client))

    assert response.status_code == 204
    assert all(c["max-age"] == "0" and not c.value for c in cookies_of(response).values())
    assert len(cookies_of(response)) == 4
    assert make_client().post("/token/refresh/", {"refresh": refresh}).status_code == 401
    assert make_client().post("/token/verify/", {"token": access}).status_code == 401


def test_an_unknown_query_parameter_is_refused(world):
    response = make_client().post("/token/?cookies=1", CREDENTIALS)

    assert response.json()["details"][0]["field"] == "cookies"


@pytest.mark.parametrize("query", ["", "?cookie=1"])
def test_no_cache_keeps_what_signing_in_answers(world, query):
    assert make_client().post(f"/token/{query}", CREDENTIALS)["Cache-Control"] == "no-store"
    assert make_client().get("/.well-known/jwks.json")["Cache-Control"] == "public, max-age=60"
