"""Two people run macros on one task at the same moment: one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from workflow_api.macros.tests.world import NOTE, POINTS, begin_task, history, make_macro, run, seen
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import ADMIN, ALICE, build_world

pytestmark = pytest.mark.django_db(transaction=True)

FINISH = {"ticks": POINTS, "fields": {"serial": "S-1", "cost": 3}, "transition": "done"}


def test_two_macros_on_one_task_have_one_winner():
    build_world()
    task = begin_task()
    done = make_macro("Done", **NOTE, **FINISH)
    rejected = make_macro("Rejected", **NOTE, transition="reject")
    version, together = seen(task), Barrier(2)

    def go(who, macro):
        try:
            together.wait(timeout=10)
            return run(who, task, macro, version=version).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(go, ALICE, done), pool.submit(go, ADMIN, rejected)
        codes = [first.result(timeout=30), second.result(timeout=30)]

    assert sorted(codes) == [200, 409]
    after = Task.objects.get(pk=task.pk)
    won = ("mend", "in_progress", 2) if codes[0] == 200 else ("look", "rejected", 0)
    assert (after.current_step, after.status, after.ticks.count()) == won
    assert sum("ran the macro" in line for line in history(task)) == 1
