"""HMAC signatures of partners (specification: contracts.md, Signatures of HDTS).

Standard library only: a partner may copy this module.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from shared.errors import AuthFailed

KEY_HEADER = "X-TTS-Key"
TIMESTAMP_HEADER = "X-TTS-Timestamp"
SIGNATURE_HEADER = "X-TTS-Signature"
SKEW_SECONDS = 300


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """Hexadecimal HMAC-SHA256 over `timestamp + "." + body`; timestamp in whole seconds."""
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def signed_headers(key_id: str, secret: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers that prove who sent `body`."""
    return {
        KEY_HEADER: key_id,
        TIMESTAMP_HEADER: str(timestamp),
        SIGNATURE_HEADER: sign(secret, timestamp, body),
    }


def canonical_json(value: Any) -> bytes:
    """What is signed of an AMQP payload: sorted keys, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def verify(keys: Mapping[str, str], headers: Mapping[str, Any], body: bytes, *, now: float) -> str:
    """The id of the key that signed `body`; AuthFailed otherwise. Replays are the caller's affair.

    `keys` maps key id → secret; two are valid while a key is being rotated.
    """
    key_id = str(headers.get(KEY_HEADER) or "")
    given = str(headers.get(SIGNATURE_HEADER) or "")
    timestamp = _timestamp(str(headers.get(TIMESTAMP_HEADER) or ""))
    if abs(now - timestamp) > SKEW_SECONDS:
        raise AuthFailed(f"{TIMESTAMP_HEADER} is more than {SKEW_SECONDS} s away from our clock")
    secret = keys.get(key_id)
    expected = sign(secret or "", timestamp, body)
    if not hmac.compare_digest(expected.encode(), given.encode()) or secret is None:
        raise AuthFailed("The signature is not valid")
    return key_id


def _timestamp(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise AuthFailed(f"{TIMESTAMP_HEADER} must be a time in whole seconds")
    return int(text)
