"""How tokens are signed: with key pairs, or under one secret of the whole deployment (HS256)."""

import base64
import hashlib
from functools import cache

import jwt

from shared.env import EnvError, env

ASYMMETRIC = "RS256"
SYMMETRIC = "HS256"
# The hash is 256 bits wide: a shorter secret would be the weakest part (RFC 7518, 3.2).
SECRET_BYTES = 32


def env_algorithm() -> str:
    """TTS_JWT_ALGORITHM: `RS256` unless `HS256` is asked for."""
    algorithm = env("TTS_JWT_ALGORITHM", ASYMMETRIC)
    if algorithm not in (ASYMMETRIC, SYMMETRIC):
        raise EnvError(f"TTS_JWT_ALGORITHM must be {ASYMMETRIC} or {SYMMETRIC}, not {algorithm!r}")
    return algorithm


def env_secrets(algorithm: str) -> tuple[str, ...]:
    """TTS_JWT_SECRET, which signs, and while it is being changed TTS_JWT_PREVIOUS_SECRET.

    None under RS256, where no service but auth_service may be able to sign.
    """
    if algorithm != SYMMETRIC:
        return ()
    secrets = [env("TTS_JWT_SECRET"), env("TTS_JWT_PREVIOUS_SECRET", "")]
    for secret in filter(None, secrets):
        if len(secret.encode()) < SECRET_BYTES:
            raise EnvError(f"TTS_JWT_SECRET must have at least {SECRET_BYTES} bytes")
    if not secrets[0]:
        raise EnvError(f"TTS_JWT_SECRET is empty, and {SYMMETRIC} cannot do without")
    return tuple(filter(None, secrets))


def accepted(algorithm: str) -> list[str]:
    """The algorithms a token may name; never both kinds at a time."""
    return [SYMMETRIC] if algorithm == SYMMETRIC else [ASYMMETRIC, "ES256"]


@cache
def secret_keys(secrets: tuple[str, ...]) -> dict[str, jwt.PyJWK]:
    """The keys made of the secrets, by id; the first of them signs."""
    return {key_id(secret): _jwk(secret) for secret in secrets}


def key_id(secret: str) -> str:
    """Names a secret without telling it."""
    return "hs-" + hashlib.sha256(b"key id of " + secret.encode()).hexdigest()[:24]


def _jwk(secret: str) -> jwt.PyJWK:
    octets = base64.urlsafe_b64encode(secret.encode()).rstrip(b"=").decode()
    return jwt.PyJWK({"kty": "oct", "k": octets, "alg": SYMMETRIC})
