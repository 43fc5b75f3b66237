"""The broker as data: the one description that provisioning, workers and tests read.

Virtual host `tts` carries internal traffic. Each queue `Q` there is a quorum queue fed by the topic
exchange `Q`; what cannot be processed goes through the exchange `Q_DLQ` into the queue `Q_DLQ`.
Partners have virtual hosts of their own, bridged by shovels (specification: topology.md, Broker).
"""

from dataclasses import dataclass
from typing import Any, Final

INTERNAL: Final = "tts"
DLQ: Final = "_DLQ"
# A message whose worker died this often is poison; also the quorum queues' policy.
DELIVERY_LIMIT: Final = 6
MAX_LENGTH: Final = 1_000_000
# RabbitMQ 4 drops a message after 20 returns unless told otherwise. A dead letter has nowhere else
# to go, and is returned as often as the database is away.
WITHOUT_LIMIT: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class QueueSpec:
    """One internal queue: who reads it, who writes to it, how often a failed message is retried.

    `waits` is how many of its messages a worker handles side by side because they wait for another
    system; 0 when the work is the service's own. `together` is how many of them it takes at once.
    """

    name: str
    consumer: str
    producers: tuple[str, ...] = ()
    retries: int = 5
    aliases: tuple[str, ...] = ()
    waits: int = 0
    together: int = 1

    @property
    def dead_letters(self) -> str:
        return self.name + DLQ

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


SERVICES: Final = (
    "auth_service",
    "workflow_api",
    "ticket_service",
    "messaging_service",
    "notification_service",
)

QUEUES: Final = (
    QueueSpec("TICKET_TASKS_PRODUCTION", "workflow_api", ("ticket_service",), retries=3),
    QueueSpec(
        "TTS_ROLE_SYNC_QUEUE",
        "workflow_api",
        ("auth_service",),
        aliases=("tts.role.sync", "tts.user_system_role.sync", "role_send-default"),
    ),
    QueueSpec(
        "WORKFLOW_TASKS_PRODUCTION",
        "workflow_api",
        ("workflow_api", "messaging_service", "ticket_service"),
        waits=2,
    ),
    QueueSpec(
        "INAPP_NOTIFICATION_QUEUE",
        "notification_service",
        SERVICES,
        aliases=("inapp-notification-queue", "notification-queue-default"),
    ),
    # Mails taken together share a line to the server; a slow one must not outlast the lane's time.
    QueueSpec("EMAIL_NOTIFICATION_QUEUE", "notification_service", SERVICES, waits=1, together=10),
    QueueSpec("TICKET_STATUS_QUEUE", "ticket_service", ("workflow_api",)),
    QueueSpec(
        "REALTIME_EVENTS_QUEUE",
        "messaging_service",
        ("workflow_api", "notification_service", "ticket_service"),
        retries=1,
    ),
)
# Queues of partners exist on our side only until a shovel has carried the message over.
OUTGOING: Final = (
    QueueSpec("AMS_WORKFLOW_QUEUE", "shovel", ("workflow_api",)),
    QueueSpec("BMS_WORKFLOW_QUEUE", "shovel", ("workflow_api",)),
)


@dataclass(frozen=True, slots=True)
class Partner:
    """A foreign system: its virtual host, its only queue, and which way messages flow."""

    name: str
    queue: str
    incoming: bool

    @property
    def vhost(self) -> str:
        return self.name


PARTNERS: Final = (
    Partner("hdts", "TICKET_TASKS_PRODUCTION", incoming=True),
    Partner("ams", "AMS_WORKFLOW_QUEUE", incoming=False),
    Partner("bms", "BMS_WORKFLOW_QUEUE", incoming=False),
)


@dataclass(frozen=True, slots=True)
class Permission:
    """What `user` may do in `vhost`; the three are regular expressions over names."""

    user: str
    vhost: str
    configure: str
    write: str
    read: str


@dataclass(frozen=True, slots=True)
class QueueDeclaration:
    vhost: str
    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ExchangeDeclaration:
    vhost: str
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Binding:
    vhost: str
    exchange: str
    queue: str
    routing_key: str


@dataclass(frozen=True, slots=True)
class Policy:
    vhost: str
    name: str
    pattern: str
    definition: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shovel:
    """Moves messages between virtual hosts, acknowledging only what the target confirmed."""

    name: str
    source_vhost: str
    source_queue: str
    target_vhost: str
    target_exchange: str
    # None keeps the key the message came with.
    target_key: str | None


SHOVEL_USER: Final = "shovel"


def vhosts() -> tuple[str, ...]:
    return (INTERNAL, *(partner.vhost for partner in PARTNERS))


def users() -> tuple[str, ...]:
    """Every broker user besides the administrator."""
    return (*SERVICES, SHOVEL_USER, *(partner.name for partner in PARTNERS))


def consumed_by(service: str) -> tuple[QueueSpec, ...]:
    return tuple(queue for queue in QUEUES if queue.consumer == service)


def produced_by(service: str) -> tuple[QueueSpec, ...]:
    return tuple(queue for queue in (*QUEUES, *OUTGOING) if service in queue.producers)


def queue_named(name: str) -> QueueSpec:
    """The internal queue called `name`, or of which `name` is an alias."""
    return next(queue for queue in (*QUEUES, *OUTGOING) if name in queue.names)


def _internal_names() -> list[str]:
    """Every internal queue, aliases and dead letter queues included."""
    names = [name for queue in (*QUEUES, *OUTGOING) for name in queue.names]
    return names + [queue.dead_letters for queue in QUEUES]


def queues() -> tuple[QueueDeclaration, ...]:
    quorum = {"x-queue-type": "quorum"}
    internal = (QueueDeclaration(INTERNAL, name, quorum) for name in _internal_names())
    # Exactly what an ordinary Celery client declares, so that its own declaration is accepted.
    foreign = (QueueDeclaration(partner.vhost, partner.queue, {}) for partner in PARTNERS)
    return (*internal, *foreign)


def exchanges() -> tuple[ExchangeDeclaration, ...]:
    internal = (ExchangeDeclaration(INTERNAL, name, "topic") for name in _internal_names())
    foreign = (ExchangeDeclaration(p.vhost, p.queue, "direct") for p in PARTNERS)
    return (*internal, *foreign)


def bindings() -> tuple[Binding, ...]:
    internal = (Binding(INTERNAL, name, name, "#") for name in _internal_names())
    foreign = (Binding(p.vhost, p.queue, p.queue, p.queue) for p in PARTNERS)
    return (*internal, *foreign)


def policies() -> tuple[Policy, ...]:
    """Per queue: where dead letters go, after how many deliveries, and refusal instead of loss.

    Dead letters themselves stay until somebody acknowledges them.
    """
    work = (
        Policy(
            INTERNAL,
            f"dead-letters-of-{queue.name}",
            _exactly(queue.names),
            {
                "dead-letter-exchange": queue.dead_letters,
                "dead-letter-strategy": "at-least-once",
                "overflow": "reject-publish",
                "delivery-limit": DELIVERY_LIMIT,
                "max-length": MAX_LENGTH,
            },
        )
        for queue in QUEUES
    )
    kept = _exactly([queue.dead_letters for queue in QUEUES])
    return (*work, Policy(INTERNAL, "kept", kept, {"delivery-limit": WITHOUT_LIMIT}))


def shovels() -> tuple[Shovel, ...]:
    return tuple(
        Shovel(f"from-{p.name}", p.vhost, p.queue, INTERNAL, p.queue, "tickets.tasks.from_partner")
        if p.incoming
        else Shovel(f"to-{p.name}", INTERNAL, p.queue, p.vhost, p.queue, p.queue)
        for p in PARTNERS
    )


def permissions() -> tuple[Permission, ...]:
    return (
        *(_service_permission(service) for service in SERVICES),
        *(_partner_permission(partner) for partner in PARTNERS),
        *_shovel_permissions(),
    )


def _service_permission(service: str) -> Permission:
    consumed = consumed_by(service)
    read = [n for q in consumed for n in (*q.names, q.dead_letters)]
    # A consumer writes to its own queue when it retries later, and to its dead letters.
    own = [n for q in consumed for n in (q.name, q.dead_letters)]
    # Whoever sends a message may send it under the older names of its queue too.
    write = own + [name for queue in produced_by(service) for name in queue.names]
    return Permission(service, INTERNAL, "^$", _exactly(write), _exactly(read))


def _partner_permission(partner: Partner) -> Permission:
    name = _exactly([partner.queue])
    # Celery publishes to a direct queue through the default exchange of the partner's own host.
    write = _exactly([partner.queue, "amq.default"]) if partner.incoming else name
    return Permission(partner.name, partner.vhost, name, write, name)


def _shovel_permissions() -> tuple[Permission, ...]:
    incoming = [p.queue for p in PARTNERS if p.incoming]
    outgoing = [p.queue for p in PARTNERS if not p.incoming]
    internal = Permission(SHOVEL_USER, INTERNAL, "^$", _exactly(incoming), _exactly(outgoing))
    foreign = (
        Permission(SHOVEL_USER, p.vhost, "^$", *_shovel_side(p.queue, p.incoming)) for p in PARTNERS
    )
    return (internal, *foreign)


def _shovel_side(queue: str, incoming: bool) -> tuple[str, str]:
    return ("^$", _exactly([queue])) if incoming else (_exactly([queue]), "^$")


def _exactly(names: list[str] | tuple[str, ...]) -> str:
    unique = sorted({name.replace(".", r"\.") for name in names})
    return f"^({'|'.join(unique)})$" if unique else "^$"
