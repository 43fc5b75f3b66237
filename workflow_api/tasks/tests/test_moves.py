"""The state machine in the database: no update gets round it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from workflow_api.engine.state_machine import MOVES, TaskState
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import build_world, make_task

pytestmark = pytest.mark.django_db


def in_database(old, new):
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_may_move(%s, %s)", [old, new])
        return cursor.fetchone()[0]


def test_the_database_and_the_engine_have_the_same_table():
    pairs = [(old, new) for old in TaskState for new in TaskState]

    allowed = {(old, new) for old, new in pairs if in_database(old, new)}

    assert allowed == {(old, new) for old, targets in MOVES.items() for new in targets}


def test_an_update_that_the_table_lacks_is_refused_whoever_writes_it():
    build_world()
    task = make_task()

    with pytest.raises(IntegrityError, match="from pending to completed"), transaction.atomic():
        Task.objects.update(status="completed", completed_at=timezone.now())

    assert Task.objects.get(pk=task.pk).status == "pending"
