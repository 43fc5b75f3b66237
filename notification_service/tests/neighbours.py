"""The neighbours of notification_service as tests meet them: real servers on loopback."""

import asyncio
import socket
from collections.abc import Coroutine
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from aiosmtpd.controller import Controller

from shared.testing.listening import JsonHandler, Listening


class AuthService:
    """Answers like auth_service's internal endpoints until `close()` takes it away."""

    def __init__(self) -> None:
        self.people: dict[int, str] = {}
        self.roles: dict[str, list[int]] = {}
        self.left: set[int] = set()
        self.asked: list[str] = []
        self._server = Listening(_handler_for(self))
        self.url = self._server.url

    def close(self) -> None:
        self._server.close()

    def answer(self, path: str, query: dict[str, str]) -> Any:
        self.asked.append(path)
        if path == "/token/service/":
            return {"access_token": "of-this-service", "expires_in": 900}
        if path == "/api/v1/tts/round-robin/":
            return {**query, "user_ids": self.roles[query["role"]]}
        ids = [int(one) for one in query["ids"].split(",")]
        return [self._person(one) for one in ids if one in self.people]

    def _person(self, user_id: int) -> dict[str, Any]:
        email = self.people[user_id]
        active = user_id not in self.left
        return {"id": user_id, "email": email, "full_name": email, "is_active": active}


def _handler_for(auth: AuthService) -> type[JsonHandler]:
    class Handler(JsonHandler):
        def do_GET(self) -> None:
            self.sent()
            way = urlsplit(self.path)
            self.send(200, auth.answer(way.path, dict(parse_qsl(way.query))))

        do_POST = do_GET

    return Handler


class _Listening(Controller):
    """Takes over a socket that is bound already, so that nobody else can have got its port."""

    def __init__(self, handler: object, place: socket.socket) -> None:
        hostname, port = place.getsockname()
        super().__init__(handler, hostname=hostname, port=port)
        self._place = place

    def _create_server(self) -> Coroutine[Any, Any, asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._place)


class MailServer:
    """An SMTP server that can be absent, and can answer RCPT and DATA with an error."""

    def __init__(self) -> None:
        # Bound without listening, it refuses connections.
        self._place = socket.socket()
        self._place.bind(("127.0.0.1", 0))
        self.port: int = self._place.getsockname()[1]
        self.unknown: set[str] = set()
        self.mails: list[EmailMessage] = []
        self.connections: set[object] = set()
        self.rcpt_answer = ""
        self.data_answer = ""
        self._controller: Controller | None = None

    def start(self) -> None:
        self._controller = _Listening(self, self._place)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
        self._controller = None
        self._place.close()

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address in self.unknown:
            return "550 No such mailbox"
        if not self.rcpt_answer:
            envelope.rcpt_tos.append(address)
        return self.rcpt_answer or "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.connections.add(session.peer)
        if not self.data_answer:
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.data_answer or "250 Message accepted"
