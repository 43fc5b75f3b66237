"""Who may call a partner's REST endpoint."""

import hmac

from simulators.web import Refused, Request


def require_api_key(request: Request, expected: str) -> None:
    """`X-API-Key` must be the agreed one."""
    if not _same(request.headers.get("X-API-Key", ""), expected):
        raise Refused(401, "Invalid API key")


def require_bearer(request: Request, expected: str) -> None:
    """`Authorization: Bearer` must carry the agreed token."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not _same(token, expected):
        raise Refused(401, "Invalid token")


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())
