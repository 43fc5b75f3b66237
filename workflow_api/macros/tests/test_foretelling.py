"""What is said of a macro before it runs: whether it may, and what it would do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.testing import make_client
from workflow_api.audit.models import AuditEvent
from workflow_api.macros.tests.world import (
    BOUND,
    CONTENT,
    FINISH,
    NOTE,
    POINTS,
    begin_task,
    make_macro,
    now,
    offered,
    preview,
    run,
)
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    BOB,
    COORDINATOR,
    NOOR,
    build_world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


@pytest.fixture
def task(world):
    """Alice has it."""
    return begin_task()


TABLE = {
    "note": {ADMIN: 200, COORDINATOR: 200, ALICE: 200, BOB: 403, NOOR: 404, AUDITOR: 403, ANA: 403},
    "priority": {ADMIN: 200, COORDINATOR: 200, ALICE: 403, BOB: 403, NOOR: 404, AUDITOR: 403},
    "ticks": {ADMIN: 200, COORDINATOR: 403, ALICE: 200, BOB: 403, NOOR: 404, ANA: 403},
    "transition": {ADMIN: 200, COORDINATOR: 403, ALICE: 200, BOB: 403, NOOR: 404, ANA: 403},
    "hold": {ADMIN: 200, COORDINATOR: 200, ALICE: 403, BOB: 403, NOOR: 404, AUDITOR: 403},
    "reply": {ADMIN: 200, COORDINATOR: 200, ALICE: 200, BOB: 200, NOOR: 404, AUDITOR: 403},
}


CELLS = [
    pytest.param(act, who, code, id=f"{act}-{who.username}")
    for act, row in TABLE.items()
    for who, code in row.items()
]


@pytest.mark.parametrize(("act", "who", "code"), CELLS)
def test_a_macro_lets_nobody_do_what_they_may_not_do_by_hand(task, act, who, code):
    macro = make_macro(**CONTENT[act])

    answer = run(who, task, macro)

    assert answer.status_code == code, answer.json()
    assert (now(task).version == task.version) is (code != 200 or act == "reply")


@pytest.mark.parametrize("who", [COORDINATOR, ALICE, BOB], ids=lambda who: who.username)
@pytest.mark.parametrize("act", [act for act in CONTENT if act != "reply"])
def test_the_list_foretells_what_a_run_answers(task, act, who):
    macro = make_macro(act, **CONTENT[act])

    found = offered(who, task)[act]
    shown = preview(who, task, macro).json()

    assert found["blocked"] is shown["blocked"] is (run(who, task, macro).status_code != 200)
    assert bool(found["reason"]) is found["blocked"]


def test_only_macros_of_ones_roles_run(task):
    theirs = make_macro("Net", scope="role", role="Network Engineer", **NOTE)
    off = make_macro("Off", is_active=False, **NOTE)
    make_macro("IT", **BOUND, **NOTE)
    make_macro("Bob", owner=BOB, scope="personal", **NOTE)

    assert list(offered(ALICE, task)) == ["IT"]
    assert list(offered(ADMIN, task)) == ["IT", "Net"]
    assert run(ALICE, task, theirs).status_code == 404
    assert run(ALICE, task, off).status_code == 404


def test_a_preview_shows_every_change_and_makes_none(task):
    macro = make_macro("Finish", **NOTE, **FINISH)

    shown = preview(ALICE, task, macro).json()

    assert [(c["kind"], c["name"], c["before"], c["after"]) for c in shown["changes"]] == [
        ("note", "", "", "Looked at HD-1 as Alice"),
        ("tick", POINTS[0], "", POINTS[0]),
        ("tick", POINTS[1], "", POINTS[1]),
        ("field", "serial", "", "S-1"),
        ("field", "cost", "", "3"),
        ("transition", "Done", "Look", "Mend"),
    ]
    effect = shown["effect"]
    assert (effect["step_before"], effect["step"]) == ("Look", "Mend")
    assert (effect["assigned_before"], effect["assigned"]) == ("Alice", "Bob")
    after = now(task)
    assert (after.version, after.current_step, after.ticks.count()) == (1, "look", 0)
    assert not AuditEvent.objects.filter(action="macro.run").exists()


def test_a_preview_tells_the_deadline_that_another_priority_brings(task):
    macro = make_macro(priority="urgent")

    effect = preview(COORDINATOR, task, macro).json()["effect"]
    run(COORDINATOR, task, macro)

    told = effect["sla_deadline"].replace("Z", "+00:00")
    assert told == now(task).sla_deadline.isoformat()
    assert effect["sla_deadline_before"] != effect["sla_deadline"]


def test_a_macro_that_is_being_written_is_tried_on_a_task_and_not_kept(task):
    path = f"/tasks/{task.pk}/macros/preview/"

    shown = make_client(ALICE).post(path, {"name": "New", "scope": "personal", **NOTE})
    wrong = make_client(ALICE).post(path, {"name": "New", "text_kind": "note", "text": "{{x}}"})

    assert shown.json()["changes"][0]["after"] == "Looked at HD-1 as Alice"
    assert wrong.status_code == 400
    assert now(task).version == 1
    assert make_client(ALICE).get("/macros/").json()["count"] == 0


def test_judging_macros_costs_the_same_however_many_there_are(task):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            offered(ADMIN, task)
        return len(queries)

    for act, content in CONTENT.items():
        make_macro(act, **content)
    few = cost()
    for number in range(20):
        make_macro(f"M{number}", **CONTENT["hold"])
        make_macro(f"N{number}", **NOTE, **FINISH)

    assert cost() == few
    assert few <= 16
