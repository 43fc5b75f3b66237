"""A running TTS as a stranger sees it: HTTP, AMQP, WebSocket, and what `./tts` prints about it."""

import itertools
import json
import os
import subprocess
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import requests

from shared.identity.signatures import signed_headers

ROOT = Path(__file__).parents[2]
T = TypeVar("T")


def tts(*arguments: str) -> Any:
    """The JSON that a `./tts` command prints about the instance under test."""
    environment = {**os.environ, "TTS_VAR": os.environ["TTS_TEST_VAR"]}
    command = [str(ROOT / "tts"), *arguments, "--json"]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    if not done.stdout:
        raise AssertionError(f"./tts {' '.join(arguments)} printed nothing: {done.stderr[-2000:]}")
    return json.loads(done.stdout)


def eventually(probe: Callable[[], T], *, seconds: float = 20, what: str = "") -> T:
    """The first truthy answer of `probe`, asked until the deadline."""
    deadline = time.monotonic() + seconds
    while True:
        answer = probe()
        if answer or time.monotonic() > deadline:
            break
        time.sleep(0.1)
    assert answer, f"not within {seconds} s: {what or probe}"
    return answer


# Less than the fifteen minutes for which a token is good.
TOKEN_SECONDS = 600.0


class Person:
    """Somebody signed in with a bearer token, talking through the gateway."""

    def __init__(self, gateway: str, name: str, password: str) -> None:
        self.gateway = gateway
        self.name = name
        self._password = password
        self._session = requests.Session()
        self._token = ""
        self._until = 0.0
        self._sign_in()

    @property
    def token(self) -> str:
        self._sign_in()
        return self._token

    @property
    def http(self) -> requests.Session:
        self._sign_in()
        return self._session

    def _sign_in(self) -> None:
        """Again before the token expires, as all browser tests take longer than it lasts."""
        if time.monotonic() < self._until:
            return
        body = {"username": self.name, "password": self._password}
        answer = requests.post(f"{self.gateway}/api/auth/token/", json=body, timeout=10)
        answer.raise_for_status()
        self._token = answer.json()["access"]
        self._session.headers["Authorization"] = f"Bearer {self._token}"
        self._until = time.monotonic() + TOKEN_SECONDS

    def get(self, path: str, **params: Any) -> Any:
        answer = self.http.get(f"{self.gateway}/api{path}", params=params, timeout=10)
        assert answer.ok, f"GET {path}: {answer.status_code} {answer.text[:500]}"
        return answer.json()

    def post(self, path: str, **body: Any) -> requests.Response:
        return self.http.post(f"{self.gateway}/api{path}", json=body, timeout=10)


class World:
    """The instance under test."""

    def __init__(self) -> None:
        self.env = tts("env")
        self.credentials = tts("credentials")
        self.gateway: str = self.env["gateway"]
        self._people: dict[str, Person] = {}
        self._seconds = itertools.count()

    def person(self, username: str) -> Person:
        if username not in self._people:
            entry = next(p for p in self.credentials["people"] if p["username"] == username)
            self._people[username] = Person(self.gateway, username, entry["password"])
        return self._people[username]

    def username_of(self, user_id: int) -> str:
        user = self.person("admin").get(f"/auth/api/v1/users/{user_id}/")
        return str(user["username"])

    def send(self, ticket: dict[str, Any]) -> requests.Response:
        """Hand a ticket over as HDTS does: signed, over REST."""
        body = json.dumps(ticket).encode()
        hdts = self.credentials["hdts"]
        # The same body signed within the same second would be a replay.
        moment = int(time.time()) - next(self._seconds) % 200
        headers = signed_headers(hdts["key_id"], hdts["secret"], moment, body)
        headers["Content-Type"] = "application/json"
        url = f"{self.gateway}/api/ticket/send/"
        return requests.post(url, data=body, headers=headers, timeout=10)

    def task_of(self, number: str, *, seconds: float = 20) -> dict[str, Any]:
        """The task of a ticket, as soon as somebody is assigned to it."""

        def assigned() -> dict[str, Any] | None:
            found = self.person("admin").get("/workflow/tasks/", search=number)["results"]
            return next((t for t in found if t["assigned_user"]), None)

        return eventually(assigned, seconds=seconds, what=f"{number} assigned") or {}

    def task(self, task_id: int) -> dict[str, Any]:
        answer: dict[str, Any] = self.person("admin").get(f"/workflow/tasks/{task_id}/")
        return answer

    def tasks_of(self, number: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.person("admin").get("/workflow/tasks/", search=number)[
            "results"
        ]
        return found

    def finish(self, number: str, *, outcomes: tuple[str, ...] = ("done", "approve")) -> Any:
        """Work a ticket through its steps as the people it is assigned to."""
        task = self.task_of(number)
        for _ in range(10):
            if task["status"] in ("completed", "closed"):
                return task
            task = self.step(task, outcomes=outcomes)
        raise AssertionError(f"{number} did not end: {task}")

    def step(
        self,
        task: dict[str, Any],
        *,
        outcomes: tuple[str, ...] = ("done", "approve"),
        notes: str = "Done as agreed",
    ) -> Any:
        """Take the first such way out of the current step as whoever has it; the task."""
        agent = self.person(self.username_of(task["assigned_user"]))
        offered = agent.get(f"/workflow/tasks/{task['task_id']}/actions/")
        action = next(a for a in offered["actions"] if a["outcome"] in outcomes)
        answer = agent.post(
            f"/workflow/tasks/{task['task_id']}/transition/",
            transition=action["transition"],
            notes=notes,
            version=offered["version"],
        )
        assert answer.ok, answer.text
        return answer.json()


def ticket(category: str, sub_category: str, **more: Any) -> dict[str, Any]:
    """A fresh ticket in the shape of source 000."""
    number = f"IT-{uuid.uuid4().hex[:10]}"
    return {
        "ticket_id": number,
        "title": f"{category}: {sub_category} {number}",
        "description": "Sent by the integration tests",
        "priority": "medium",
        "category": category,
        "sub_category": sub_category,
        "requester_email": "ana.cruz@example.com",
        "requester_name": "Ana Cruz",
        **more,
    }
