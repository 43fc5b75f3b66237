"""How a service's worker divides its queues among lanes."""

from shared.broker.topology import QueueSpec, consumed_by
from shared.inbox.lane import LanePlan

# Enough to share the cost of a transaction, few enough to be done in a fraction of a second.
BATCH = 100


def lanes_of(service: str) -> list[LanePlan]:
    """One lane for what this service does alone, and lanes for what waits on other systems.

    A partner that answers slowly then holds up nothing but its own queue.
    """
    queues = consumed_by(service)
    quick = tuple(name for queue in queues if not queue.waits for name in queue.names)
    return [
        *([LanePlan("quick", quick, BATCH)] if quick else []),
        *(plan for queue in queues for plan in _waiting(queue)),
    ]


def _waiting(queue: QueueSpec) -> list[LanePlan]:
    return [
        LanePlan(f"{queue.name}-{n}", queue.names, queue.together)
        for n in range(1, queue.waits + 1)
    ]
