"""Who is stopped at the gate of each operation, before any row is looked at.

Whom it lets in is the matter of each room's own tests. An operation of a room that is not listed
here fails.
"""

import re
import uuid
from pathlib import Path

import pytest
import yaml

from auth_service.access.services import create_role, grant_role
from auth_service.tests.make import client_of, make_person, program, role
from shared.identity.rights import Kind
from shared.identity.scopes import SERVICE_SCOPES
from shared.testing import make_client
from shared.testing.matrix import ROLES

API = Path(__file__).parents[2] / "docs/api/auth.yaml"
PATHS = yaml.load(API.read_text(), yaml.CSafeLoader)["paths"]
METHODS = ("get", "post", "put", "patch", "delete")
PEOPLE = frozenset(Kind)
STAFF = frozenset({Kind.ADMIN, Kind.AUDITOR, Kind.MANAGER})
READERS = frozenset({Kind.ADMIN, Kind.AUDITOR})
ADMINS = frozenset({Kind.ADMIN})
# Services, by a scope of theirs; no person whatever.
NOBODY = frozenset[Kind]()
# The beginning of a path, who reads there, and who does anything else. The first that fits counts.
ROOMS = [
    (r"/api/v1/(\w|/|-)+/internal/", NOBODY, NOBODY),
    ("/api/v1/(revocations|tts)/", NOBODY, NOBODY),
    ("/api/v1/users/(me|2fa)/", PEOPLE, PEOPLE),
    ("/api/v1/users/{user_id}/(2fa|sessions|sign-in-delay|unlock)/", READERS, ADMINS),
    ("/api/v1/users/{user_id}/(anonymise|export)/", ADMINS, ADMINS),
    ("/api/v1/(users|roles|systems|user-roles)/", STAFF, ADMINS),
    ("/api/v1/(api-keys|service-clients|invitations|hdts/employees)/", READERS, ADMINS),
    ("/api/v1/(access-check|audit)/", READERS, NOBODY),
    ("/api/v1/availability/", PEOPLE, PEOPLE),
    ("/(password/change|token/step-up)/", PEOPLE, PEOPLE),
]


def guarded():
    """(method, path template, path, who may) of every operation that asks who somebody is."""
    for template, operations in PATHS.items():
        for method in METHODS:
            operation = operations.get(method)
            if operation and operation["security"] != [{}]:
                yield method, template, address(template, operation), allowed(template, method)


def allowed(template, method):
    room = next(room for room in ROOMS if re.match(room[0], template))
    return room[1 if method == "get" else 2]


def address(path, operation):
    """The path, about things that there are not."""
    for each in operation.get("parameters", []):
        if each["in"] == "path":
            schema = each["schema"]
            plain = 999_999 if schema["type"] == "integer" else "f" * 64
            value = uuid.UUID(int=7) if schema.get("format") == "uuid" else plain
            path = path.replace(f"{{{each['name']}}}", str(value))
    return path


def let_in(client, operations, refusal):
    """Those that do not answer with `refusal`."""
    asked = [(method, path, getattr(client, method)(path)) for method, path in operations]
    return [(method, path) for method, path, answer in asked if answer.status_code != refusal]


def test_strangers_are_asked_to_sign_in_everywhere(world):
    everything = [(method, path) for method, _, path, _ in guarded()]

    assert everything
    assert let_in(make_client(), everything, 401) == []


@pytest.mark.parametrize("kind", Kind)
def test_people_are_stopped_where_their_role_has_no_business(world, kind):
    closed = [(method, path) for method, _, path, who in guarded() if kind not in who]
    client = client_of(make_person("somebody", ROLES[kind]))

    assert closed
    assert let_in(client, closed, 403) == []


def test_whoever_is_admin_in_another_system_is_nobody_here(world):
    closed = [(method, path) for method, _, path, who in guarded() if who != PEOPLE]

    create_role(system="AMS", name="Admin")
    stranger = make_person("stranger")
    grant_role(user_id=stranger.pk, role_id=role("Admin", "AMS").pk)

    assert let_in(client_of(stranger), closed, 403) == []


def test_a_service_with_every_scope_does_nothing_that_people_do(world):
    peoples = [(method, path) for method, _, path, who in guarded() if who]

    assert let_in(program("with_all", *SERVICE_SCOPES), peoples, 403) == []


def test_a_service_without_scopes_learns_nothing(world):
    everything = [(method, path) for method, _, path, _ in guarded()]

    assert let_in(program("with_none"), everything, 403) == []
