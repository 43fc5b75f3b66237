"""HDTS proves itself by signing what it sends (specification: contracts.md, Signatures of HDTS)."""

import time
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from shared.identity.api_keys import ApiKeyAuthentication
from shared.identity.authentication import TokenAuthentication
from shared.identity.caller import Caller
from shared.identity.signatures import (
    KEY_HEADER,
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    verify,
)
from ticket_service.tickets.access import READ_HDTS_SCOPE, WRITE_SCOPE

HDTS: Final = "hdts"


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


READERS = [TokenAuthentication, ApiKeyAuthentication, SignatureAuthentication]


class UnsignedHdts(BaseAuthentication):
    """Where no signature is required, whoever can reach the service may hand in tickets as HDTS."""

    def authenticate(self, request: Request) -> tuple[Caller, None] | None:
        if settings.HDTS_REQUIRE_SIGNATURE:
            return None
        scopes = frozenset({WRITE_SCOPE})
        return Caller(id=0, username=HDTS, client_id=HDTS, scopes=scopes), None


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
