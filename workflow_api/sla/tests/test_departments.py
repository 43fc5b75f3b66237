"""Managers answer for the work of their own department."""

import pytest

from shared.contracts.notifications import CreateNotification
from shared.testing.messages import outbox_messages
from shared.testing.people import person
from workflow_api.roles.models import RoleMember
from workflow_api.sla.services import scan
from workflow_api.sla.tests.world import HOUR, make_task_sent, post
from workflow_api.tasks.tests.world import ADMIN, COORDINATOR, MANAGER, NOOR, build_world, join

FINANCE_HEAD = person(7, "fiona", "Manager")
ADMINS = {"system": "TTS", "role": "Admin"}


@pytest.fixture(autouse=True)
def world(db):
    build_world()
    join(MANAGER, "Manager", version=2, department="Operations")
    join(FINANCE_HEAD, "Manager", department="Finance")


def breach(**fields):
    make_task_sent(9 * HOUR, **fields)
    scan()
    return outbox_messages(CreateNotification)[-1].recipients


@pytest.mark.parametrize(
    ("department", "managers", "roles"),
    [
        ("Operations", [MANAGER], []),
        (" finance ", [FINANCE_HEAD], []),
        ("HR", [], [ADMINS]),
        ("", [], [ADMINS]),
    ],
)
def test_a_breach_reaches_the_managers_of_its_department(department, managers, roles):
    told = breach(department=department)

    users = sorted([NOOR.id, *(who.id for who in managers)])
    assert told == {"users": users, "roles": roles}


def test_a_manager_of_whom_no_department_is_known_hears_of_every_breach():
    RoleMember.objects.filter(user_id=FINANCE_HEAD.id).update(department=None)

    assert breach(department="HR")["users"] == [FINANCE_HEAD.id, NOOR.id]


def test_a_manager_without_a_department_answers_for_none():
    join(MANAGER, "Manager", version=3, department="")

    assert breach(department="")["roles"] == [ADMINS]


def test_a_message_of_the_older_form_leaves_the_department_as_it_was():
    join(MANAGER, "Manager", version=3)

    assert breach(department="Operations")["users"] == [MANAGER.id, NOOR.id]


def test_who_changed_the_department_answers_for_the_new_one():
    join(MANAGER, "Manager", version=3, department="Finance")

    assert breach(department="Finance")["users"] == [MANAGER.id, FINANCE_HEAD.id, NOOR.id]


@pytest.mark.parametrize(
    ("department", "receiver"), [("Operations", MANAGER), ("Finance", FINANCE_HEAD)]
)
def test_work_goes_up_to_a_manager_of_its_department(department, receiver):
    task = make_task_sent(HOUR, department=department)

    answer = post(ADMIN, task, "escalate/", reason="Needs a decision", version=task.version)

    assert answer.json()["assigned_user"] == receiver.id
    decision = task.decisions.latest("id")
    other = FINANCE_HEAD if receiver is MANAGER else MANAGER
    why = {"reason": "manages another department"}
    assert {"user_id": other.id, "name": other.full_name, **why} in decision.skipped
    assert not RoleMember.objects.filter(owed_turns__gt=0).exists()


def test_work_of_a_department_without_a_manager_stays_and_says_so():
    task = make_task_sent(HOUR, department="HR")

    answer = post(COORDINATOR, task, "escalate/", reason="Needs a decision", version=task.version)

    assert answer.status_code == 409
    assert "Nobody in Manager can take it now" in answer.json()["error"]
