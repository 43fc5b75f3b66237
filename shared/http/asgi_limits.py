"""Django reads a whole body before its middleware sees the request, where it runs under ASGI."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from shared.http.limits import body_limit, too_large

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def limiting_bodies(application: Application) -> Application:
    """`application`, which sees no request that says it is too large, and not more than the limit
    of one that does not say."""

    async def limited(scope: Scope, receive: Receive, send: Send) -> None:
        limit = body_limit(scope["method"], scope["path"])
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > limit:
            await _refuse(send, limit)
        else:
            await application(scope, _counting(receive, limit), send)

    return limited


def _counting(receive: Receive, limit: int) -> Receive:
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        # To Django, the client has gone.
        return {"type": "http.disconnect"} if read > limit else message

    return counted


async def _refuse(send: Send, limit: int) -> None:
    body = json.dumps(too_large(limit)).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
