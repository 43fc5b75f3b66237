"""A workflow goes live while tickets come in: real threads on PostgreSQL, and nobody is left."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connections, transaction

from shared.contracts.tickets import ReceiveTicket
from shared.contracts.workflow import LookAgain, RouteWaiting
from shared.dead_letters.models import DeadLetter
from shared.outbox.models import OutboxMessage
from shared.testing.messages import deliver, outbox_messages
from workflow_api.audit.actors import Actor
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.world import build_world, make_payload, receive
from workflow_api.tickets import reading, services
from workflow_api.tickets.models import WorkflowTicket
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.services import lifecycle

pytestmark = pytest.mark.django_db(transaction=True)
OPERATOR = Actor.system("test")
SECONDS = 20


@pytest.fixture(autouse=True)
def world(transactional_db):
    build_world()


@pytest.fixture
def network():
    """The network workflow, out of service."""
    workflow = Workflow.objects.get(key="it-network-support")
    lifecycle.pause(actor=OPERATOR, workflow_id=workflow.pk)
    return workflow


def in_threads(*actions):
    """Run all at once, each with its own connection; raises what one of them raised."""

    def run(action):
        try:
            return action()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [future.result(SECONDS) for future in [pool.submit(run, a) for a in actions]]


def deliver_what_was_sent(*kinds):
    """Let every message of `kinds` in the outbox arrive, those that this brings about too."""
    for _ in range(20):
        rows = list(OutboxMessage.objects.filter(task__in=[kind.TASK for kind in kinds]))
        if not rows:
            return
        by_task = {kind.TASK: kind for kind in kinds}
        for row in rows:
            deliver(by_task[row.task].read(row.kwargs), message_id=row.message_id)
            row.delete()


def test_a_ticket_judged_before_and_committed_after_a_deployment_is_routed(network):
    judged, gone_live = threading.Event(), threading.Event()

    def arrive():
        message = ReceiveTicket(payload=make_payload("HD-1"))
        with transaction.atomic():
            services.admit(reading.read(message, is_direct=True))
            judged.set()
            assert gone_live.wait(SECONDS)

    def go_live():
        assert judged.wait(SECONDS)
        lifecycle.resume(actor=OPERATOR, workflow_id=network.pk)
        deliver_what_was_sent(RouteWaiting)
        assert not Task.objects.exists()
        gone_live.set()

    in_threads(arrive, go_live)
    deliver_what_was_sent(LookAgain, RouteWaiting)

    assert Task.objects.get().ticket.external_id == "HD-1"
    assert DeadLetter.objects.get().state == "resolved"


def test_whatever_the_order_nothing_waits_after_a_deployment(network):
    numbers = [f"HD-{number}" for number in range(12)]

    def arrive(part):
        for number in numbers[part::3]:
            receive(number)

    in_threads(
        *(partial(arrive, part) for part in range(3)),
        lambda: lifecycle.resume(actor=OPERATOR, workflow_id=network.pk),
    )
    deliver_what_was_sent(LookAgain, RouteWaiting)

    assert not WorkflowTicket.objects.filter(state="unrouted").exists()
    assert not DeadLetter.objects.exclude(state="resolved").exists()
    started = Task.objects.values_list("ticket__external_id", flat=True)
    assert sorted(started) == sorted(numbers)


def test_two_workers_start_the_oldest_first_and_each_once(network):
    days = range(1, 9)
    for day in reversed(days):
        receive(f"HD-{day}", created_at=f"2026-01-0{day}T00:00:00Z")
    lifecycle.resume(actor=OPERATOR, workflow_id=network.pk)
    [message] = outbox_messages(RouteWaiting)

    in_threads(lambda: deliver(message), lambda: deliver(message))

    started = Task.objects.order_by("pk").values_list("ticket__external_id", flat=True)
    assert list(started) == [f"HD-{day}" for day in days]
