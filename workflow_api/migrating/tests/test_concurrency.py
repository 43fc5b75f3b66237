"""Two schedulers move tasks while people act on them, on real transactions."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from shared.testing import make_client
from workflow_api.migrating.models import Migration, Move
from workflow_api.migrating.services import running
from workflow_api.migrating.tests.stories import carry_out, deploy_again, make_tasks, order
from workflow_api.tasks.models import Task, TaskItem
from workflow_api.tasks.tests.world import ADMIN, NOOR, act, build_world

pytestmark = pytest.mark.django_db(transaction=True)
TASKS = 24
SCHEDULERS = 2


@pytest.fixture(autouse=True)
def world():
    build_world()


def together(*works):
    """Run each piece of work in a thread of its own; all begin at the same moment."""
    begin = Barrier(len(works), timeout=20)

    def one(work):
        try:
            begin.wait()
            return work()
        finally:
            # Back into the pool, which is smaller than the number of threads.
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(one, works))


def schedule():
    """A scheduler that looks in often, as long as something is under way."""
    for _ in range(TASKS * 20):
        migration = Migration.objects.get()
        if migration.status not in running.UNDER_WAY:
            return
        running.take_step(migration.pk)
    raise AssertionError("the migration never ended")


def act_on(tasks):
    """Noor does the step of each task, as fast as she can."""
    return [act(NOOR, task.pk, "diagnose-done", version=task.version).status_code for task in tasks]


def check_consistent():
    for task in Task.objects.prefetch_related("items", "events"):
        [item] = [item for item in task.items.all() if item.is_open]
        assert item.step_key == task.current_step
        versions = [event.task_version for event in task.events.order_by("id")]
        assert versions == sorted(versions)
        assert versions[-1] == task.version
        assert set(versions) == set(range(versions[0], task.version + 1))


def test_every_task_is_moved_once_and_every_act_has_one_winner():
    tasks = make_tasks(TASKS)
    deploy_again(diagnose={"instructions": "Measure first"})
    order(make_client(ADMIN))

    answers = together(schedule, schedule, lambda: act_on(reversed(tasks)))[-1]

    check_consistent()
    migration = Migration.objects.get()
    assert (migration.status, migration.done, migration.moved) == ("finished", TASKS, TASKS)
    assert Task.objects.filter(workflow_version__number=2).count() == TASKS
    # Whoever acted at a version from before the move was refused; everybody else was heard.
    codes = Counter(answers)
    assert set(codes) <= {200, 409}
    assert TaskItem.objects.filter(status="done").count() == codes[200]


def test_undoing_while_people_act_takes_back_only_what_nobody_touched():
    tasks = make_tasks(TASKS)
    deploy_again(diagnose={"instructions": "Measure first"})
    migration = order(make_client(ADMIN)).json()
    carry_out()
    tasks = [Task.objects.get(pk=task.pk) for task in tasks]
    make_client(ADMIN).post(f"/workflows/migrations/{migration['id']}/undo/")

    answers = together(schedule, schedule, lambda: act_on(reversed(tasks)))[-1]

    check_consistent()
    statuses = Counter(Move.objects.values_list("status", flat=True))
    assert statuses["undone"] + statuses["kept"] == TASKS
    assert statuses["kept"] == Counter(answers)[200]
    assert Task.objects.filter(workflow_version__number=2).count() == statuses["kept"]


def test_of_two_orders_at_the_same_moment_one_wins():
    make_tasks(2)
    deploy_again(diagnose={"instructions": "Measure first"})

    answers = together(*[lambda: order(make_client(ADMIN))] * 2)

    assert sorted(answer.status_code for answer in answers) == [202, 409]
    assert Migration.objects.get().total == 2
