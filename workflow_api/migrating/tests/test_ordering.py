"""Orders: which are refused, and what is foretold of those that are not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from shared.testing import make_client
from workflow_api.migrating.models import Migration
from workflow_api.migrating.tests.stories import (
    carry_out,
    deploy_again,
    make_tasks,
    network,
    order,
    preview,
    results,
)
from workflow_api.sla.tests.world import deploy_with, free_day, make_open_calendar
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ADMIN, NOOR, act, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world():
    build_world()


@pytest.fixture
def admin():
    return make_client(ADMIN)


def test_the_preview_says_what_then_happens(admin):
    first, second = make_tasks(2)
    act(NOOR, second.pk, "diagnose-done")
    deploy_again(rename={"diagnose": "find"}, resolve={"role": "IT Support"})

    shown = admin.post(f"/workflows/{network().pk}/migrations/preview/", {"to_version": 2}).json()

    assert (shown["count"], shown["moves"], shown["blocked"]) == (2, 1, 1)
    verdicts = {task["number"]: task for task in shown["tasks"]}
    assert verdicts[first.number]["verdict"] == "blocked"
    assert verdicts[second.number]["to_step"] == "resolve"
    assert verdicts[second.number]["reassigned"]
    migration = order(admin).json()
    carry_out()
    done = results(admin, migration)
    assert {number: row["reason"] for number, row in done.items()} == {
        number: task["reason"] for number, task in verdicts.items()
    }


def test_only_the_chosen_tasks_go(admin):
    first, _, third = make_tasks(3)
    deploy_again(diagnose={"instructions": "Measure first"})

    migration = order(admin, task_ids=[first.pk, third.pk], from_version=1).json()
    carry_out()

    assert migration["total"] == 2
    assert set(results(admin, migration)) == {first.number, third.number}


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"mapping": {"diagnose": "nowhere"}}, 400, "mapping.diagnose"),
        ({"to_version": 9}, 404, None),
        ({"from_version": 2}, 400, "task_ids"),
        ({"task_ids": [987654]}, 400, "task_ids"),
        ({"reason": " "}, 400, "reason"),
        ({"canary": 0}, 400, "canary"),
        ({"speed": "fast"}, 400, "speed"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_by_name(admin, body, code, field):
    make_tasks(1)
    deploy_again(diagnose={"instructions": "Measure first"})

    answer = order(admin, **body)

    assert answer.status_code == code
    assert field is None or answer.json()["details"][0]["field"] == field
    assert not Migration.objects.exists()


def test_a_second_migration_waits_for_the_first(admin):
    make_tasks(1)
    deploy_again(diagnose={"instructions": "Measure first"})
    order(admin)

    answer = order(admin)

    assert answer.status_code == 409
    assert ADMIN.full_name in answer.json()["error"]


def test_ordering_and_looking_cost_the_same_for_more_tasks(admin, django_assert_max_num_queries):
    make_tasks(12)
    deploy_again(diagnose={"instructions": "Measure first"})
    path = f"/workflows/{network().pk}/migrations/"

    with django_assert_max_num_queries(8):
        admin.post(f"{path}preview/", {"to_version": 2})
    with django_assert_max_num_queries(22):
        migration = order(admin).json()
    carry_out()
    with django_assert_max_num_queries(6):
        assert len(results(admin, migration)) == 10
    with django_assert_max_num_queries(4):
        assert admin.get(path).json()["count"] == 1


def test_a_step_that_another_system_does_now_is_entered_only_when_asked_for(admin):
    [task] = make_tasks(1)
    steps = {"kind": "integration", "operation": "sms.send_text", "mapping": {"to": "requester"}}
    deploy_again(diagnose=steps)

    migration = order(admin).json()
    carry_out()

    assert "became another kind of step" in results(admin, migration)[task.number]["reason"]


def test_the_preview_names_the_deadline_before_and_after(admin):
    [task] = make_tasks(1)
    admin.patch(f"/workflows/{network().pk}/", {"high_sla": "PT10H"})
    deploy_again()

    shown = preview(admin, network())

    order(admin)
    before = task.sla_deadline
    carry_out()
    task.refresh_from_db()
    named = [parse_datetime(shown[name]) for name in ("sla_deadline_before", "sla_deadline")]
    assert named == [before, task.sla_deadline]
    assert before is not None
    assert task.sla_deadline == before + timedelta(hours=2)


def test_a_moved_task_counts_in_the_calendar_of_its_new_version_as_foretold(admin):
    [task] = make_tasks(1)
    shop = make_open_calendar(holidays=[free_day(0), free_day(1)])
    deploy_with(calendar_id=shop.key)

    foretold = parse_datetime(preview(admin, network())["sla_deadline"])
    order(admin)
    carry_out()

    due = Task.objects.get().sla_deadline
    assert foretold is not None
    assert due is not None
    assert due > timezone.now() + timedelta(hours=24)
    assert abs(due - foretold) < timedelta(minutes=1)
    first, second = task.sla_segments.order_by("id")
    assert (first.calendar_version, second.calendar_version) == (None, shop.current_version)
    assert (second.reason, second.actor_name) == ("A better way", ADMIN.full_name)


def test_a_task_that_stays_keeps_its_deadline_in_the_preview(admin):
    [task] = make_tasks(1)
    deploy_again(rename={"diagnose": "find"})

    shown = preview(admin, network())

    assert shown["verdict"] == "blocked"
    assert parse_datetime(shown["sla_deadline"]) == task.sla_deadline
