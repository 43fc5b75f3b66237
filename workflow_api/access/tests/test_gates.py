"""Who gets past the gate of each operation, before any row is looked at: one test per cell.

What of a row's reach comes after that is the matter of test_matrix.py and of each room's own tests.
An operation of a room that is not listed here fails.
"""

import re
import uuid
from pathlib import Path

import pytest
import yaml

from shared.identity.rights import Kind
from shared.testing import make_client, service_client
from shared.testing.matrix import ROLES
from shared.testing.people import person

pytestmark = pytest.mark.django_db

API = Path(__file__).parents[3] / "docs/api/workflow.yaml"
PATHS = yaml.load(API.read_text(), yaml.CSafeLoader)["paths"]
METHODS = ("get", "post", "put", "patch", "delete")
PEOPLE = frozenset(Kind)
STAFF = PEOPLE - {Kind.REQUESTER}
SUPERVISORS = frozenset({Kind.ADMIN, Kind.MANAGER, Kind.COORDINATOR, Kind.AUDITOR})
READERS_OF_ALL = frozenset({Kind.ADMIN, Kind.AUDITOR})
WORKERS = STAFF - {Kind.AUDITOR}
ADMINS = frozenset({Kind.ADMIN})
NOBODY = frozenset[Kind]()
# The beginning of a path, who reads there, and who does anything else. The first that fits counts.
ROOMS = [
    ("/access-check/", READERS_OF_ALL, NOBODY),
    ("/assignments/turns/", SUPERVISORS, NOBODY),
    ("/assignments/hand-over/", PEOPLE, PEOPLE),
    ("/audit/", READERS_OF_ALL, NOBODY),
    ("/board/people/", NOBODY, frozenset({Kind.ADMIN, Kind.MANAGER})),
    ("/board/", SUPERVISORS, NOBODY),
    ("/calendars/", STAFF, ADMINS),
    ("/dead-letters/", READERS_OF_ALL, ADMINS),
    ("/integrations/(ams|bms)/receipts/", NOBODY, NOBODY),
    ("/integrations/operations/", STAFF, NOBODY),
    ("/integrations/", READERS_OF_ALL, ADMINS),
    ("/macros/", STAFF, WORKERS),
    ("/recounts/", STAFF, ADMINS),
    ("/roles/", STAFF, NOBODY),
    ("/system/degraded/", PEOPLE, NOBODY),
    ("/tasks/{task_id}/macros/", WORKERS, WORKERS),
    ("/tasks/", PEOPLE, PEOPLE),
    ("/tickets/(sights|{number}/access|{number}/mentionable)/", NOBODY, NOBODY),
    ("/tickets/{number}/watch/", NOBODY, PEOPLE),
    ("/tickets/unrouted/", READERS_OF_ALL, NOBODY),
    ("/tickets/$", PEOPLE, NOBODY),
    ("/tickets/", NOBODY, ADMINS),
    ("/views/choices/", STAFF, NOBODY),
    ("/views/", PEOPLE, PEOPLE),
    ("/workflows/categories/", PEOPLE, NOBODY),
    ("/workflows/(replays/|{workflow_id}/replays/)", READERS_OF_ALL, ADMINS),
    ("/workflows/", STAFF, ADMINS),
]
STEP_UP = "STEP_UP_REQUIRED"


def room_of(path, method):
    """Who may; None for a path of no room."""
    found = next((room for room in ROOMS if re.match(room[0], path)), None)
    return found and found[1 if method == "get" else 2]


def address(path, operation):
    """The path, about things that there are not."""
    for each in operation.get("parameters", []):
        if each["in"] == "path":
            schema = each["schema"]
            # A task is also called T-456, so its id is a text.
            is_number = schema["type"] == "integer" or each["name"] == "task_id"
            plain = 999_999 if is_number else "nothing"
            value = uuid.UUID(int=7) if schema.get("format") == "uuid" else plain
            path = path.replace(f"{{{each['name']}}}", str(value))
    return path


OPERATIONS = [(p, m, PATHS[p][m]) for p in PATHS for m in METHODS if m in PATHS[p]]
CELLS = [
    pytest.param(path, method, address(path, operation), kind, id=f"{method} {path} {kind}")
    for path, method, operation in OPERATIONS
    for kind in Kind
]


def attempt(client, method, path):
    answer = getattr(client, method)(path) if method == "get" else getattr(client, method)(path, {})
    refused = answer.status_code in {401, 403} and answer.json()["code"] != STEP_UP
    return "refused" if refused else "past the gate"


def test_every_operation_is_in_a_room():
    assert [(p, m) for p, m, _ in OPERATIONS if room_of(p, m) is None] == []


@pytest.mark.parametrize(("path", "method", "url", "kind"), CELLS)
def test_who_gets_past_the_gate(path, method, url, kind):
    client = make_client(person(7001, "somebody", ROLES[kind]))

    may = kind in room_of(path, method)

    assert attempt(client, method, url) == ("past the gate" if may else "refused")


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_nobody_and_a_service_without_scope_are_refused(path, method, operation):
    for client in (make_client(), service_client("stranger", "nothing.at.all")):
        assert attempt(client, method, address(path, operation)) == "refused"
