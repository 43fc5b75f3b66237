"""Every scenario: what is broken, for how long at least, and what must be left over."""

import signal
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Final

from deploy.chaos.faults import Fault, broker, in_turn, messages, network, processes
from deploy.chaos.proxy import Toxics
from deploy.chaos.site import Site


@dataclass(frozen=True, slots=True)
class Scenario:
    """`seconds` is how long the fault lasts unless more time is given; `share` its part of that.

    `dead_letters` messages are so bad that each must end as one. `staging` prepares the site for
    the whole of the trial and yields the fault, where that needs preparation.
    """

    name: str
    faults: str
    fault: Fault | None = None
    seconds: float = 20.0
    share: float = 1.0
    dead_letters: int = 0
    staging: Callable[[Site], AbstractContextManager[Fault]] | None = None

    def staged(self, site: Site) -> AbstractContextManager[Fault]:
        if self.staging is not None:
            return self.staging(site)
        assert self.fault is not None
        return nullcontext(self.fault)


SCENARIOS: Final = (
    Scenario(
        "kill-processes",
        "kill -9 of every process of TTS and its partners, at random",
        processes.kill_at_random,
        seconds=60,
        share=5,
    ),
    Scenario(
        "worker-out-of-memory",
        "workers that get no more memory, or kill -9 as by the kernel",
        processes.end_memory,
    ),
    Scenario("broker-killed", "kill -9 of RabbitMQ, twice", processes.killed("rabbitmq")),
    Scenario("broker-stopped", "SIGSTOP of RabbitMQ, then SIGCONT", processes.stopped("rabbitmq")),
    Scenario("broker-memory-alarm", "RabbitMQ has no memory left", broker.memory_alarm),
    Scenario("broker-disk-alarm", "RabbitMQ has no disk left", broker.disk_alarm),
    Scenario(
        "broker-node-lost",
        "three RabbitMQ nodes: kill -9 of one, and when it is back, of another",
        seconds=30,
        staging=broker.three_node_cluster,
    ),
    Scenario("database-killed", "kill -9 of PostgreSQL, twice", processes.killed("postgres")),
    Scenario(
        "database-aborted",
        "immediate stop of PostgreSQL, twice",
        processes.killed("postgres", signal.SIGQUIT),
    ),
    Scenario(
        "database-restarted",
        "fast restart of PostgreSQL, twice",
        processes.killed("postgres", signal.SIGINT),
    ),
    Scenario("redis-killed", "kill -9 of Redis, twice", processes.killed("redis")),
    Scenario(
        "network-delayed",
        "300 ms more on every kind of line in turn",
        network.bad_lines(Toxics(delay=0.3)),
        seconds=30,
    ),
    Scenario(
        "network-cut",
        "every kind of line silent in turn",
        network.bad_lines(Toxics(cut=True)),
        seconds=30,
    ),
    Scenario(
        "network-reset",
        "connections reset on every kind of line in turn",
        network.bad_lines(Toxics(reset=True)),
        seconds=30,
    ),
    Scenario(
        "network-throttled",
        "8 kB/s on every kind of line in turn",
        network.bad_lines(Toxics(rate=8_000)),
        seconds=30,
    ),
    Scenario(
        "messages-doubled",
        "internal messages doubled and shuffled",
        messages.duplicate_and_reorder,
    ),
    Scenario(
        "messages-malformed",
        "what is no message, from the help desk",
        messages.malformed,
        dead_letters=len(messages.BAD),
    ),
    Scenario(
        "messages-oversized",
        "tickets of 4 MB from the help desk",
        messages.oversized,
        dead_letters=messages.HUGE_ONES,
    ),
)
# Minutes are too long for a test run: the most frequent deaths, one after the other.
IN_SHORT: Final = Scenario(
    "in-short",
    "kill -9 of a worker, RabbitMQ and PostgreSQL, then internal messages doubled and shuffled",
    in_turn(
        processes.killed("workflow-worker", times=1),
        processes.killed("rabbitmq", times=1),
        processes.killed("postgres", times=1),
        messages.duplicate_and_reorder,
    ),
    seconds=16,
)
