"""Several approvers look at the same task: the vote of one does not make that of another stale."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from shared.testing import make_client
from shared.testing.people import person
from workflow_api.migrating.tests.stories import carry_out, draw_again, order
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.designs import begin, deploy, step, way
from workflow_api.tasks.tests.world import ADMIN, ALICE, BOB, NOOR, act, build_world, join
from workflow_api.workflows.drafts import document

CLEO = person(13, "cleo", "IT Support")
WAYS = (way("agree", "approve", "do"), way("agree", "reject", None), way("agree", "return", "ask"))


def deploy_poll(needed=3, **more):
    """Ask → Agree (approvals) → Do; a return leads back to Ask."""
    build_world()
    join(CLEO, "IT Support")
    poll = step("agree", kind="approval", approvals_needed=needed, **more)
    ask = step("ask", "Network Engineer")
    deploy(ask, poll, step("do", is_end=True), way("ask", "done", "agree"), *WAYS)


def begin_poll():
    task = begin()
    act(NOOR, task.pk, "ask-done")
    return Task.objects.get(pk=task.pk)


def vote(who, task, outcome="approve", **body):
    """A vote at the version that `task` was read at."""
    body = {"transition": f"agree-{outcome}", "notes": "", "version": task.version, **body}
    return make_client(who).post(f"/tasks/{task.pk}/transition/", body)


def transfer(who, task, to):
    body = {"version": task.version, "to_user": to.id, "reason": "Please"}
    return make_client(who).post(f"/tasks/{task.pk}/transfer/", body)


def hold(task):
    body = {"version": task.version, "reason": "Later"}
    assert make_client(ADMIN).post(f"/tasks/{task.pk}/hold/", body).status_code == 200
    assert make_client(ADMIN).post(f"/tasks/{task.pk}/resume/", {}).status_code == 200


@pytest.mark.django_db
def test_a_vote_on_the_view_from_before_another_vote_counts():
    deploy_poll()
    seen = begin_poll()

    answers = [vote(who, seen) for who in (ALICE, BOB, CLEO)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert Task.objects.get().current_step == "do"


@pytest.mark.django_db(transaction=True)
def test_three_approvers_vote_at_the_same_moment_and_all_are_heard():
    deploy_poll()
    seen = begin_poll()
    start = Barrier(3, timeout=20)

    def cast(who):
        try:
            start.wait()
            return vote(who, seen).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        codes = list(threads.map(cast, (ALICE, BOB, CLEO)))

    assert codes == [200, 200, 200]
    task = Task.objects.get()
    assert (task.current_step, task.version) == ("do", seen.version + 3)
    assert task.items.filter(step_key="agree", outcome="approve").count() == 3
    assert task.items.filter(step_key="do").count() == 1


@pytest.mark.django_db
def test_a_vote_after_the_decision_is_stale_and_names_who_decided():
    deploy_poll()
    seen = begin_poll()
    vote(ALICE, seen, "reject", notes="No budget")

    late = vote(BOB, seen)

    assert late.status_code == 409
    assert late.json()["details"][0]["message"].startswith(ALICE.full_name)


@pytest.mark.django_db
def test_a_vote_on_an_earlier_visit_is_stale():
    deploy_poll()
    seen = begin_poll()
    vote(BOB, seen, "return", notes="Which building?")
    act(NOOR, seen.pk, "ask-done")

    assert vote(ALICE, seen).status_code == 409


@pytest.mark.django_db
def test_a_vote_on_another_definition_is_stale():
    deploy_poll()
    seen = begin_poll()
    drawn = document(seen.workflow)
    steps = [{**each, "instructions": "Read the offer"} for each in drawn["steps"]]
    draw_again(seen.workflow, *steps, *drawn["transitions"])
    order(make_client(ADMIN), workflow=seen.workflow)
    carry_out()

    answer = vote(ALICE, seen)

    assert answer.status_code == 409
    assert "From version 1 to 2" in answer.json()["details"][0]["message"]


@pytest.mark.django_db
def test_what_another_vote_filled_in_has_to_be_seen_first():
    deploy_poll(required_fields=["amount"])
    seen = begin_poll()
    filled = vote(ALICE, seen, fields={"amount": "500"})

    stale = vote(BOB, seen, fields={"amount": "700"})

    assert (filled.status_code, stale.status_code) == (200, 409)
    assert Task.objects.get().filled == {"amount": "500"}


@pytest.mark.django_db
def test_a_hold_between_makes_a_vote_stale_although_it_is_over():
    deploy_poll()
    seen = begin_poll()
    hold(seen)

    assert vote(ALICE, seen).status_code == 409


@pytest.mark.django_db
def test_a_seat_that_others_handed_on_changes_nothing_about_mine():
    deploy_poll(needed=2)
    seen = begin_poll()
    bobs = seen.items.get(step_key="agree", seat=1)
    giver = next(who for who in (ALICE, BOB, CLEO) if who.id == bobs.assignee_id)
    present = set(seen.items.filter(closed_at=None).values_list("assignee_id", flat=True))
    taker = next(who for who in (ALICE, BOB, CLEO) if who.id not in present)
    other = next(who for who in (ALICE, BOB, CLEO) if who.id in present - {giver.id})
    assert transfer(giver, seen, taker).status_code == 200

    assert vote(other, seen).status_code == 200
    assert vote(taker, seen).status_code == 409


@pytest.mark.django_db
def test_whoever_has_no_seat_needs_the_present_version():
    deploy_poll()
    seen = begin_poll()
    vote(ALICE, seen)

    assert vote(ADMIN, seen, notes="In their place").status_code == 409
    assert transfer(BOB, seen, CLEO).status_code == 409
