"""A stand-in for workflow_api and auth_service: a real server on loopback with scripted answers."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from shared.identity.caller import Caller
from shared.testing.listening import JsonHandler, Listening

_AT_WORK: dict[str, Any] = {
    "visible": True,
    "may_comment": True,
    "may_see_internal": True,
    "participants": [],
    "watchers": [],
}


class Workflow:
    """Knows who takes part in which ticket; everybody else gets 'not visible'.

    `all_knowing` people take part in every ticket.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        self.down = False
        # Categories for which a workflow is deployed.
        self.categories: list[dict[str, str]] = []
        self.unreachable: set[int] = set()
        self.all_knowing: set[int] = set()
        self._access: dict[tuple[str, int], dict[str, Any]] = {}
        self._server = Listening(_handler(self))
        self.url = self._server.url

    def admit(self, ticket: str, *people: Caller, **changes: Any) -> str:
        """Let `people` work on the ticket, as agents unless `changes` say otherwise."""
        for caller in people:
            self._access[ticket, caller.id] = {
                **_AT_WORK,
                "title": f"Ticket {ticket}",
                **changes,
            }
        return ticket

    def admit_requester(self, ticket: str, caller: Caller, **changes: Any) -> str:
        return self.admit(ticket, caller, **{"may_see_internal": False, **changes})

    def expel(self, ticket: str, caller: Caller) -> None:
        del self._access[ticket, caller.id]

    def answer(self, ticket: str, user_id: int) -> dict[str, Any]:
        self.asked.append((ticket, user_id))
        if user_id in self.all_knowing:
            return _AT_WORK | {"title": f"Ticket {ticket}"}
        nothing = {"may_comment": False, "may_see_internal": False, "participants": [], "title": ""}
        return self._access.get((ticket, user_id), {"visible": False, **nothing})

    def sights(self, tickets: list[str], user_id: int) -> list[dict[str, Any]]:
        answers = {ticket: self._access.get((ticket, user_id)) for ticket in tickets}
        return [
            {"number": ticket, "may_see_internal": access["may_see_internal"]}
            for ticket, access in answers.items()
            if access
        ]

    def close(self) -> None:
        self._server.close()


def _handler(workflow: Workflow) -> type[JsonHandler]:
    class Handler(JsonHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.sent()
            self.send(200, {"access_token": "token-of-the-service", "expires_in": 3600})

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            query = parse_qs(url.query)
            if workflow.down:
                self.send(503, {})
            elif url.path == "/workflows/categories/":
                self.send(200, workflow.categories)
            elif url.path == "/tickets/sights/":
                self.send(200, workflow.sights(query["numbers"], int(query["user_id"][0])))
            elif url.path.endswith("/mentionable/"):
                asked = {int(each) for each in query["user_ids"][0].split(",")}
                reached = sorted(asked - workflow.unreachable)
                people = [{"user_id": each, "name": f"Person {each}"} for each in reached]
                self.send(200, {"user_ids": reached, "people": people})
            else:
                ticket = unquote(url.path.removeprefix("/tickets/").removesuffix("/access/"))
                self.send(200, workflow.answer(ticket, int(query["user_id"][0])))

    return Handler
