"""Approvals by several people: seats, votes, the quorum, and who never votes."""

import dataclasses
from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.notifications import CreateAssignmentNotification
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.people import person
from workflow_api.tasks.models import Task
from workflow_api.tasks.services.waiting import assign_waiting
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.world import ALICE, ANA, BOB, MANAGER, act, build_world, join

CLEO = person(13, "cleo", "IT Support")
WAYS = (way("agree", "approve", "do"), way("agree", "reject", None), way("agree", "return", "ask"))


@pytest.fixture(autouse=True)
def world(db):
    build_world()
    join(CLEO, "IT Support")


def deploy_poll(needed=2, **more):
    """Ask → Agree (approvals) → Do; a rejection ends it, a return leads back to Ask."""
    poll = step("agree", kind="approval", approvals_needed=needed, **more)
    ask = step("ask", "Network Engineer")
    deploy(ask, poll, step("do", is_end=True), way("ask", "done", "agree"), *WAYS)


def begin_poll(**fields):
    """A task at the approval; the engineer has asked."""
    task = begin(**fields)
    act(person(21, "noor", "Network Engineer"), task.pk, "ask-done")
    return now(task)


def now(task):
    return Task.objects.get(pk=task.pk)


def people_at(task):
    return {i.assignee_id for i in task.items.filter(step_key="agree", closed_at=None)}


def test_each_seat_goes_to_somebody_else():
    deploy_poll(needed=2, approvers=3)

    task = begin_poll()

    assert people_at(task) == {ALICE.id, BOB.id, CLEO.id}
    told = [message.user_id for message in outbox_messages(CreateAssignmentNotification)]
    assert sorted(told[1:]) == [ALICE.id, BOB.id, CLEO.id]


def test_the_step_waits_until_the_quorum_is_there():
    deploy_poll(needed=2, approvers=3)
    task = begin_poll()

    first = act(ALICE, task.pk, "agree-approve", notes="Fine with me")
    second = act(CLEO, task.pk, "agree-approve")

    assert first.json()["current_step"] == "agree"
    assert (first.json()["approvals"]["approved"], first.json()["approvals"]["needed"]) == (1, 2)
    assert second.json()["current_step"] == "do"
    left = task.items.get(step_key="agree", assignee_id=BOB.id)
    assert (left.status, left.notes) == ("expired", "Cleo decided: Approve")


def test_with_all_needed_the_first_rejection_ends_it():
    deploy_poll(needed=2)
    task = begin_poll()

    response = act(ALICE, task.pk, "agree-reject", notes="No budget")

    assert response.json()["status"] == "rejected"
    assert task.items.get(step_key="agree", assignee_id=BOB.id).status == "expired"


def test_one_rejection_too_few_to_prevent_the_quorum_leaves_it_open():
    deploy_poll(needed=2, approvers=3)
    task = begin_poll()

    act(ALICE, task.pk, "agree-reject", notes="Not I")
    still_open = now(task).status
    act(BOB, task.pk, "agree-reject", notes="Nor I")

    assert (still_open, now(task).status) == ("in_progress", "rejected")


def test_a_question_back_needs_no_quorum_and_its_votes_do_not_count_again():
    deploy_poll(needed=2, approvers=3)
    task = begin_poll()
    act(ALICE, task.pk, "agree-approve")
    act(BOB, task.pk, "agree-return", notes="Which building?")
    act(person(21, "noor", "Network Engineer"), task.pk, "ask-done")

    response = act(CLEO, task.pk, "agree-approve")

    assert response.json()["current_step"] == "agree"
    assert response.json()["approvals"]["approved"] == 1


def test_whoever_sent_the_ticket_has_no_vote_and_cannot_take_one():
    deploy_poll(needed=2, approvers=3)
    task = begin_poll(requester_email=BOB.email)

    claimed = make_client(BOB).post(f"/tasks/{task.pk}/claim/", {})

    assert people_at(task) == {ALICE.id, CLEO.id, None}
    assert claimed.status_code == 403
    assert claimed.json()["error"] == "Nobody approves a ticket of their own"


def test_an_empty_seat_goes_to_somebody_who_has_none():
    for who in (BOB, CLEO):
        join(who, "IT Support", version=2, is_active=False)
    deploy_poll(needed=2)
    task = begin_poll()

    again = make_client(ALICE).post(f"/tasks/{task.pk}/claim/", {})
    assign_waiting()
    alone = people_at(task)
    join(BOB, "IT Support", version=3)
    assign_waiting()

    assert (again.status_code, again.json()["error"]) == (403, "You take part in this already")
    assert alone == {ALICE.id, None}
    assert people_at(task) == {ALICE.id, BOB.id}


def test_nobody_votes_twice():
    deploy_poll(needed=2)
    task = begin_poll()
    act(ALICE, task.pk, "agree-approve")

    response = act(ALICE, task.pk, "agree-approve")

    assert response.status_code == 403
    assert response.json()["error"] == f"Assigned to {BOB.full_name}"


def test_the_screen_and_the_history_show_who_approved():
    deploy_poll(needed=2)
    task = begin_poll()
    act(ALICE, task.pk, "agree-approve", notes="Checked")

    seen = make_client(BOB).get(f"/tasks/{task.pk}/").json()
    history = make_client(BOB).get(f"/tasks/{task.pk}/history/").json()["results"]

    ballots = [(b["name"], b["vote"], b["notes"]) for b in seen["approvals"]["ballots"]]
    assert ballots == [(ALICE.full_name, "approve", "Checked"), (BOB.full_name, "waiting", "")]
    assert (history[-1]["kind"], history[-1]["summary"]) == (
        "voted",
        "Approve at Agree: 1 of 2 approvals",
    )


def test_each_approver_finds_the_task_as_theirs():
    deploy_poll(needed=2)
    begin_poll()

    [alices] = make_client(ALICE).get("/tasks/my-tasks/").json()["results"]
    [bobs] = make_client(BOB).get("/tasks/my-tasks/").json()["results"]

    assert (alices["assigned_user"], bobs["assigned_user"]) == (ALICE.id, BOB.id)


def test_an_approval_may_be_the_first_step():
    deploy(
        step("agree", kind="approval", approvals_needed=2),
        way("agree", "approve", None),
        way("agree", "reject", None),
    )
    task = begin()

    act(ALICE, task.pk, "agree-approve")
    response = act(BOB, task.pk, "agree-approve")

    assert response.json()["status"] == "completed"


def test_a_manager_who_has_work_hands_it_on_and_does_not_act_on_it():
    deploy_poll(needed=2)
    task = begin_poll()
    head = dataclasses.replace(MANAGER, claims={"department": "Operations"})
    task.items.filter(assignee_id=ALICE.id).update(assignee_id=head.id, assignee_name="Manager")

    response = act(head, task.pk, "agree-approve")

    assert response.status_code == 403
    assert response.json()["error"] == "Your roles only hand work on"


def test_a_requester_without_a_vote_still_sees_the_task():
    deploy_poll(needed=2)
    task = begin_poll()

    assert make_client(ANA).get(f"/tasks/{task.pk}/").json()["approvals"]["needed"] == 2


def test_people_who_have_a_step_together_make_it_no_longer():
    deploy_poll(needed=2, approvers=3)
    task = begin_poll()
    task.items.filter(step_key="agree").update(created_at=timezone.now() - timedelta(hours=1))

    steps = make_client(ALICE).get(f"/tasks/{task.pk}/").json()["steps"]

    [dwell] = [step["dwell_seconds"] for step in steps if step["key"] == "agree"]
    assert 3600 <= dwell < 3700
