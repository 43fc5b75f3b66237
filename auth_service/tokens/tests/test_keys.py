from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from auth_service.audit.models import AuditEvent
from auth_service.tests.make import bearer, make_world, sign_in
from auth_service.tests.threads import at_once
from auth_service.tokens import keys
from auth_service.tokens.models import SigningKey
from shared.errors import Unavailable
from shared.testing import make_client

ME = "/api/v1/users/me/"


def published():
    return make_client().get("/.well-known/jwks.json").json()["keys"]


def test_the_published_keys_are_public_halves_only(world):
    assert len(published()) == 2
    for key in published():
        assert set(key) == {"kid", "kty", "alg", "use", "n", "e"}
        assert (key["kty"], key["alg"], key["use"]) == ("RSA", "RS256", "sig")


def test_the_next_key_is_published_before_it_signs(world, clock):
    current, following = (key["kid"] for key in published())

    clock.advance(minutes=11)
    call_command("rotate_keys", verbosity=0)

    assert published()[0]["kid"] == following
    assert current in {key["kid"] for key in published()}


def test_rotating_again_waits_until_all_services_know_the_next_key(world, clock, capsys):
    for minutes, expected in ((0, "Nothing to do"), (9, "Nothing to do"), (2, "Signing with")):
        clock.advance(minutes=minutes)
        before = published()

        call_command("rotate_keys")

        assert expected in capsys.readouterr().out
        assert (published() == before) is (expected == "Nothing to do")


@pytest.mark.django_db(transaction=True)
def test_rotations_at_once_rotate_once():
    make_world()
    SigningKey.objects.update(created_at=timezone.now() - timedelta(hours=1))

    rotated = at_once(5, lambda _: keys.rotate())

    assert sorted(kid is None for kid in rotated) == [False, True, True, True, True]
    assert [SigningKey.objects.filter(state=s).count() for s in ("current", "next")] == [1, 1]


def test_a_rotation_is_kept_in_the_audit(world):
    kid = keys.rotate(at_once=True)

    event = AuditEvent.objects.get(action="signing_key.rotated")
    assert (event.actor_kind, event.object_id) == ("system", kid)


def test_tokens_from_before_a_rotation_stay_valid(world, elsewhere):
    old = sign_in("maria.reyes")
    keys.rotate(at_once=True)
    keys.rotate(at_once=True)
    new = sign_in("maria.reyes")

    for pair in (old, new):
        assert elsewhere(pair["access"]).username == "maria.reyes"
        assert bearer(pair["access"]).get(ME).status_code == 200
    assert make_client().post("/token/refresh/", {"refresh": old["refresh"]}).status_code == 200


def test_a_key_disappears_when_nothing_it_signed_can_be_valid(world, clock):
    oldest = published()[0]["kid"]
    keys.rotate(at_once=True)
    clock.advance(hours=23)
    keys.rotate(at_once=True)
    assert oldest in {key["kid"] for key in published()}

    clock.advance(hours=2)
    keys.rotate(at_once=True)

    assert oldest not in {key["kid"] for key in published()}


def test_private_keys_are_stored_encrypted(world, settings):
    stored = SigningKey.objects.get(state="current").private_key

    assert "PRIVATE KEY" not in stored
    settings.SIGNING_KEY_SECRET = "another secret"
    keys._unlock.cache_clear()
    response = make_client().post("/token/service/", {"client_id": "a", "client_secret": "b"})
    assert response.status_code == 401
    with pytest.raises(Unavailable, match="another TTS_SIGNING_KEY_SECRET"):
        keys.ensure_keys()
    keys._unlock.cache_clear()


def test_without_keys_signing_in_says_what_to_do(world):
    SigningKey.objects.all().delete()

    body = {"username": "maria.reyes", "password": "correct horse battery staple"}
    response = make_client().post("/token/", body)

    assert response.status_code == 503
    assert "seed" in response.json()["error"]
    assert published() == []
