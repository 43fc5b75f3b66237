"""HDTS proves itself by signing what it sends (specification: contracts.md, Signatures of HDTS)."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from shared.errors import AuthFailed
from shared.identity.caller import Caller
from shared.identity.signatures import (
    KEY_HEADER,
    SIGNATURE_HEADER,
    SKEW_SECONDS,
    TIMESTAMP_HEADER,
    verify,
)
from ticket_service.tickets.access import READ_HDTS_SCOPE, WRITE_SCOPE

HDTS: Final = "hdts"
PURGE_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that was verified, and may be used for one change."""

    key_id: str
    text: str


class SignatureAuthentication(BaseAuthentication):
    """X-TTS-Key, X-TTS-Timestamp and X-TTS-Signature over `timestamp.body`."""

    def authenticate(self, request: Request) -> tuple[Caller, Signature] | None:
        if KEY_HEADER not in request.headers and SIGNATURE_HEADER not in request.headers:
            return None
        body = request._request.body
        key_id = verify(settings.HDTS_KEYS, request.headers, body, now=time.time())
        caller = Caller(
            id=0,
            username=HDTS,
            client_id=f"{HDTS}/{key_id}",
            scopes=frozenset({WRITE_SCOPE, READ_HDTS_SCOPE}),
        )
        return caller, Signature(key_id, request.headers[SIGNATURE_HEADER])


class UnsignedHdts(BaseAuthentication):
    """Where no signature is required, whoever can reach the service may hand in tickets as HDTS."""

    def authenticate(self, request: Request) -> tuple[Caller, None] | None:
        if settings.HDTS_REQUIRE_SIGNATURE:
            return None
        scopes = frozenset({WRITE_SCOPE})
        return Caller(id=0, username=HDTS, client_id=HDTS, scopes=scopes), None


def use(signature: Signature) -> None:
    """Mark `signature` as used, in the transaction of what it authorises; AuthFailed if it was.

    A request that failed may therefore be repeated as it is, one that succeeded may not.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PURGE, [timezone.now(), PURGE_AT_ONCE])
        cursor.execute(_USE, [signature.key_id, signature.text, timezone.now() + _KEPT])
        if cursor.rowcount == 0:
            text = f"This signature was used before; sign again with a new {TIMESTAMP_HEADER}"
            raise AuthFailed(text)


# From the earliest moment a timestamp is accepted to the latest.
_KEPT = timedelta(seconds=2 * SKEW_SECONDS)
_USE = """
    INSERT INTO intake_usedsignature (key_id, signature, expires_at) VALUES (%s, %s, %s)
    ON CONFLICT DO NOTHING
"""
# A few at a time, so that nobody waits: every use removes more rows than it adds.
_PURGE = """
    DELETE FROM intake_usedsignature WHERE id IN (
        SELECT id FROM intake_usedsignature WHERE expires_at < %s
        ORDER BY expires_at LIMIT %s FOR UPDATE SKIP LOCKED
    )
"""


class SignatureScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = SignatureAuthentication
    name = "hdtsSignature"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": SIGNATURE_HEADER,
            "description": "Hexadecimal HMAC-SHA256 over `timestamp.body`, beside "
            f"{KEY_HEADER} and {TIMESTAMP_HEADER} (seconds since 1970).",
        }


class UnsignedScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = UnsignedHdts
    name = "hdtsUnsigned"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": KEY_HEADER,
            "description": "Nothing at all, where HDTS_REQUIRE_SIGNATURE is off.",
        }
