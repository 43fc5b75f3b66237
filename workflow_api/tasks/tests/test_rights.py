"""What a task offers a person is what the permission table lets them do."""

import pytest

from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.test_permission_table import TABLE, client_of, end
from workflow_api.tasks.tests.world import ACCESS, ADMIN, ALICE, BOB, build_world, make_task

pytestmark = pytest.mark.django_db
FLAGS = {
    "release": "may_release",
    "begin": "may_begin",
    "transfer": "may_transfer",
    "escalate": "may_escalate",
    "checklist": "may_tick",
    "hold": "may_hold",
    "move": "may_move",
    "priority": "may_change_priority",
    "sla/adjust": "may_adjust",
    "cancel": "may_cancel",
}
ENDED = {"reopen": "may_reopen", "close": "may_close"}
PEOPLE = sorted(TABLE["see"], key=lambda who: who.username)


def offer(who, task):
    return client_of(who).get(f"/tasks/{task.pk}/actions/")


def check(who, task, flags):
    answer = offer(who, task)
    seen = any(TABLE[operation][who] != 404 for operation in flags)
    assert answer.status_code == (200 if seen else 404)
    if seen:
        offered = {operation: answer.json()[flag] for operation, flag in flags.items()}
        assert offered == {operation: TABLE[operation][who] == 200 for operation in flags}


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.username)
def test_every_flag_agrees_with_the_table(who):
    build_world()

    check(who, make_task(**ACCESS, department="Operations"), FLAGS)


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.username)
def test_every_flag_of_a_finished_task_agrees_with_the_table(who):
    build_world()
    task = make_task(**ACCESS, department="Operations")
    end(task)

    check(who, task, ENDED)


def test_giving_away_the_work_of_others_is_told_apart_from_ones_own():
    build_world()
    task = make_task(**ACCESS, department="Operations")

    mine = offer(ALICE, task).json()
    admins = offer(ADMIN, task).json()

    assert (mine["may_transfer"], mine["may_reassign"]) == (True, False)
    assert (admins["may_transfer"], admins["may_reassign"]) == (True, True)
    assert not offer(BOB, task).json()["may_reassign"]


def test_a_finished_task_and_one_without_a_target_offer_no_change_of_the_clock():
    build_world()
    task = make_task(**ACCESS, department="Operations")
    Task.objects.filter(pk=task.pk).update(sla_target=None, sla_deadline=None)
    without = offer(ADMIN, task).json()
    end(task)
    over = offer(ADMIN, task).json()

    assert (without["may_change_priority"], without["may_adjust"]) == (True, False)
    assert (over["may_change_priority"], over["may_adjust"]) == (False, False)
