"""Every act in bulk: the preview foretells what the single act does, and what it did comes back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from shared.testing import make_client
from workflow_api.bulk.models import BulkItem
from workflow_api.bulk.tests.acts import REASON, TO_BOB, items, now, post, preview, refusals, run
from workflow_api.roles.models import RoleMember
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.repairs import deploy_repair, repair
from workflow_api.tasks.tests.test_permission_table import BODIES, DIRECTS, TABLE, client_of
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    BOB,
    COORDINATOR,
    MANAGER,
    NOOR,
    build_world,
    make_task,
)

OFFERED = ["claim", "release", "transfer", "escalate", "hold", "priority", "resume", "transition"]
TERMS = {**TABLE, "resume": DIRECTS}
CELLS = [
    pytest.param(action, who, code, id=f"{action}-{who.username}")
    for action in OFFERED
    for who, code in TERMS[action].items()
]


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def given(action):
    body = {"outcome": "done"} if action == "transition" else {}
    left_out = ("transition", "version")
    known: Any = BODIES.get(action, {})
    return body | {name: value for name, value in known.items() if name not in left_out}


def has_it(task):
    return task.items.get(closed_at=None).assignee_id


@pytest.mark.parametrize(("action", "who", "code"), CELLS)
def test_the_preview_and_the_act_agree_with_each_cell_of_the_table(action, who, code):
    task = make_task(**ACCESS, department="Operations")
    if action == "claim":
        make_client(ALICE).post(f"/tasks/{task.pk}/release/", {})
    if action == "resume":
        make_client(ADMIN).post(f"/tasks/{task.pk}/hold/", REASON)

    job = preview(who, action, task, **given(action)).json()
    # Whatever the preview says, the act itself decides.
    BulkItem.objects.update(state="waiting", message="")
    post(who, job, "start")

    assert job["waiting"] == (code == 200)
    # A job acts with roles that its person still has; those of strangers were never announced.
    assert (items(who, job)[0]["state"] == "done") == (code == 200)


def test_each_task_that_cannot_go_to_a_person_says_why():
    deploy(step("agree", kind="approval", is_end=True), way("agree", "approve", None))
    own, theirs = begin("OWN", requester_email=BOB.email), make_task("BOBS", **ACCESS)
    foreign = make_task("NET")
    has = {task.pk: has_it(task) for task in (own, theirs)}
    receiver = ALICE if has[theirs.pk] == ALICE.id else BOB

    to_bob = preview(ADMIN, "transfer", own, foreign, **TO_BOB)
    again = preview(ADMIN, "transfer", theirs, to_user=receiver.id, **REASON)

    assert sorted(refusals(to_bob)) == [
        "Bob cannot have Agree: sent this ticket",
        "The person is not a member of Network Engineer",
    ]
    assert refusals(again) == [f"{receiver.full_name} has this work already"]


def test_the_words_of_the_preview_are_those_of_the_act():
    deploy_repair()
    up, over = repair(), make_task("NET")
    make_client(ADMIN).post(f"/tasks/{up.pk}/escalate/", {**REASON, "version": 1})
    make_client(ADMIN).post(f"/tasks/{over.pk}/cancel/", {**REASON, "version": 1})

    for action, arguments in (
        ("escalate", REASON),
        ("transfer", {**REASON, "to_user": NOOR.id}),
        ("priority", {**REASON, "priority": "high"}),
        ("hold", REASON),
        ("claim", {}),
    ):
        foretold = items(ADMIN, preview(ADMIN, action, up, over, **arguments).json())
        for said, task in zip(foretold, (up, over), strict=True):
            body = {**arguments, "version": said["version"]}
            answer = make_client(ADMIN).post(f"/tasks/{task.pk}/{action}/", body)
            error = "" if answer.status_code == 200 else answer.json()["error"]
            assert said["message"].partition(";")[0] == error


def test_work_handed_on_comes_back_unless_somebody_began_it():
    begun, lying = make_task("BEGUN", **ACCESS), make_task("LYING", **ACCESS)
    make_client(ADMIN).post(f"/tasks/{lying.pk}/transfer/", {"to_user": ALICE.id, **seen(lying)})
    job = run(ADMIN, "transfer", begun, lying, **TO_BOB)
    assert {has_it(begun), has_it(lying)} == {BOB.id}
    make_client(BOB).post(f"/tasks/{begun.pk}/begin/", {})

    back = post(ADMIN, job, "undo")

    refused, done = items(ADMIN, back)
    assert (refused["state"], done["state"]) == ("refused", "done")
    assert (has_it(begun), has_it(lying)) == (BOB.id, ALICE.id)


def seen(task):
    return {"version": now(task).version, **REASON}


def test_work_that_waited_in_a_queue_does_not_come_back_to_somebody():
    task = make_task(**ACCESS)
    make_client(ADMIN).post(f"/tasks/{task.pk}/release/", {})
    job = run(ADMIN, "transfer", task, **TO_BOB)

    back = post(ADMIN, job, "undo")

    assert [item["message"] for item in items(ADMIN, back)] == ["This one cannot be brought back"]
    assert has_it(task) == BOB.id


def test_work_goes_to_whoever_of_a_role_has_the_turn():
    task = make_task(**ACCESS)

    run(COORDINATOR, "transfer", task, to_role="Network Engineer", **REASON)

    assert has_it(task) == NOOR.id


@pytest.mark.parametrize("role", ["Nobody", "Auditor"])
def test_a_role_without_a_queue_is_refused_before_anything_is_stored(role):
    response = preview(ADMIN, "transfer", make_task(), to_role=role, **REASON)

    assert (response.status_code, response.json()["details"][0]["field"]) == (422, "to_role")
    assert not BulkItem.objects.exists()


def test_nothing_goes_up_to_nobody():
    deploy_repair()
    task = repair()
    RoleMember.objects.filter(role__name="Manager").update(is_active=False)

    job = preview(COORDINATOR, "escalate", task, **REASON)

    assert refusals(job) == ["Nobody in Manager can take it now; Alice keeps it"]


def test_work_that_went_up_comes_down_again():
    deploy_repair()
    task = repair()
    job = run(COORDINATOR, "escalate", task, **REASON)
    assert has_it(task) == MANAGER.id

    post(COORDINATOR, job, "undo")

    assert has_it(task) == ALICE.id


def test_one_priority_for_all_and_for_each_its_own_again():
    low, high = make_task("LOW", priority="Low"), make_task("HIGH", priority="Medium")
    due, was = now(low).sla_deadline, now(low).priority
    job = run(ADMIN, "priority", low, high, priority="high", **REASON)
    raised = now(low)

    post(ADMIN, job, "undo")

    assert (job["waiting"], job["refused"]) == (1, 1)
    assert (raised.priority, now(low).priority, now(high).priority) == ("high", was, "high")
    assert raised.sla_deadline < due == now(low).sla_deadline


def test_a_hold_has_its_code_and_its_end_again_when_resuming_is_taken_back():
    task = make_task(**ACCESS)
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)
    terms = {"code": "no_capacity", "until": until.isoformat()}
    run(COORDINATOR, "hold", task, **terms)
    first = task.holds.get(ended_at=None)

    job = run(COORDINATOR, "resume", task)
    assert now(task).status != "on_hold"
    post(COORDINATOR, job, "undo")

    again = task.holds.get(ended_at=None)
    assert again.pk != first.pk
    for hold in (first, again):
        assert (hold.code, hold.until, hold.stops_clock) == ("no_capacity", until, False)


@pytest.mark.parametrize(
    ("action", "arguments", "field"),
    [
        ("hold", {}, "reason"),
        ("hold", {"code": "bored", **REASON}, "code"),
        ("hold", {"until": "2020-01-01T00:00:00Z", **REASON}, "until"),
        ("transfer", TO_BOB | {"to_role": "IT Support"}, "to_user"),
        ("transfer", REASON, "to_user"),
        ("transfer", {"to_user": BOB.id}, "reason"),
        ("escalate", {}, "reason"),
        ("priority", {"priority": "soon", **REASON}, "priority"),
        ("priority", {"priority": "low"}, "reason"),
    ],
)
def test_arguments_that_make_no_sense_are_refused_by_name(action, arguments, field):
    response = preview(ADMIN, action, make_task(), **arguments)

    assert response.status_code == 400
    assert [each["field"] for each in response.json()["details"]] == [f"arguments.{field}"]


def test_a_step_that_asks_for_fields_is_left_out_of_moving_many_on():
    deploy(
        step("look", required_fields=["serial"]),
        step("end", is_end=True),
        way("look", "done", "end"),
    )

    job = preview(ALICE, "transition", begin(), outcome="done")

    assert refusals(job) == ["Done needs to be told: serial"]


@pytest.mark.parametrize(
    ("action", "arguments"),
    [
        ("claim", {}),
        ("release", {}),
        ("hold", REASON),
        ("resume", {}),
        ("transition", {"outcome": "done", "notes": "As agreed"}),
        ("transfer", TO_BOB),
        ("transfer", {**REASON, "to_role": "IT Support"}),
        ("escalate", REASON),
        ("priority", {**REASON, "priority": "low"}),
    ],
)
def test_a_preview_costs_the_same_however_many_tasks_there_are(
    django_assert_max_num_queries, action, arguments
):
    tasks = [make_task(f"HD-{number}", **ACCESS) for number in range(8)]
    preview(ADMIN, action, tasks[0], **arguments)

    costs = []
    for chosen in (tasks[:2], tasks):
        with django_assert_max_num_queries(16) as counted:
            body = [{"task_id": task.pk, "version": task.version} for task in chosen]
            client_of(ADMIN).post(
                "/tasks/bulk/", {"action": action, "arguments": arguments, "tasks": body}
            )
        costs.append(len(counted))

    assert costs[0] == costs[1]


def test_a_hold_whose_end_has_come_meanwhile_is_not_brought_back():
    task = make_task(**ACCESS)
    run(COORDINATOR, "hold", task, until=(timezone.now() + timedelta(days=1)).isoformat(), **REASON)
    job = run(COORDINATOR, "resume", task)
    held = BulkItem.objects.get(job=job["id"])
    held.before |= {"until": "2026-01-01T00:00:00+00:00"}
    held.save()

    back = post(COORDINATOR, job, "undo")

    assert items(COORDINATOR, back)[0]["message"].startswith("A hold ends later than now")
