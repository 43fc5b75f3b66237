"""Questions delivered more than once at a time, on real transactions."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import override_settings

from shared.contracts.workflow import PerformExternalCall
from shared.testing.messages import deliver, outbox_messages
from workflow_api.external.tests.replies import RESERVED
from workflow_api.external.tests.steps import ask_for_asset, deploy_reserving
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import build_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def world(transactional_db, partner):
    build_world()
    deploy_reserving()


def deliver_in_thread(message):
    try:
        deliver(message)
    finally:
        connection.close()


def test_a_question_delivered_twice_at_a_time_is_asked_once(partner):
    task = ask_for_asset()
    [message] = outbox_messages(PerformExternalCall)

    def meanwhile():
        with ThreadPoolExecutor(1) as worker:
            worker.submit(deliver_in_thread, message).result(20)
        return RESERVED

    partner.replies = [meanwhile]
    deliver(message)

    assert len(partner.arrived) == 1
    assert [item.step_key for item in task.items.order_by("id")] == ["reserve", "hand-over"]
    assert len(outbox_messages(PerformExternalCall)) == 2


@override_settings(REDIS_URL="redis://127.0.0.1:1/0")
def test_without_redis_both_ask_under_one_key_and_the_task_moves_on_once(partner):
    both_asked = threading.Barrier(2, timeout=10)

    def together():
        both_asked.wait()
        return RESERVED

    partner.replies = [together]
    task = ask_for_asset()
    [message] = outbox_messages(PerformExternalCall)

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(deliver_in_thread, [message, message]))

    assert [item.step_key for item in task.items.order_by("id")] == ["reserve", "hand-over"]
    assert len({asked.headers["Idempotency-Key"] for asked in partner.arrived}) == 1


def test_nothing_is_locked_while_the_partner_thinks(partner):
    task = ask_for_asset()
    [message] = outbox_messages(PerformExternalCall)
    locked = []

    def look():
        try:
            with transaction.atomic():
                locked.append(Task.objects.select_for_update(nowait=True).get(pk=task.pk).pk)
        finally:
            connection.close()
        return RESERVED

    partner.replies = [look]
    with ThreadPoolExecutor(1) as workers:
        workers.submit(deliver_in_thread, message).result(20)

    assert locked == [task.pk]
    assert Task.objects.get(pk=task.pk).current_step == "hand-over"
