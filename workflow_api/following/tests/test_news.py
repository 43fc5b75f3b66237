"""What those hear of a ticket who only watch it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shared.contracts.notifications import CreateAssignmentNotification, CreateNotification
from shared.testing import make_client, service_client
from shared.testing.messages import outbox_messages
from workflow_api.following.models import Watch
from workflow_api.following.services import MOST_WATCHERS
from workflow_api.following.watchers import watchers
from workflow_api.sla.services import scan
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    BOB,
    COORDINATOR,
    MANAGER,
    SAM,
    act,
    build_world,
    join,
    make_task,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db):
    build_world()


def watch(who, task):
    return make_client(who).put(f"/tasks/{task.pk}/watch/")


def news():
    told = outbox_messages(CreateNotification)
    return [each for each in told if each.metadata.get("scope") == "watched"]


def ids(message):
    return message.recipients["users"]


def test_a_step_that_is_done_is_told_to_those_who_watch():
    task = make_task(**ACCESS)
    watch(AUDITOR, task)

    act(ALICE, task.pk, "verify-done")

    [told] = news()
    assert ids(told) == [AUDITOR.id]
    assert told.subject == f"{task.number} went on to Approve access: {task.title}"
    assert told.notification_type == "task_update"
    assert told.metadata["why"] == "You watch this ticket"
    assert f"with {SAM.full_name}" in told.message


def test_nobody_is_told_of_their_own_act():
    task = make_task(**ACCESS)
    watch(ALICE, task)

    act(ALICE, task.pk, "verify-done")

    assert news() == []


def test_who_hears_of_a_change_anyway_does_not_hear_of_it_twice():
    task = make_task(**ACCESS)
    for who in (COORDINATOR, ADMIN):
        watch(who, task)
    body = {"to_user": BOB.id, "reason": "Holidays", "version": task.version}
    watch(BOB, task)

    make_client(COORDINATOR).post(f"/tasks/{task.pk}/transfer/", body)

    [told] = news()
    assert ids(told) == [ADMIN.id]
    assert [each.user_id for each in outbox_messages(CreateAssignmentNotification)][-1] == BOB.id


@pytest.mark.parametrize(
    ("who", "path", "body", "word"),
    [
        (COORDINATOR, "hold", {"reason": "Waiting"}, "was put on hold"),
        (ALICE, "release", {"reason": "Not mine"}, "was given back"),
        (COORDINATOR, "priority", {"priority": "urgent", "reason": "The boss"}, "urgent"),
    ],
)
def test_what_changes_who_works_on_it_or_whether_is_told(who, path, body, word):
    task = make_task(**ACCESS)
    watch(AUDITOR, task)

    make_client(who).post(f"/tasks/{task.pk}/{path}/", {"version": task.version, **body})

    [told] = news()
    assert (ids(told), word in told.subject) == ([AUDITOR.id], True)


def test_a_passed_deadline_is_told_to_those_who_watch_besides_those_who_answer_for_it():
    task = make_task(**ACCESS)
    for who in (AUDITOR, ALICE):
        watch(who, task)
    past = timezone.now() - timedelta(days=30)
    Task.objects.filter(pk=task.pk).update(next_rung_at=past)
    task.sla_segments.update(started_at=past)

    scan()

    [told] = news()
    assert (ids(told), told.notification_type) == ([AUDITOR.id], "sla_breach")


def test_an_event_has_one_name_however_many_watch():
    task = make_task(**ACCESS)
    for who in (AUDITOR, MANAGER, ADMIN):
        watch(who, task)

    act(ALICE, task.pk, "verify-done")

    [told] = news()
    now = Task.objects.get(pk=task.pk)
    assert told.deduplication_id == f"watched:moved:{task.pk}:{now.version}"


def test_who_does_not_see_a_ticket_any_more_hears_nothing_of_it():
    task = make_task(**ACCESS)
    assert watch(BOB, task).status_code == 200
    act(ALICE, task.pk, "verify-done")

    assert make_client(BOB).get(f"/tasks/{task.pk}/").status_code == 404
    assert news() == []


def test_who_lost_their_roles_hears_nothing():
    task = make_task(**ACCESS)
    watch(AUDITOR, task)
    join(AUDITOR, "Auditor", version=2, is_active=False)

    act(ALICE, task.pk, "verify-done")

    assert news() == []


def test_a_requester_hears_nothing_of_what_goes_on_inside():
    task = make_task(**ACCESS)
    assert watch(ANA, task).status_code == 200

    act(ALICE, task.pk, "verify-done")

    assert news() == []


def test_messaging_learns_who_watches_and_may_read_everything():
    task = make_task(**ACCESS, requester_email=MANAGER.email)
    for who in (AUDITOR, MANAGER):
        watch(who, task)

    access = service_client("messaging_service", "tickets.access").get(
        "/tickets/HD-1/access/", {"user_id": ALICE.id, "roles": "IT Support"}
    )

    assert access.json()["watchers"] == [AUDITOR.id]


def test_a_notice_leads_out_of_watching_even_without_sight():
    task = make_task(**ACCESS)
    watch(BOB, task)
    act(ALICE, task.pk, "verify-done")

    answer = make_client(BOB).delete("/tickets/HD-1/watch/")

    assert answer.status_code == 204
    assert not Watch.objects.exists()


def test_a_task_has_so_many_watchers_and_no_more():
    task = make_task(**ACCESS)
    Watch.objects.bulk_create(
        Watch(task=task, user_id=1000 + each, user_name="x") for each in range(MOST_WATCHERS)
    )

    refused = watch(AUDITOR, task)

    assert (refused.status_code, refused.json()["code"]) == (409, "CONFLICT")


def test_more_watchers_cost_no_more_statements(django_assert_num_queries):
    task = make_task(**ACCESS)
    with django_assert_num_queries(1):
        assert watchers([task.pk]) == []
    for who in (AUDITOR, ADMIN, COORDINATOR, BOB):
        watch(who, task)

    with django_assert_num_queries(3):
        found = watchers([task.pk])

    assert {person.id for person in found} == {AUDITOR.id, ADMIN.id, COORDINATOR.id, BOB.id}
