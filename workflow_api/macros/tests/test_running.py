"""Running macros: each act as by hand, all of them or none, and nothing is sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from workflow_api.audit.models import AuditEvent
from workflow_api.macros.models import MacroRun
from workflow_api.macros.tests.world import (
    BOUND,
    NOTE,
    POINTS,
    REPLY,
    begin_task,
    history,
    make_macro,
    offered,
    preview,
    run,
    seen,
    undo,
)
from workflow_api.tasks.models import Task, TaskEvent
from workflow_api.tasks.tests.designs import begin, deploy, step, way
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

FINISH = {"ticks": POINTS, "fields": {"serial": "S-1", "cost": 3}, "transition": "done"}


@pytest.fixture(autouse=True)
def world(db):
    build_world()


@pytest.fixture
def task(world):
    """Alice has it."""
    return begin_task()


def now(task):
    return Task.objects.get(pk=task.pk)


def test_a_reply_is_given_back_and_sent_to_nobody(task):
    macro = make_macro(**REPLY)
    OutboxMessage.objects.all().delete()

    answer = run(ALICE, task, macro)

    assert answer.status_code == 200, answer.json()
    assert answer.json()["reply"] == "Hello Ana Cruz, Look is done."
    assert (answer.json()["undo"], answer.json()["version"]) == (None, task.version)
    assert not OutboxMessage.objects.exists()


def test_all_acts_are_done_and_the_history_names_the_macro_and_its_version(task):
    macro = make_macro("Finish", priority="", **NOTE, **FINISH)

    answer = run(ALICE, task, macro)

    assert answer.status_code == 200, answer.json()
    done = now(task)
    assert (done.current_step, done.filled) == ("mend", {"serial": "S-1", "cost": 3})
    lines = history(task)
    assert "Alice ran the macro “Finish” (version 1)" in lines
    assert lines.index("Alice ran the macro “Finish” (version 1)") < lines.index("Done at Look")
    assert task.events.get(kind="transition").notes == "Looked at HD-1 as Alice"
    row = AuditEvent.objects.get(action="macro.run")
    assert (row.after, row.task_id) == ({"name": "Finish", "version": 1}, task.pk)
    assert AuditEvent.objects.filter(action="task.transition", task_id=task.pk).exists()


def test_a_macro_without_transition_leaves_the_required_fields_to_the_person(task):
    macro = make_macro("Step", ticks=POINTS, transition="done")

    found = offered(ALICE, task)["Step"]
    refused = run(ALICE, task, macro)
    done = run(ALICE, task, macro, fields={"serial": "S-1", "cost": 9})

    assert (found["blocked"], found["needs_fields"]) == (False, ["serial", "cost"])
    assert refused.status_code == 400
    assert {detail["field"] for detail in refused.json()["details"]} == {
        "fields.serial",
        "fields.cost",
    }
    assert done.status_code == 200, done.json()
    assert now(task).filled == {"serial": "S-1", "cost": 9}


def test_a_macro_obeys_the_checklist_as_the_api_does(task):
    macro = make_macro("Done", fields={"serial": "S-1", "cost": 3}, transition="done")

    found = offered(ALICE, task)["Done"]
    by_macro = run(ALICE, task, macro)
    body = {"transition": "look-done", "version": seen(task), "fields": macro["fields"]}
    by_hand = make_client(ALICE).post(f"/tasks/{task.pk}/transition/", body)

    assert found["reason"] == f"Not ticked yet: {', '.join(POINTS)}"
    assert by_macro.status_code == by_hand.status_code == 400
    assert by_macro.json()["details"] == by_hand.json()["details"]


def test_a_macro_obeys_the_rules_of_comments(task):
    macro = make_macro("No", transition="reject")

    found = offered(ALICE, task)["No"]
    refused = run(ALICE, task, macro)
    done = run(ALICE, task, macro, notes="Not ours")

    assert (found["blocked"], found["requires_comment"]) == (False, True)
    assert refused.status_code == 400
    assert refused.json()["details"][0]["field"] == "notes"
    assert (done.status_code, now(task).status) == (200, "rejected")


def test_what_is_refused_in_the_middle_undoes_what_went_before(task):
    macro = make_macro("Half", priority="urgent", ticks=[POINTS[0]], transition="done")

    refused = run(ADMIN, task, macro, notes="In their place")

    assert refused.status_code == 400
    after = now(task)
    assert (after.version, after.priority, after.ticks.count()) == (1, "high", 0)
    assert not TaskEvent.objects.filter(task=task, summary__contains="macro").exists()


def test_a_stale_version_is_refused_with_what_changed(task):
    macro = make_macro(**NOTE)
    run(ALICE, task, macro)

    stale = run(ALICE, task, macro, version=1)

    assert stale.status_code == 409
    assert "Alice: Alice made a note" in {d["message"] for d in stale.json()["details"]}


def test_what_runs_is_what_was_previewed(task):
    macro = make_macro(**NOTE)
    make_client(ADMIN).patch(f"/macros/{macro['id']}/", {"text": "Something else"})

    refused = run(ALICE, task, macro)

    assert refused.status_code == 409
    assert refused.json()["details"][0]["field"] == "macro_version"
    assert now(task).version == 1


@pytest.mark.parametrize("given", [{"notes": "Mine"}, {"fields": {"cost": 3}}])
def test_what_a_macro_has_no_use_for_is_refused_and_not_lost(task, given):
    refused = run(ADMIN, task, make_macro(priority="urgent"), **given)

    assert refused.status_code == 400
    assert refused.json()["details"][0]["field"] == next(iter(given))


TABLE = {
    "note": {ADMIN: 200, COORDINATOR: 200, ALICE: 200, BOB: 403, NOOR: 404, AUDITOR: 403, ANA: 403},
    "priority": {ADMIN: 200, COORDINATOR: 200, ALICE: 403, BOB: 403, NOOR: 404, AUDITOR: 403},
    "ticks": {ADMIN: 200, COORDINATOR: 403, ALICE: 200, BOB: 403, NOOR: 404, ANA: 403},
    "transition": {ADMIN: 200, COORDINATOR: 403, ALICE: 200, BOB: 403, NOOR: 404, ANA: 403},
    "hold": {ADMIN: 200, COORDINATOR: 200, ALICE: 403, BOB: 403, NOOR: 404, AUDITOR: 403},
    "reply": {ADMIN: 200, COORDINATOR: 200, ALICE: 200, BOB: 200, NOOR: 404, AUDITOR: 403},
}
CONTENT: dict[str, dict[str, Any]] = {
    "note": NOTE,
    "priority": {"priority": "urgent"},
    "ticks": {"ticks": [POINTS[0]]},
    "transition": {**NOTE, "transition": "reject"},
    "hold": {"hold": {"code": "planned"}},
    "reply": REPLY,
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


def test_braces_that_come_with_a_ticket_are_no_variables():
    task = begin_task(title="Send me {{my_name}} {{nonsense}}")
    macro = make_macro(text_kind="reply", text="About “{{title}}”")

    reply = run(ALICE, task, macro).json()["reply"]

    assert reply == "About “Send me {{my_name}} {{nonsense}}”"


def test_a_way_is_named_by_its_key_or_by_its_outcome():
    deploy(
        step("look"),
        {**way("look", "done", None), "key": "first", "label": "First"},
        {**way("look", "done", None), "key": "second", "label": "Second"},
        {**way("look", "reject", None), "default": True},
    )
    task = begin()
    vague = make_macro("Vague", transition="done")
    make_macro("None", transition="return")
    exact = make_macro("Exact", transition="second")

    found = offered(ALICE, task)
    refused = run(ALICE, task, vague)

    assert found["Vague"]["reason"] == "2 ways out of this step are “done”"
    assert found["None"]["reason"] == "No way out of this step is “return”"
    assert refused.status_code == 409
    assert run(ALICE, task, exact).status_code == 200
    assert task.events.get(kind="transition").facts["transition"] == "second"


def test_a_hold_ends_by_itself_when_the_macro_says_so(task):
    macro = make_macro(hold={"code": "waiting_for_requester", "hours": 48})

    assert run(COORDINATOR, task, macro).status_code == 200

    hold = task.holds.get(ended_at=None)
    assert 47 < (hold.until - timezone.now()).total_seconds() / 3600 <= 48
    assert now(task).status == "on_hold"


def test_a_run_can_be_taken_back(task):
    macro = make_macro(priority="urgent", ticks=POINTS, hold={"code": "planned"})
    answer = run(ADMIN, task, macro)

    undone = undo(ADMIN, task, answer.json()["undo"]["id"])

    assert undone.status_code == 200, undone.json()
    after = now(task)
    assert (after.priority, after.status, after.ticks.count()) == ("high", "pending", 0)
    assert undo(ADMIN, task, answer.json()["undo"]["id"]).status_code == 409


def test_only_what_the_run_ticked_is_taken_back(task):
    first = make_macro("One", ticks=[POINTS[0]])
    both = make_macro("Both", ticks=POINTS)
    run(ALICE, task, first)
    answer = run(ALICE, task, both)

    undo(ALICE, task, answer.json()["undo"]["id"])

    assert [tick.text for tick in task.ticks.all()] == [POINTS[0]]


def test_what_somebody_changed_since_stands_in_the_way_of_an_undo(task):
    macro = make_macro(ticks=[POINTS[0]])
    run_id = run(ALICE, task, macro).json()["undo"]["id"]
    run(COORDINATOR, task, make_macro("Note", **NOTE))

    refused = undo(ALICE, task, run_id)

    assert refused.status_code == 409
    assert "Coordinator made a note" in str(refused.json()["details"])
    assert task.ticks.count() == 1


def test_a_run_is_undone_by_whoever_ran_it_and_not_for_ever(task):
    macro = make_macro(ticks=[POINTS[0]])
    run_id = run(ALICE, task, macro).json()["undo"]["id"]

    assert undo(ADMIN, task, run_id).status_code == 404
    MacroRun.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert undo(ALICE, task, run_id).status_code == 409


@pytest.mark.parametrize("act", ["note", "transition", "reply"])
def test_what_cannot_be_taken_back_by_hand_offers_no_undo(task, act):
    assert run(ALICE, task, make_macro(**CONTENT[act])).json()["undo"] is None


def test_the_same_key_runs_a_macro_once(task):
    macro = make_macro(**NOTE)
    path = f"/tasks/{task.pk}/macros/{macro['id']}/run/"
    body = {"version": seen(task), "macro_version": 1}

    answers = [
        make_client(ALICE).post(path, body, headers={"Idempotency-Key": "once"}) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert history(task).count("Alice made a note") == 1


def test_on_a_finished_task_nothing_is_left_to_do_but_text_is_still_found(task):
    run(ALICE, task, make_macro("No", **NOTE, transition="reject"))
    make_macro("Text", **REPLY)
    make_macro("Note", **NOTE)

    found = offered(ADMIN, task)

    assert found["Note"]["reason"] == f"{task.number} is rejected: nothing is left to do"
    assert not found["Text"]["blocked"]


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
