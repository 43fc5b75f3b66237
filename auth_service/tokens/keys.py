"""The ring of signing keys: made, encrypted, rotated and published."""

import base64
import json
import re
import uuid
from datetime import timedelta
from functools import lru_cache
from typing import Any

import jwt
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from auth_service.audit.services import record
from auth_service.tokens.models import SigningKey
from shared.errors import Conflict, Unavailable
from shared.identity.algorithms import ASYMMETRIC, key_id, secret_keys

KEY_BITS = 2048
# A verifier asks for keys every five minutes: by then all of them know the next one.
PUBLISHED_FOR = timedelta(minutes=10)
KID = re.compile(r"[A-Za-z0-9-]{1,64}")
# A verifier's clock may be behind ours.
MARGIN = timedelta(minutes=5)
# Any number that nothing else in this schema locks.
RING_LOCK = 7_203_114
State = SigningKey.State


def signing_key() -> tuple[str, rsa.RSAPrivateKey | str]:
    """Id of the key that signs now and what it signs with; Unavailable when none was made yet."""
    if settings.JWT_SECRETS:
        return key_id(settings.JWT_SECRETS[0]), settings.JWT_SECRETS[0]
    key = SigningKey.objects.filter(state=State.CURRENT).first()
    if key is None:
        raise Unavailable("There is no signing key yet: run seed or rotate_keys")
    return key.kid, _unlock(key.private_key)


def public_key(kid: str) -> jwt.PyJWK | None:
    """The key called `kid`, while tokens signed with it may be valid."""
    if settings.JWT_SECRETS:
        return secret_keys(settings.JWT_SECRETS).get(kid)
    if not KID.fullmatch(kid):
        return None
    key = SigningKey.objects.filter(kid=kid).first()
    return None if key is None else jwt.PyJWK(key.public_key)


def key_set() -> dict[str, Any]:
    """The public keys as a JWKS document: current first, then next and previous.

    None under HS256: whoever could verify could sign.
    """
    if settings.JWT_SECRETS:
        return {"keys": []}
    order = {State.CURRENT: 0, State.NEXT: 1, State.PREVIOUS: 2}
    keys = sorted(SigningKey.objects.all(), key=lambda key: order[State(key.state)])
    return {"keys": [key.public_key for key in keys]}


@transaction.atomic
def ensure_keys() -> bool:
    """Make the first keys; whether that was needed. Fails when the stored ones cannot be read."""
    _lock_ring()
    if SigningKey.objects.filter(state=State.CURRENT).exists():
        signing_key()
        return False
    make_key(State.CURRENT)
    make_key(State.NEXT)
    return True


@transaction.atomic
def rotate(*, at_once: bool = False) -> str | None:
    """Let the next key sign and publish a new next one; returns the id of the new current key.

    The old key stays published until the last refresh token it signed has expired. None, and
    nothing happens, while the next key was not published long enough for all to know it: so
    asking twice is harmless. `at_once` does not wait for that.
    """
    if settings.JWT_SECRETS:
        raise Conflict("Under HS256 the key is TTS_JWT_SECRET: change it in the environment")
    _lock_ring()
    now = timezone.now()
    following = SigningKey.objects.filter(state=State.NEXT).first()
    if following and now - following.created_at < PUBLISHED_FOR and not at_once:
        return None
    lapsed = now - settings.REFRESH_TOKEN_LIFETIME - MARGIN
    SigningKey.objects.filter(state=State.PREVIOUS, retired_at__lt=lapsed).delete()
    SigningKey.objects.filter(state=State.CURRENT).update(state=State.PREVIOUS, retired_at=now)
    if not SigningKey.objects.filter(state=State.NEXT).update(state=State.CURRENT):
        make_key(State.CURRENT)
    make_key(State.NEXT)
    kid, _ = signing_key()
    record(action="signing_key.rotated", object_type="signing_key", object_id=kid)
    return kid


def make_key(state: SigningKey.State) -> SigningKey:
    """A new pair in `state`."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    kid = uuid.uuid4().hex
    numbers = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(private.public_key()))
    public = {name: numbers[name] for name in ("kty", "n", "e")}
    return SigningKey.objects.create(
        kid=kid,
        state=state,
        private_key=_lock(private),
        public_key={**public, "kid": kid, "alg": ASYMMETRIC, "use": "sig"},
    )


def _lock_ring() -> None:
    # Row locks cannot keep two starting processes from both making the first keys.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RING_LOCK])


def _lock(private: rsa.RSAPrivateKey) -> str:
    plain = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return _cipher().encrypt(plain).decode()


@lru_cache(maxsize=4)
def _unlock(locked: str) -> rsa.RSAPrivateKey:
    try:
        plain = _cipher().decrypt(locked.encode())
    except InvalidToken as error:
        raise Unavailable(
            "The signing key cannot be decrypted: it was made under another TTS_SIGNING_KEY_SECRET"
        ) from error
    private = serialization.load_der_private_key(plain, password=None)
    assert isinstance(private, rsa.RSAPrivateKey)
    return private


def _cipher() -> Fernet:
    derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"tts signing keys")
    secret = derive.derive(settings.SIGNING_KEY_SECRET.encode())
    return Fernet(base64.urlsafe_b64encode(secret))
