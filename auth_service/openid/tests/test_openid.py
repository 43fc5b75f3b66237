"""Signing in with an organisation's provider, and every way in which that must fail."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from auth_service.audit.models import AuditEvent
from auth_service.openid import provider as client_side
from auth_service.openid.models import ForeignIdentity
from auth_service.openid.tests.small_provider import CLIENT_ID, CLIENT_SECRET, small_provider
from auth_service.tests.make import PAGE, make_person
from auth_service.tokens.models import Session
from shared.testing import make_client

BEGIN = "/token/openid/"
CALLBACK = "/token/openid/callback/"
ME = "/api/v1/users/me/"
FOREIGN_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def provider(world, settings):
    with small_provider() as running:
        settings.OPENID_ISSUER = running.issuer
        settings.OPENID_CLIENT_ID, settings.OPENID_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
        yield running


def begin(browser):
    response = browser.get(BEGIN)
    assert response.status_code == 302, response.json()
    return response["Location"]


def come_back(browser, answer):
    response = browser.get(CALLBACK, answer)
    assert response.status_code == 302
    return response["Location"]


def sign_in(provider, browser=None):
    """The browser, and where it was sent in the end."""
    browser = browser or make_client()
    return browser, come_back(browser, provider.authorise(begin(browser)))


def refused(provider):
    browser, location = sign_in(provider)
    assert browser.get(ME).status_code == 401
    assert not Session.objects.exists()
    return location == f"{PAGE}/?openid=AUTH_FAILED"


def test_a_person_signs_in_and_is_known_by_the_providers_id_from_then_on(provider, world):
    browser, location = sign_in(provider)

    assert location == f"{PAGE}/"
    assert browser.get(ME).json()["username"] == "maria.reyes"
    provider.claims = {"email": "married@example.com"}
    again, _ = sign_in(provider)
    assert again.get(ME).json()["username"] == "maria.reyes"
    assert ForeignIdentity.objects.get().user == world.agent
    actions = AuditEvent.objects.filter(actor_id=world.agent.pk).order_by("pk")
    assert [e.action for e in actions] == [
        "identity.linked",
        "sign_in.succeeded",
        "sign_in.succeeded",
    ]


def test_the_browser_is_sent_with_state_nonce_and_challenge(provider):
    url = begin(make_client())
    asked = parse_qs(urlsplit(url).query)

    assert url.startswith(f"{provider.issuer}/authorization?")
    assert asked["redirect_uri"] == [f"{PAGE}/api/auth/token/openid/callback/"]
    assert set(asked["scope"][0].split()) == {"openid", "email", "profile"}
    assert all(len(asked[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))


def test_the_tokens_are_in_cookies_alone(provider):
    browser, location = sign_in(provider)

    assert browser.cookies["access_token"]["httponly"]
    assert not browser.cookies["openid_attempt"].value
    assert "token" not in location


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": "nobody@example.com"},
        {"email": ""},
        {"nonce": "another"},
        {"iss": "https://elsewhere.example"},
        {"aud": "another"},
        {"aud": ["tts", "another"]},
        {"exp": int(time.time()) - 3600},
    ],
    ids=str,
)
def test_a_word_that_does_not_convince_opens_nothing(provider, claims):
    provider.claims = claims

    assert refused(provider)
    assert not ForeignIdentity.objects.exists()


def test_a_foreign_signature_opens_nothing(provider):
    provider.key = FOREIGN_KEY

    assert refused(provider)


def test_an_answer_to_somebody_elses_attempt_is_refused(provider):
    attacker, victim = make_client(), make_client()
    prepared = provider.authorise(begin(attacker))

    assert come_back(victim, prepared).endswith("?openid=AUTH_FAILED")
    begin(victim)
    assert come_back(victim, prepared).endswith("?openid=AUTH_FAILED")
    assert victim.get(ME).status_code == 401


def test_a_stolen_code_is_worthless_without_the_verifier(provider):
    victim, thief = make_client(), make_client()
    stolen = provider.authorise(begin(victim))["code"]
    own = parse_qs(urlsplit(begin(thief)).query)["state"][0]

    assert come_back(thief, {"code": stolen, "state": own}).endswith("?openid=AUTH_FAILED")


def test_an_answer_counts_once(provider):
    browser = make_client()
    answer = provider.authorise(begin(browser))
    come_back(browser, answer)

    assert come_back(browser, answer).endswith("?openid=AUTH_FAILED")


def test_a_refusal_of_the_provider_is_passed_on(provider):
    browser = make_client()
    begin(browser)

    location = come_back(browser, {"error": "access_denied", "state": "x"})

    assert location.endswith("?openid=AUTH_FAILED")


def test_an_address_given_to_somebody_else_does_not_open_the_first_ones_account(provider):
    sign_in(provider)
    Session.objects.all().delete()
    provider.claims = {"sub": "another person"}

    assert refused(provider)


def test_a_deactivated_person_is_refused(provider, world):
    sign_in(provider)
    Session.objects.all().delete()
    world.agent.is_active = False
    world.agent.save()

    assert refused(provider)
    assert AuditEvent.objects.filter(action="sign_in.failed").exists()


@pytest.mark.parametrize("name", ["Mar\u0130a.Reyes", "mar\u0131a.reyes", "maria.reye\u017f"])
def test_an_address_that_only_looks_like_hers_does_not_open_her_account(provider, name):
    provider.claims = {"email": f"{name}@example.com"}

    assert refused(provider)
    assert not ForeignIdentity.objects.exists()


def test_an_account_is_never_made(provider):
    make_person("zoe")
    provider.claims = {"email": "newcomer@example.com"}

    assert refused(provider)


def test_without_a_provider_there_is_no_such_sign_in(world):
    for path in (BEGIN, CALLBACK):
        assert make_client().get(path).status_code == 404


def test_while_the_provider_is_away_people_are_told(provider, settings):
    settings.OPENID_ISSUER = "http://127.0.0.1:1"

    assert make_client().get(BEGIN).status_code == 503


def test_a_provider_that_calls_itself_something_else_is_not_believed(provider, settings):
    settings.OPENID_ISSUER = provider.issuer + "/"
    client_side._known.clear()

    assert make_client().get(BEGIN).status_code == 503
