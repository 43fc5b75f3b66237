"""Workflows with a step that asks another system, and the messages that make it happen."""

import json
from types import SimpleNamespace

from shared.broker.topology import queue_named
from shared.contracts.workflow import PerformExternalCall
from shared.dead_letters.arrivals import letter_from
from shared.dead_letters.models import DeadLetter
from shared.dead_letters.services.storing import store_letters
from shared.integrations.policies import POLICIES
from shared.testing import make_client
from shared.testing.messages import deliver, outbox_messages
from workflow_api.external.models import ExternalCall
from workflow_api.external.tests.replies import REFUSED, RESERVED
from workflow_api.tasks.models import Task
from workflow_api.tasks.tests.designs import way
from workflow_api.tasks.tests.world import ADMIN, receive
from workflow_api.workflows.tests.factories import make_deployed

RESERVE = {
    "key": "reserve",
    "name": "Reserve device",
    "kind": "integration",
    "operation": "ams.reserve_asset",
    "mapping": {"asset_id": "asset_id"},
    "is_start": True,
}
CHECK = {
    "key": "check",
    "name": "Check budget",
    "kind": "integration",
    "operation": "bms.check_budget",
    "mapping": {"amount": "amount", "category": "budget_category"},
    "is_start": True,
}
HAND_OVER = {"key": "hand-over", "name": "Hand over", "role": "Asset Custodian", "is_end": True}


def _document(first, *ways):
    transitions = [way(first["key"], outcome, target) for outcome, target in ways]
    return {"steps": [first, HAND_OVER], "transitions": transitions}


def deploy_reserving(**step):
    """Reserve device (AMS) → Hand over."""
    document = _document({**RESERVE, **step}, ("done", "hand-over"))
    return make_deployed(category="Asset", sub_category="Replacement", **document)


def deploy_checking(*, may_reject=True):
    """Check budget (BMS) → Hand over, or rejected."""
    ways = [("approve", "hand-over"), *([("reject", None)] if may_reject else [])]
    document = _document(CHECK, *ways)
    return make_deployed(category="Budget", sub_category="Check", **document)


def deploy_asking(operation, mapping):
    """A step that asks any system → Hand over."""
    step = {"key": "ask", "name": "Ask", "kind": "integration", "is_start": True}
    document = _document(
        {**step, "operation": operation, "mapping": mapping}, ("done", "hand-over")
    )
    return make_deployed(category="Office", sub_category="Ask", **document)


def ask_system(**details):
    """The task of a ticket with these details; nobody has been asked yet."""
    receive(category="Office", sub_category="Ask", **details)
    return Task.objects.latest("id")


def ask_for_asset(asset_id="ASSET-789", **fields):
    """The task of a ticket that wants an asset; nobody has been asked yet."""
    receive(category="Asset", sub_category="Replacement", asset_id=asset_id, **fields)
    return Task.objects.latest("id")


def ask_for_budget(amount="5000.00", budget_category="Equipment"):
    fields = {"amount": amount, "budget_category": budget_category}
    receive(category="Budget", sub_category="Check", **fields)
    return Task.objects.latest("id")


def perform():
    """Let the newest question in the outbox be asked, as the worker does."""
    deliver(outbox_messages(PerformExternalCall)[-1])


def ask_until_given_up(system, message_id):
    """One message through all its attempts, as the outbox brings it back."""
    [message] = outbox_messages(PerformExternalCall)[-1:]
    for _ in range(POLICIES[system].retries + 1):
        deliver(message, message_id=message_id)


def as_failed_work(row):
    """What the drain makes of a message on its way to the dead letter queue."""
    arrived = SimpleNamespace(
        body=json.dumps([[], row.kwargs, {}]).encode(),
        properties={"application_headers": {"task": row.task, **row.headers}},
        delivery_info={"routing_key": row.routing_key},
    )
    queue = queue_named(PerformExternalCall.QUEUE)
    store_letters(queue=queue, letters=[letter_from(arrived, queue)])
    return DeadLetter.objects.get(message_id=row.headers["message_id"])


def newest_call():
    return ExternalCall.objects.latest("id")


def shown(task, who=ADMIN):
    return make_client(who).get(f"/tasks/{task.pk}/").json()


def resolve(task, who=ADMIN, **body):
    version = Task.objects.get(pk=task.pk).version
    body = {"action": "retry", "version": version, **body}
    return make_client(who).post(f"/tasks/{task.pk}/external/resolve/", body)


def refuse(partner, **step):
    deploy_reserving(**step)
    partner.replies = [REFUSED, RESERVED]
    task = ask_for_asset()
    perform()
    return task
