"""The classic attacks on JWTs: one corpus for every place that verifies tokens."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

FOREIGN_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ADMIN = [{"system": "TTS", "role": "Admin"}]


class Forger:
    """Holds a valid token and (unlike a real forger) its key, to change one thing at a time."""

    def __init__(self, token: str, key: Any) -> None:
        self.token = token
        self.key = key
        self.claims = jwt.decode(token, options={"verify_signature": False})
        self.kid: str = jwt.get_unverified_header(token)["kid"]

    def signed(
        self,
        *,
        key: rsa.RSAPrivateKey | None = None,
        algorithm: str = "RS256",
        header: dict[str, Any] | None = None,
        without: Sequence[str] = (),
        **claims: Any,
    ) -> str:
        """Properly signed, with other claims and header fields."""
        changed = {k: v for k, v in {**self.claims, **claims}.items() if k not in without}
        headers = {"kid": self.kid, **(header or {})}
        return jwt.encode(changed, key or self.key, algorithm, headers=headers)

    def by_hand(self, secret: bytes | None = None, **header: Any) -> str:
        """What PyJWT refuses to write: unsigned, or under an HMAC with `secret`."""
        body = f"{_encoded({'typ': 'JWT', 'kid': self.kid, **header})}.{_encoded(self.claims)}"
        if secret is None:
            return f"{body}."
        return f"{body}.{_base64(hmac.new(secret, body.encode(), hashlib.sha256).digest())}"

    def public_pem(self) -> bytes:
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        pem: bytes = self.key.public_key().public_bytes(serialization.Encoding.PEM, form)
        return pem

    def with_payload(self, **claims: Any) -> str:
        """Other claims under the old signature."""
        header, _, signature = self.token.split(".")
        return f"{header}.{_encoded({**self.claims, **claims})}.{signature}"

    def with_signature(self, change: Callable[[str], str]) -> str:
        body, _, signature = self.token.rpartition(".")
        return f"{body}.{change(signature)}"


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _encoded(part: Any) -> str:
    return _base64(json.dumps(part).encode())


def _foreign_jwk() -> dict[str, Any]:
    jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(FOREIGN_KEY.public_key()))
    return {**jwk, "kid": "mine", "alg": "RS256", "use": "sig"}


def _ago(seconds: int) -> int:
    return int(time.time()) - seconds


def _foreign(forger: Forger, **header: Any) -> str:
    return forger.signed(key=FOREIGN_KEY, header=header, roles=ADMIN)


def _flipped(signature: str) -> str:
    # In the middle: the last character may carry bits that do not count.
    at = len(signature) // 2
    return signature[:at] + ("A" if signature[at] != "A" else "B") + signature[at + 1 :]


ELSEWHERE = "http://127.0.0.1:1/jwks.json"
ATTACKS: dict[str, Callable[[Forger], str]] = {
    "alg none": lambda f: f.by_hand(alg="none"),
    "alg None in odd case": lambda f: f.by_hand(alg="nOnE"),
    "alg none with a signature": lambda f: f.by_hand(b"x", alg="none"),
    "no alg": lambda f: f.by_hand(b"x"),
    "alg that is a list": lambda f: f.by_hand(b"x", alg=["HS256"]),
    "HS256 with the public key": lambda f: f.by_hand(f.public_pem(), alg="HS256"),
    "HS256 with an empty key": lambda f: f.by_hand(b"", alg="HS256"),
    "HS256 with the key id": lambda f: f.by_hand(f.kid.encode(), alg="HS256"),
    "RS512 under an RS256 key": lambda f: f.signed(algorithm="RS512"),
    "PS256 under an RS256 key": lambda f: f.signed(algorithm="PS256"),
    "foreign key under our kid": _foreign,
    "foreign key under its own kid": partial(_foreign, kid="mine"),
    "foreign key in an embedded jwk": lambda f: _foreign(f, jwk=_foreign_jwk()),
    "foreign key behind a jku": partial(_foreign, kid="mine", jku=ELSEWHERE),
    "foreign key behind an x5u": partial(_foreign, kid="mine", x5u=ELSEWHERE),
    "a critical extension that nobody knows": lambda f: f.signed(header={"crit": ["b64"]}),
    "kid that is a path": lambda f: f.signed(header={"kid": "../../../dev/null"}),
    "kid that is SQL": lambda f: f.signed(header={"kid": "' OR '1'='1"}),
    "kid with a null byte": lambda f: f.signed(header={"kid": "a\x00b"}),
    "kid that is very long": lambda f: f.signed(header={"kid": "k" * 5000}),
    "empty kid": lambda f: f.signed(header={"kid": ""}),
    "tampered claims": lambda f: f.with_payload(roles=ADMIN),
    "tampered expiry": lambda f: f.with_payload(exp=_ago(-86_400)),
    "tampered signature": lambda f: f.with_signature(_flipped),
    "no signature": lambda f: f.with_signature(lambda _: ""),
    "half a signature": lambda f: f.with_signature(lambda whole: whole[:100]),
    "wrong audience": lambda f: f.signed(aud="somebody else"),
    "audiences without ours": lambda f: f.signed(aud=["somebody", "else"]),
    "wrong issuer": lambda f: f.signed(iss="somebody else"),
    "expired": lambda f: f.signed(exp=_ago(60)),
    "expiry that is no number": lambda f: f.signed(exp="tomorrow"),
    "issued in the future": lambda f: f.signed(iat=_ago(-600)),
    "not valid yet": lambda f: f.signed(nbf=_ago(-600)),
    "refresh token": lambda f: f.signed(token_type="refresh"),  # noqa: S106
    "kind that is a list": lambda f: f.signed(token_type=["access"]),
    "no kind": lambda f: f.signed(without=["token_type"]),
    "no user": lambda f: f.signed(without=["user_id"]),
    "user that is no number": lambda f: f.signed(user_id="admin"),
    "roles that are no list": lambda f: f.signed(roles="Admin"),
    "service token without a client": lambda f: f.signed(token_type="service"),  # noqa: S106
    "four parts": lambda f: f.token + ".x",
    "two parts": lambda f: f.token.rpartition(".")[0],
    "no base64": lambda f: "é.é.é",
    "nothing": lambda f: "..",
    **{
        f"no {claim}": partial(Forger.signed, without=[claim])
        for claim in ("exp", "iat", "iss", "aud", "sub", "jti")
    },
}
