import re

import pytest

from shared.broker import topology
from shared.inbox.management.commands.work import STUCK_SECONDS
from shared.inbox.plan import lanes_of
from shared.integrations.policies import POLICIES

EVERY_NAME = {queue.name for queue in topology.queues()}


def allowed(user, kind, vhost=topology.INTERNAL):
    patterns = [
        getattr(p, kind) for p in topology.permissions() if (p.user, p.vhost) == (user, vhost)
    ]
    return {name for name in EVERY_NAME for pattern in patterns if re.search(pattern, name)}


@pytest.mark.parametrize("service", topology.SERVICES)
def test_a_service_reads_its_own_queues_and_nothing_else(service):
    own = {n for q in topology.consumed_by(service) for n in (*q.names, q.dead_letters)}

    assert allowed(service, "read") == own


@pytest.mark.parametrize("user", topology.users())
def test_nobody_but_a_partner_in_its_own_host_may_declare_anything(user):
    assert allowed(user, "configure") == set()


@pytest.mark.parametrize("partner", topology.PARTNERS, ids=lambda partner: partner.name)
def test_a_partner_reaches_one_queue_in_its_own_virtual_host(partner):
    vhosts = {p.vhost for p in topology.permissions() if p.user == partner.name}

    assert vhosts == {partner.name}
    assert allowed(partner.name, "write", partner.vhost) == {partner.queue}


def test_every_internal_queue_has_a_place_for_dead_letters():
    definitions = [policy.definition for policy in topology.policies()]
    policies = {d["dead-letter-exchange"] for d in definitions if "dead-letter-exchange" in d}

    assert policies == {queue.dead_letters for queue in topology.QUEUES}
    assert policies <= {exchange.name for exchange in topology.exchanges()}


@pytest.mark.parametrize("queue", topology.QUEUES, ids=lambda queue: queue.name)
def test_a_dead_letter_may_be_returned_to_its_queue_without_end(queue):
    [policy] = [p for p in topology.policies() if re.search(p.pattern, queue.dead_letters)]

    assert policy.definition == {"delivery-limit": topology.WITHOUT_LIMIT}


def test_an_alias_belongs_to_its_queue():
    assert topology.queue_named("role_send-default").name == "TTS_ROLE_SYNC_QUEUE"


def test_what_waits_for_another_system_is_taken_alone_but_for_mails():
    waiting = {queue.name: queue.together for queue in topology.QUEUES if queue.waits}
    lanes = {lane.name: lane.batch for one in topology.SERVICES for lane in lanes_of(one)}

    assert {name: lanes[f"{name}-1"] for name in waiting} == waiting
    assert [name for name, number in waiting.items() if number > 1] == ["EMAIL_NOTIFICATION_QUEUE"]


def test_mails_taken_together_do_not_outlast_the_time_of_a_lane():
    together = topology.queue_named("EMAIL_NOTIFICATION_QUEUE").together

    assert together * POLICIES["email"].timeout < STUCK_SECONDS
