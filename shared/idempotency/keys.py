"""`Idempotency-Key`, and what makes two requests the same (specification: api.md)."""

import json
from typing import Final

from django.utils.crypto import salted_hmac
from rest_framework.request import Request

from shared.errors import FieldError, Invalid

HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotency-Replayed"
MAX_LENGTH: Final = 255


def key_of(request: Request) -> str:
    """The key the request came with, or nothing; Invalid when it cannot be one."""
    key = request.headers.get(HEADER, "")
    if len(key) > MAX_LENGTH or not key.isprintable():
        fault = FieldError(HEADER, f"must have at most {MAX_LENGTH} printable characters")
        raise Invalid("Validation failed", [fault])
    return key


def fingerprint_of(request: Request) -> str:
    """Equal for requests to the same address with the same content, however it is spaced."""
    query = request.META.get("QUERY_STRING", "")
    content = [request.method, request.path_info, query, request.data]
    text = json.dumps(content, sort_keys=True, default=str)
    return salted_hmac("idempotency", text, algorithm="sha256").hexdigest()
