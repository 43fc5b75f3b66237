"""Keeping macros: what is one, who may change which, and that nobody overwrites another."""

import json
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from shared.testing import make_client
from shared.testing.people import person
from workflow_api.audit.models import AuditEvent
from workflow_api.macros.models import Macro
from workflow_api.macros.tests.world import BOUND, NOTE, REPLY, make_macro, save
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    BOB,
    COORDINATOR,
    MANAGER,
    NOOR,
    build_world,
)

pytestmark = pytest.mark.django_db

DEMO = json.loads((Path(__file__).parents[3] / "deploy/demo_macros.json").read_text())
LEAD = person(5, "lead", "Ticket Coordinator", "IT Support")


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def names(who, **query):
    found = make_client(who).get("/macros/", query)
    assert found.status_code == 200, found.json()
    return [macro["name"] for macro in found.json()["results"]]


def test_the_macros_of_the_demo_world_are_macros():
    answers = [save(ADMIN, **macro) for macro in DEMO]

    assert [answer.status_code for answer in answers] == [201] * len(DEMO)
    assert names(NOOR) == ["Send back for more details"]


def test_a_macro_comes_back_as_it_was():
    content = {
        **{"description": "Before every visit", "scope": "everybody", "position": 3},
        **{"priority": "high", "ticks": ["One", "Two"], **NOTE},
        "hold": {"code": "planned", "reason": "Next week", "hours": 72},
    }

    saved = save(ADMIN, "Visit", **content)
    found = make_client(ALICE).get(f"/macros/{saved.json()['id']}/")

    assert saved.status_code == 201
    assert {name: found.json()[name] for name in content} == content
    assert (found.json()["version"], found["ETag"]) == (1, '"1"')
    assert (saved.json()["may_edit"], found.json()["may_edit"]) == (True, False)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({}, "text"),
        ({"name": " ", **NOTE}, "name"),
        ({"text": "Hello", "text_kind": ""}, "text_kind"),
        ({"text": "", "text_kind": "reply"}, "text"),
        ({"fields": {"cost": 3}, **NOTE}, "fields"),
        ({"fields": {"cost": [3]}, "transition": "done"}, "fields.cost"),
        ({"transition": "done", "hold": {"code": "planned"}}, "hold"),
        ({"hold": {"code": "other"}}, "hold.reason"),
        ({"hold": {"code": "lunch"}}, "hold.code"),
        ({"hold": {"code": "planned", "hours": 0}}, "hold.hours"),
        ({"ticks": ["One", "One"]}, "ticks"),
        ({"priority": "lowest"}, "priority"),
        ({"scope": "role", **NOTE}, "role"),
        ({"scope": "role", "role": "Astronaut", **NOTE}, "role"),
        ({"role": "IT Support", **NOTE}, "role"),
        ({"colour": "red", **NOTE}, "colour"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(content, named):
    response = save(ADMIN, **content)

    assert response.status_code == 400
    assert named in {detail["field"] for detail in response.json()["details"]}
    assert names(ADMIN) == []


def test_an_unknown_variable_is_refused_by_its_name_and_the_known_ones_are_told():
    text = "Hello {{requester_name}}, your {{ serial }} and {{shoe size}}"

    response = save(ALICE, text_kind="reply", text=text)

    told = [detail["message"] for detail in response.json()["details"]]
    assert response.status_code == 400
    assert [message.split(";")[0] for message in told] == [
        "there is no variable {{serial}}",
        "there is no variable {{shoe size}}",
    ]
    assert "ticket_number" in told[0]


def test_the_variables_are_a_documented_table():
    table = make_client(ALICE).get("/macros/variables/").json()

    text = " ".join(f"{{{{{row['name']}}}}}" for row in table)
    assert len(table) == 10
    assert all(row["meaning"] for row in table)
    assert save(ALICE, text_kind="reply", text=text).status_code == 201


TABLE = {
    "personal": {ADMIN: 201, MANAGER: 201, COORDINATOR: 201, ALICE: 201, ANA: 403, AUDITOR: 403},
    "role": {ADMIN: 201, MANAGER: 400, COORDINATOR: 400, LEAD: 201, ALICE: 403, ANA: 403},
    "everybody": {ADMIN: 201, MANAGER: 403, COORDINATOR: 403, LEAD: 403, ALICE: 403, AUDITOR: 403},
}
CELLS = [
    pytest.param(scope, who, code, id=f"{scope}-{who.username}")
    for scope, row in TABLE.items()
    for who, code in row.items()
]


@pytest.mark.parametrize(("scope", "who", "code"), CELLS)
def test_who_may_keep_a_macro_where(scope, who, code):
    place = BOUND if scope == "role" else {"scope": scope}

    assert save(who, **place, **NOTE).status_code == code


EDITS = {
    "for everybody": {ADMIN: 200, LEAD: 403, COORDINATOR: 403, ALICE: 403, AUDITOR: 403, ANA: 403},
    "of IT Support": {ADMIN: 200, LEAD: 200, COORDINATOR: 404, ALICE: 403, NOOR: 404, AUDITOR: 403},
    "of Alice": {ADMIN: 200, ALICE: 200, LEAD: 404, BOB: 404, AUDITOR: 403},
}
EDIT_CELLS = [
    pytest.param(which, who, code, id=f"{which}-{who.username}")
    for which, row in EDITS.items()
    for who, code in row.items()
]


@pytest.mark.parametrize(("which", "who", "code"), EDIT_CELLS)
def test_who_may_change_which_macro(which, who, code):
    macros = {
        "for everybody": lambda: make_macro(**NOTE),
        "of IT Support": lambda: make_macro(**BOUND, **NOTE),
        "of Alice": lambda: make_macro(owner=ALICE, scope="personal", **NOTE),
    }
    path = f"/macros/{macros[which]()['id']}/"

    changed = make_client(who).patch(path, {"description": "Better"})
    deleted = make_client(who).delete(path)

    assert changed.status_code == code, changed.json()
    assert deleted.status_code == (204 if code == 200 else code)
    assert Macro.objects.exists() is (code != 200)


def test_a_macro_cannot_be_moved_to_where_its_writer_may_not_put_it():
    own = make_macro(owner=ALICE, scope="personal", **NOTE)

    response = make_client(ALICE).patch(f"/macros/{own['id']}/", BOUND)

    assert response.status_code == 403
    assert Macro.objects.get().scope == "personal"


def test_everybody_reads_their_own_and_those_of_their_roles():
    make_macro("All", **NOTE)
    make_macro("IT", **BOUND, **NOTE)
    make_macro("Net", scope="role", role="Network Engineer", **NOTE)
    make_macro("Alice", owner=ALICE, scope="personal", **NOTE)

    assert names(ALICE) == ["Alice", "All", "IT"]
    assert names(BOB) == ["All", "IT"]
    assert names(NOOR) == ["All", "Net"]
    assert names(AUDITOR) == names(ADMIN) == ["Alice", "All", "IT", "Net"]
    assert make_client(ANA).get("/macros/").status_code == 403
    assert names(ALICE, scope="role") == ["IT"]
    assert names(ALICE, search="al") == ["Alice", "All"]
    assert make_client(ALICE).get("/macros/", {"colour": "red"}).status_code == 400


def test_a_stale_change_overwrites_nothing():
    macro = make_macro(**NOTE)
    path = f"/macros/{macro['id']}/"
    make_client(ADMIN).patch(path, {"text": "First"}, headers={"If-Match": '"1"'})

    stale = make_client(ADMIN).patch(path, {"text": "Second"}, headers={"If-Match": '"1"'})
    gone = make_client(ADMIN).delete(path, headers={"If-Match": '"1"'})

    assert (stale.status_code, gone.status_code) == (412, 412)
    assert stale["ETag"] == '"2"'
    assert Macro.objects.get().text == "First"


def test_the_same_key_makes_one_macro():
    key = {"Idempotency-Key": "once"}
    body = {"name": "Once", **REPLY}

    first = make_client(ALICE).post("/macros/", body, headers=key)
    again = make_client(ALICE).post("/macros/", body, headers=key)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again["Idempotency-Replayed"] == "true"
    assert Macro.objects.count() == 1


def test_a_name_is_taken_once_in_each_place():
    make_macro("Logs", **NOTE)

    assert save(ADMIN, "LOGS", scope="everybody", **NOTE).status_code == 409
    assert save(ADMIN, "Logs", **BOUND, **NOTE).status_code == 201
    assert save(ALICE, "Logs", **NOTE).status_code == 201
    assert save(BOB, "Logs", **NOTE).status_code == 201


def test_the_audit_keeps_what_a_macro_was():
    macro = make_macro(**NOTE)
    make_client(ADMIN).patch(f"/macros/{macro['id']}/", {"priority": "low"})

    written = AuditEvent.objects.filter(object_type="macro").order_by("id")

    assert [row.action for row in written] == ["macro.created", "macro.changed"]
    assert (written[1].before["priority"], written[1].after["priority"]) == ("", "low")
    assert written[1].after["version"] == 2


@pytest.mark.parametrize(
    ("content", "constraint"),
    [
        ({"priority": ""}, "macro_does_something"),
        ({"scope": "role"}, "macro_role_iff_for_one"),
        ({"scope": "nobody"}, "macro_scope_known"),
        ({"priority": "lowest"}, "macro_priority_known"),
        ({"text": "x"}, "macro_text_iff_of_a_kind"),
        ({"fields": {"a": 1}}, "macro_fields_with_transition"),
        ({"transition": "done", "hold_code": "planned"}, "macro_transition_or_hold"),
        ({"hold_hours": 3}, "macro_hold_terms_with_hold"),
        ({"hold_code": "other"}, "macro_hold_other_says_why"),
    ],
)
def test_the_database_refuses_what_is_no_macro(content, constraint):
    row = {"name": "X", "owner_id": 1, "owner_name": "A", "priority": "low", **content}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Macro.objects.create(**row)


def test_a_list_costs_the_same_however_many_there_are():
    def cost():
        with CaptureQueriesContext(connection) as queries:
            names(ALICE)
        return len(queries)

    for number in range(30):
        make_macro(f"A{number}", **NOTE)
    few = cost()
    for number in range(30):
        make_macro(f"B{number}", **NOTE)

    assert cost() == few <= 3
