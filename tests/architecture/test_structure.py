"""What the linter cannot see: messages have a consumer, routes and ports agree."""

import ast
import re
from pathlib import Path

import pytest

from shared.broker.topology import PARTNERS, QUEUES, SERVICES
from shared.contracts.catalogue import MESSAGES

ROOT = Path(__file__).parents[2]
CONSUMED = [m for m in MESSAGES if m.QUEUE in {queue.name for queue in QUEUES}]


def sources(package):
    return [p for p in (ROOT / package).rglob("*.py") if "tests" not in p.parts]


@pytest.mark.parametrize("message", CONSUMED, ids=lambda message: message.TASK)
def test_every_message_is_handled_by_the_service_that_consumes_its_queue(message):
    [owner] = [queue.consumer for queue in QUEUES if queue.name == message.QUEUE]

    handlers = [
        path
        for path in sources(owner)
        if path.name == "handlers.py"
        and re.search(rf"@handles(_together)?\(\s*{message.__name__}\b", path.read_text())
    ]

    assert len(handlers) == 1


@pytest.mark.parametrize("service", SERVICES)
def test_only_the_outbox_talks_to_the_broker(service):
    broker_library = re.compile(r"^\s*(from|import) (celery|kombu|amqp)\b", re.MULTILINE)

    users = [str(p) for p in sources(service) if broker_library.search(p.read_text())]

    assert users == []


@pytest.mark.parametrize("service", SERVICES)
def test_nobody_delays_a_message_in_the_broker(service):
    forbidden = re.compile(r"\b(countdown|eta)=\d")

    assert [str(p) for p in sources(service) if forbidden.search(p.read_text())] == []


@pytest.mark.parametrize("service", SERVICES)
def test_models_refer_to_no_other_service(service):
    others = [other for other in SERVICES if other != service]
    for path in sources(service):
        strings = {
            node.value
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not [s for s in strings if any(s.startswith(f"{o}.") for o in others)], path


def test_partners_have_a_virtual_host_each():
    assert len({partner.vhost for partner in PARTNERS}) == len(PARTNERS)
