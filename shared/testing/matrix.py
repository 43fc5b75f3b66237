"""The permission table's cells, each with the endpoints that keep it and three people who try.

An action without an endpoint here fails tests/architecture/test_permission_matrix.py; a new kind of
role is tried everywhere at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import pytest

from shared.identity.caller import Caller
from shared.identity.rights import TABLE, Action, Kind, Reach
from shared.testing.people import person

CONSUMERS: Final = ("workflow_api", "ticket_service", "messaging_service", "notification_service")
REFUSED: Final = frozenset({403, 404})
DEPARTMENT: Final = "Operations"
AUDIT_PARTS: Final = ("", "export/", "verify/")
TASK_PARTS: Final = ("", "actions/", "checklist/", "explain/", "history/", "sla/", "watch/")
# The role as people hold it; anybody's made-up role counts as a step's.
ROLES: Final = {kind: kind.value for kind in Kind} | {Kind.AGENT: "IT Support"}


class Persona(StrEnum):
    """Somebody with the role whose affair the row is, somebody with it whose affair it is not
    (they hold it in another system, or for other rows), and nobody."""

    HOLDER = "holder"
    FOREIGN = "foreign"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where an action is done: `{row}` stands for the row in question, if there is one."""

    service: str
    method: str
    path: str
    body: Any = None


ENDPOINTS: Final[dict[Action, tuple[Endpoint, ...]]] = {
    Action.SEE_TASKS: (
        *(Endpoint("workflow_api", "get", f"/tasks/{{row}}/{part}") for part in TASK_PARTS),
        Endpoint("ticket_service", "get", "/tickets/{row}/"),
    ),
    Action.ACT: (
        Endpoint(
            *("workflow_api", "post", "/tasks/{row}/transition/"),
            {"transition": "verify-done", "version": 1, "notes": "As agreed"},
        ),
    ),
    Action.HAND_ON: (
        Endpoint("workflow_api", "post", "/tasks/{row}/release/", {"reason": "Ill"}),
        Endpoint(
            *("workflow_api", "post", "/tasks/{row}/transfer/"),
            {"to_role": "IT Support", "reason": "Ill", "version": 1},
        ),
        Endpoint(
            *("workflow_api", "post", "/tasks/{row}/escalate/"), {"reason": "Ill", "version": 1}
        ),
    ),
    Action.DIRECT: (
        Endpoint("workflow_api", "post", "/tasks/{row}/hold/", {"reason": "Asked"}),
        Endpoint(
            *("workflow_api", "post", "/tasks/{row}/move/"),
            {"step": "approve", "version": 1, "reason": "Asked"},
        ),
        Endpoint(
            *("workflow_api", "post", "/tasks/{row}/priority/"),
            {"priority": "urgent", "version": 1, "reason": "Asked"},
        ),
        Endpoint(
            *("workflow_api", "post", "/tasks/{row}/sla/adjust/"),
            {"seconds": 3600, "version": 1, "reason": "Asked"},
        ),
    ),
    Action.READ_WORKFLOWS: (
        Endpoint("workflow_api", "get", "/workflows/"),
        Endpoint("workflow_api", "get", "/workflows/coverage/"),
        Endpoint("workflow_api", "get", "/workflows/templates/"),
        Endpoint("workflow_api", "get", "/calendars/"),
        Endpoint("workflow_api", "get", "/recounts/"),
    ),
    Action.EDIT_WORKFLOWS: (
        Endpoint("workflow_api", "post", "/workflows/", {}),
        Endpoint("workflow_api", "post", "/workflows/import/", {}),
        Endpoint("workflow_api", "post", "/calendars/", {}),
    ),
    Action.READ_MACROS: (Endpoint("workflow_api", "get", "/macros/"),),
    Action.USE_MACROS: (
        Endpoint("workflow_api", "get", "/tasks/{row}/macros/"),
        Endpoint("workflow_api", "post", "/macros/", {}),
    ),
    Action.SHARE_MACROS: (
        Endpoint(
            *("workflow_api", "post", "/macros/"),
            {"name": "Logs", "scope": "role", "role": "IT Support", "priority": "low"},
        ),
    ),
    Action.READ_ADMINISTRATION: (
        *(Endpoint(service, "get", "/dead-letters/") for service in CONSUMERS),
        Endpoint("workflow_api", "get", "/tickets/unrouted/"),
        Endpoint("ticket_service", "get", "/attachments/quarantined/"),
        Endpoint("messaging_service", "get", "/api/attachments/quarantined/"),
        Endpoint("workflow_api", "get", "/access-check/"),
        Endpoint("notification_service", "get", "/api/v1/notifications/history/"),
        Endpoint("auth_service", "get", "/api/v1/users/"),
        Endpoint("auth_service", "get", "/api/v1/api-keys/"),
        Endpoint("auth_service", "get", "/api/v1/service-clients/"),
        Endpoint("auth_service", "get", "/api/v1/invitations/"),
    ),
    Action.ADMINISTER: (
        *(Endpoint(service, "post", "/dead-letters/retry/", {}) for service in CONSUMERS),
        Endpoint("auth_service", "post", "/api/v1/users/", {}),
        Endpoint("auth_service", "post", "/api/v1/roles/", {}),
        Endpoint("auth_service", "post", "/api/v1/user-roles/", {}),
        Endpoint("auth_service", "post", "/api/v1/api-keys/", {}),
    ),
    Action.AUDIT: (
        *(Endpoint("workflow_api", "get", f"/audit/{part}") for part in AUDIT_PARTS),
        *(Endpoint("auth_service", "get", f"/api/v1/audit/{part}") for part in AUDIT_PARTS),
    ),
}
# Not built yet: a path that begins like this makes the exception fail.
WITHOUT_ENDPOINT: Final = {Action.REPORTS: "/analytics/"}
# domain.md lets Managers choose people to hand work to: they read those of their department.
WIDER: Final = {("/api/v1/users/", Kind.MANAGER)}


@dataclass(frozen=True, slots=True)
class Case:
    """One cell at one endpoint, tried by one persona."""

    action: Action
    kind: Kind
    endpoint: Endpoint
    persona: Persona

    @property
    def reach(self) -> Reach | None:
        return TABLE[self.action].get(self.kind)

    @property
    def about_a_row(self) -> bool:
        return "{row}" in self.endpoint.path

    @property
    def role(self) -> str:
        return ROLES[self.kind]

    def check(self, status: int) -> None:
        """That the answer is the one the table wants; a body at fault comes after the right."""
        if self.persona is Persona.ANONYMOUS:
            assert status == 401
        elif self.persona is Persona.HOLDER and self._granted:
            assert status in {200, 201, 400}
        else:
            assert status in REFUSED

    @property
    def _granted(self) -> bool:
        wider = self.endpoint.method == "get" and (self.endpoint.path, self.kind) in WIDER
        return self.reach is not None or wider


def cases(service: str) -> list[Any]:
    """All cells that `service` keeps, as parameters of a test."""
    return [
        cell
        for action, endpoints in ENDPOINTS.items()
        for endpoint in endpoints
        if endpoint.service == service
        for cell in _cells(action, endpoint)
    ]


def _cells(action: Action, endpoint: Endpoint) -> Iterable[Any]:
    for kind in Kind:
        for persona in Persona:
            name = f"{action}-{endpoint.path}-{kind}-{persona}"
            yield pytest.param(Case(action, kind, endpoint, persona), id=name)


def caller(case: Case) -> Caller | None:
    """Who tries a case that is not about a row: the role counts in TTS alone."""
    if case.persona is Persona.ANONYMOUS:
        return None
    system = "TTS" if case.persona is Persona.HOLDER else "AMS"
    return person(7001, "somebody", case.role, system=system)


def try_it(client: Any, endpoint: Endpoint, row: object = "") -> int:
    """The status code of the attempt."""
    path = endpoint.path.format(row=row)
    send = getattr(client, endpoint.method)
    response = send(path) if endpoint.method == "get" else send(path, endpoint.body)
    code: int = response.status_code
    return code
