"""People at work: agents take the next step of what is assigned to them, and discuss tickets."""

import itertools
import random
import uuid
from collections.abc import Sequence
from typing import Any, Final

from deploy.chaos.ledger import COMMENT, TICKET, TRANSITION, Ledger
from deploy.chaos.load.http import Answer, Client, Tokens
from deploy.chaos.load.pacing import Shift

FORWARD: Final = ("done", "approve")
THREADS: Final = 8


class Agents:
    """One pair of hands that works for all agents in turn."""

    def __init__(
        self,
        mark: str,
        usernames: Sequence[str],
        client: Client,
        tokens: Tokens,
        ledger: Ledger,
        seed: int,
    ) -> None:
        self._mark = mark
        self._usernames = usernames
        self._client = client
        self._tokens = tokens
        self._ledger = ledger
        self._chance = random.Random(seed)  # noqa: S311  repeatable, no secret

    def work(self, shift: Shift) -> None:
        """Take one step of somebody's tasks, if anybody has one."""
        username = self._chance.choice(self._usernames)
        token = self._tokens.of(username)
        if token is None or (task := self._task_of(token)) is None:
            return
        offered = self._client.get("workflow", f"/tasks/{task['task_id']}/actions/", token)
        if step := _forward(offered):
            self._execute(shift, username, task["task_id"], step, offered.body["version"])

    def _task_of(self, token: str) -> dict[str, Any] | None:
        answer = self._client.get("workflow", "/tasks/my-tasks/", token, page_size=50)
        rows = answer.body.get("results", []) if answer.ok else []
        own = [row for row in rows if row["ticket_number"].startswith(self._mark)]
        return self._chance.choice(own) if own else None

    def _execute(
        self, shift: Shift, username: str, task_id: int, transition: str, version: int
    ) -> None:
        """The notes carry the key under which the step is found in the history."""
        key = str(uuid.uuid4())
        body = {"transition": transition, "notes": key, "version": version}
        while True:
            entry = self._ledger.sent(TRANSITION, key, task_id=task_id, by=username)
            token = self._tokens.of(username)
            answer = self._client.post("workflow", f"/tasks/{task_id}/transition/", token, body)
            self._ledger.answered(entry, answer.status, code=answer.body.get("code"))
            if entry.settled or not shift.rest():
                return


def _forward(offered: Answer) -> str | None:
    actions = offered.body.get("actions", []) if offered.ok else []
    return next((a["transition"] for a in actions if a["outcome"] in FORWARD), None)


class Commenter:
    """Writes to a few tickets, each comment only after the one before was acknowledged."""

    def __init__(
        self,
        username: str,
        visibility: str,
        client: Client,
        tokens: Tokens,
        ledger: Ledger,
        seed: int,
    ) -> None:
        self._username = username
        self._visibility = visibility
        self._client = client
        self._tokens = tokens
        self._ledger = ledger
        self._numbers: list[str] = []
        self._places = itertools.count(1)
        self._chance = random.Random(seed)  # noqa: S311  repeatable, no secret

    def write(self, shift: Shift) -> None:
        """Add one comment to one of the tickets."""
        self._choose_tickets()
        if not self._numbers:
            return
        number = self._chance.choice(self._numbers)
        key, place = str(uuid.uuid4()), next(self._places)
        text = f"{self._username} {place}: {key}"
        how = {"visibility": self._visibility, "client_id": key}
        body = {"ticket_id": number, "text": text, **how}
        while not self._attempt(key, place, body):
            if not shift.rest():
                return

    def _attempt(self, key: str, place: int, body: dict[str, Any]) -> bool:
        facts = {"ticket": body["ticket_id"], "by": self._username, "place": place}
        entry = self._ledger.sent(COMMENT, key, text=body["text"], **facts)
        token = self._tokens.of(self._username)
        answer = self._client.post("messaging", "/api/comments/", token, body)
        self._ledger.answered(entry, answer.status, seq=answer.body.get("seq"))
        # A ticket that has just been acknowledged may take a moment to be known everywhere.
        return entry.settled and answer.status != 404

    def _choose_tickets(self) -> None:
        if len(self._numbers) >= THREADS:
            return
        taken = set(self._numbers)
        known = [e.answer["number"] for e in self._ledger.acknowledged(TICKET)]
        self._numbers += [number for number in known if number not in taken][:1]
