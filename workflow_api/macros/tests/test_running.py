"""Running macros: each act as by hand, all of them or none, and nothing is sent."""

import pytest
from django.utils import timezone

from shared.outbox.models import OutboxMessage
from shared.testing import make_client
from workflow_api.audit.models import AuditEvent
from workflow_api.macros.tests.world import (
    FINISH,
    NOTE,
    POINTS,
    REPLY,
    begin_task,
    history,
    make_macro,
    now,
    offered,
    run,
    seen,
)
from workflow_api.tasks.models import TaskEvent
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.world import ADMIN, ALICE, COORDINATOR, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


@pytest.fixture
def task(world):
    """Alice has it."""
    return begin_task()


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
