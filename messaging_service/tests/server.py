"""The service as it runs in production: uvicorn in a process of its own, on loopback."""

import os
import socket
import subprocess
import sys
import time
from typing import Any

import orjson
import requests
from django.db import connection
from websockets.sync.client import ClientConnection, connect

from shared.identity.caller import Caller
from shared.testing import token_of

START_SECONDS = 30
FRAME_SECONDS = 5.0


class Server:
    """Its listening socket outlives the process, so that it can be killed and started again."""

    def __init__(self, *, workflow_url: str, **environment: str) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._environment = {
            **os.environ,
            "TTS_DB_NAME": str(connection.settings_dict["NAME"]),
            "TTS_WORKFLOW_URL": workflow_url,
            "TTS_AUTH_URL": workflow_url,
            "TTS_LOG_LEVEL": "ERROR",
            **environment,
        }
        self.start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._socket.getsockname()[1]}"

    def start(self) -> None:
        fd = str(self._socket.fileno())
        command = [sys.executable, "-m", "uvicorn", "messaging_service.asgi:application"]
        options = ["--fd", fd, "--ws", "websockets-sansio", "--log-level", "warning"]
        self._process = subprocess.Popen(
            [*command, *options],
            env=self._environment,
            pass_fds=[self._socket.fileno()],
        )

    def kill(self) -> None:
        """As `kill -9` does: no goodbye to anybody."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        self.kill()
        self._socket.close()

    def get(self, caller: Caller, path: str) -> Any:
        headers = {"Authorization": f"Bearer {token_of(caller)}"}
        url = f"http://{self.host}{path}"
        response = requests.get(url, headers=headers, timeout=START_SECONDS)
        response.raise_for_status()
        return response.json()

    def post(self, caller: Caller, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {"Authorization": f"Bearer {token_of(caller)}"}
        url = f"http://{self.host}{path}"
        response = requests.post(url, json=body or {}, headers=headers, timeout=START_SECONDS)
        response.raise_for_status()
        return response.json()

    def comment(self, caller: Caller, ticket: str, text: str, **fields: Any) -> Any:
        body = {"ticket_id": ticket, "text": text, **fields}
        return self.post(caller, "/api/comments/", body)

    def open_sockets(self) -> int:
        health = requests.get(f"http://{self.host}/health/", timeout=START_SECONDS).json()
        [sockets] = [check for check in health["checks"] if check["name"] == "sockets"]
        return int(sockets["message"].partition(" ")[0])

    def socket(self, path: str, caller: Caller | None = None, **options: Any) -> "Socket":
        """Opened with the caller's token in the header, if one is given."""
        headers = dict(options.pop("additional_headers", {}))
        if caller:
            headers["Authorization"] = f"Bearer {token_of(caller)}"
        url = f"ws://{self.host}/ws/{path}"
        options.setdefault("open_timeout", START_SECONDS)
        return Socket(connect(url, additional_headers=headers, **options))

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Socket:
    """A client that speaks in frames."""

    connection: ClientConnection

    def __init__(self, connecting: Any) -> None:
        self._connecting = connecting

    def __enter__(self) -> "Socket":
        self.connection = self._connecting.__enter__()
        return self

    def __exit__(self, *failure: Any) -> None:
        self._connecting.__exit__(*failure)

    def send(self, **frame: Any) -> None:
        self.connection.send(orjson.dumps(frame).decode())

    def next(self, *types: str, timeout: float = FRAME_SECONDS) -> dict[str, Any]:
        """The next frame of one of `types`; frames of other types are skipped."""
        deadline = time.monotonic() + timeout
        while True:
            text = self.connection.recv(timeout=max(0.0, deadline - time.monotonic()))
            frame: dict[str, Any] = orjson.loads(text)
            if not types or frame["type"] in types:
                return frame

    def updates(self, count: int, timeout: float = 30.0) -> list[dict[str, Any]]:
        return [self.next("comment_update", timeout=timeout) for _ in range(count)]

    def silent(self, *types: str, seconds: float = 0.3) -> bool:
        """Whether no frame of `types` comes for a while."""
        try:
            self.next(*types, timeout=seconds)
        except TimeoutError:
            return True
        return False
