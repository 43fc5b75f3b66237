"""Work that changes hands while somebody hands it over."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from shared.testing.people import person
from workflow_api.audit.actors import Actor
from workflow_api.hand_over.services import Line, carry_out
from workflow_api.tasks.services.claiming import claim, release
from workflow_api.tasks.tests.world import (
    ACCESS,
    ADMIN,
    ALICE,
    BOB,
    build_world,
    join,
    make_task,
)

pytestmark = pytest.mark.django_db(transaction=True)
CLEO = person(13, "cleo", "IT Support")
LOOKS = 500
WAITS = """
    SELECT count(*), pg_sleep(0.01) FROM pg_stat_activity
     WHERE wait_event_type = 'Lock' AND datname = current_database()
"""


def by(who):
    return {"caller": who, "actor": Actor(kind="person", id=who.id, name=who.full_name)}


def hand_over(task):
    """Of Alice's work to Cleo, whatever version the task has."""
    try:
        plan = [Line(task_id=task.pk, to_user=CLEO.id)]
        handed = carry_out(user_id=ALICE.id, plan=plan, reason="Leave", **by(ADMIN))
        return handed.items.get()
    finally:
        connection.close()


def wait_until_somebody_waits():
    with connection.cursor() as cursor:
        for _ in range(LOOKS):
            cursor.execute(WAITS)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits for the task")


def test_only_the_work_of_the_person_who_goes_is_handed_over():
    build_world()
    join(CLEO, "IT Support")
    task = make_task(**ACCESS)
    assert task.items.get().assignee_id == ALICE.id

    with ThreadPoolExecutor(1) as other, transaction.atomic():
        release(task_id=task.pk, version=None, reason="Not mine", **by(ALICE))
        claim(task_id=task.pk, version=None, **by(BOB))
        result = other.submit(hand_over, task)
        wait_until_somebody_waits()

    assert result.result(20).outcome == "refused"
    assert result.result(20).detail == "The person does not have this work any more"
    assert task.items.get(closed_at=None).assignee_id == BOB.id
