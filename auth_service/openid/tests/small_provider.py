"""A small OpenID Connect provider on loopback: checks what RFC 6749 and 7636 ask it to check."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from shared.testing.listening import JsonHandler, listening

CLIENT_ID, CLIENT_SECRET = "tts", "secret-of-tts"
KID = "provider-key"


@cache
def private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """`claims` replace those of the next ID tokens, `key` signs them."""

    def __init__(self) -> None:
        self.issuer = ""
        self.claims: dict[str, Any] = {}
        self.key: Any = private_key()
        self._codes: dict[str, dict[str, str]] = {}

    def authorise(self, url: str) -> dict[str, str]:
        """What a person's consent sends back with the browser."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self._codes.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if authorization != f"Basic {basic}":
            return 401, {"error": "invalid_client"}
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form.get("redirect_uri")
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": "opaque",
            "token_type": "Bearer",
            "id_token": self._id_token(asked["nonce"]),
        }

    def _id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": "248289761001",
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "email": "Maria.Reyes@example.com",
            "email_verified": True,
            **self.claims,
        }
        return jwt.encode(claims, self.key, "RS256", headers={"kid": KID})

    def document(self, path: str) -> dict[str, Any] | None:
        if path == "/.well-known/openid-configuration":
            names = ("authorization", "token")
            endpoints = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in names}
            return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/jwks", **endpoints}
        if path == "/jwks":
            jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(private_key().public_key()))
            return {"keys": [{**jwk, "kid": KID, "use": "sig", "alg": "RS256"}]}
        return None


@contextmanager
def small_provider() -> Iterator[Provider]:
    """Listening on a free port while the block runs."""
    found = Provider()
    with listening(_handler(found)) as found.issuer:
        yield found


def _handler(provider: Provider) -> type[JsonHandler]:
    class Handler(JsonHandler):
        def do_GET(self) -> None:
            document = provider.document(self.path)
            self.send(404 if document is None else 200, document or {})

        def do_POST(self) -> None:
            form = {name: values[0] for name, values in parse_qs(self.sent().decode()).items()}
            self.send(*provider.token(form, self.headers.get("Authorization", "")))

    return Handler
