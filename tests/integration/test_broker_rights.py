"""What the users of the broker may not do, tried by each of them."""

import uuid

import amqp
import pytest
import requests

from shared.broker.topology import (
    INTERNAL,
    PARTNERS,
    QUEUES,
    SERVICES,
    consumed_by,
    produced_by,
    vhosts,
)

REFUSED = (amqp.exceptions.NotAllowed, amqp.exceptions.AccessRefused)
HOMES = {**dict.fromkeys(SERVICES, INTERNAL), **{p.name: p.vhost for p in PARTNERS}}
OWN = {
    **{name: {q.name for q in consumed_by(name)} for name in SERVICES},
    **{p.name: {p.queue} for p in PARTNERS},
}
WRITTEN = {
    **{name: OWN[name] | {q.name for q in produced_by(name)} for name in SERVICES},
    **{p.name: {p.queue} for p in PARTNERS},
}
USERS = pytest.mark.parametrize("user", list(HOMES))


def strange(user, own):
    """A queue that lives in the user's own virtual host and is somebody else's, if there is one."""
    names = [queue.name for queue in QUEUES] if user in SERVICES else []
    return [name for name in names if name not in own[user]]


@pytest.fixture
def connect(world):
    opened = []

    def to(user, vhost):
        [password] = {r["password"] for r in world.credentials["rabbitmq"] if r["user"] == user}
        at = world.env["rabbitmq"]
        connection = amqp.Connection(
            f"{at['host']}:{at['port']}",
            userid=user,
            password=password,
            virtual_host=vhost,
            connect_timeout=4,
        )
        connection.connect()
        opened.append(connection)
        return connection

    yield to
    for connection in opened:
        connection.close()


@USERS
def test_a_user_enters_no_virtual_host_but_its_own(connect, user):
    for vhost in {*vhosts(), "/"} - {HOMES[user]}:
        with pytest.raises((*REFUSED, OSError)):
            connect(user, vhost)


@USERS
def test_a_user_publishes_to_its_own_exchanges_only(connect, user):
    connection = connect(user, HOMES[user])
    for exchange in [*strange(user, WRITTEN), "amq.topic", "amq.direct", "amq.fanout"]:
        channel = connection.channel()
        channel.confirm_select()
        with pytest.raises(REFUSED):
            channel.basic_publish_confirm(amqp.Message("{}"), exchange=exchange, routing_key="x")


@USERS
def test_a_user_reads_its_own_queues_only(connect, user):
    connection = connect(user, HOMES[user])
    for queue in [*strange(user, OWN), *(f"{name}_DLQ" for name in strange(user, OWN))]:
        with pytest.raises(REFUSED):
            connection.channel().basic_get(queue)
        with pytest.raises(REFUSED):
            connection.channel().basic_consume(queue)


@USERS
def test_a_user_creates_and_removes_nothing(connect, user):
    connection = connect(user, HOMES[user])
    name = f"intruder-{uuid.uuid4().hex[:6]}"

    with pytest.raises(REFUSED):
        connection.channel().queue_declare(name, durable=True, auto_delete=False)
    with pytest.raises(REFUSED):
        connection.channel().exchange_declare(name, "topic", durable=True)
    for queue in strange(user, OWN):
        with pytest.raises(REFUSED):
            connection.channel().queue_purge(queue)
        with pytest.raises(REFUSED):
            connection.channel().queue_delete(queue, if_unused=True, if_empty=True)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_cannot_remove_even_what_it_reads(connect, service):
    connection = connect(service, INTERNAL)
    for queue in OWN[service]:
        with pytest.raises(REFUSED):
            connection.channel().queue_delete(queue, if_unused=True, if_empty=True)


@USERS
def test_nobody_has_the_management_interface(world, user):
    [password] = {r["password"] for r in world.credentials["rabbitmq"] if r["user"] == user}
    url = f"{world.env['rabbitmq']['management']}/api/overview"
    assert requests.get(url, auth=(user, password), timeout=5).status_code == 401
