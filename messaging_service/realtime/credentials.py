"""Who opens a socket: by one-time ticket, Bearer header or cookie, in this order."""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from messaging_service.realtime import socket_tickets
from messaging_service.realtime.threads import in_database, in_thread
from shared.errors import AuthFailed
from shared.identity.authentication import ACCESS_COOKIE, origin_allowed
from shared.identity.caller import Caller
from shared.identity.tokens import authenticate_token

PROTOCOL = "tts.v1"
TICKET_PREFIX = "ticket."


async def authenticate(scope: Mapping[str, Any]) -> Caller:
    """The person behind the handshake; AuthFailed otherwise.

    Browsers let any page open a WebSocket to us and send our cookies along, so a page of another
    origin is refused whatever it brings, and a cookie counts only with an Origin.
    """
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    origin = headers.get("origin", "")
    if origin and not origin_allowed(origin, headers.get("host", "")):
        raise AuthFailed("The page's origin is not one of ours")
    caller = await _caller(scope.get("subprotocols", ()), headers)
    if caller.is_service:
        raise AuthFailed("Sockets are for people")
    return caller


async def _caller(protocols: Any, headers: Mapping[str, str]) -> Caller:
    tickets = [name for name in protocols if name.startswith(TICKET_PREFIX)]
    if tickets:
        return await in_database(socket_tickets.redeem, tickets[0].removeprefix(TICKET_PREFIX))
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return await in_thread(authenticate_token, token.strip())
    if "origin" in headers and (cookie := _access_cookie(headers)):
        return await in_thread(authenticate_token, cookie)
    raise AuthFailed("Neither ticket nor token")


def _access_cookie(headers: Mapping[str, str]) -> str:
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[ACCESS_COOKIE].value if ACCESS_COOKIE in cookies else ""
