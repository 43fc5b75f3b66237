"""Two more broker nodes beside the instance's own, for as long as a scenario needs them."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from deploy.chaos.site import Site, quiet_ports
from deploy.instance import Instance
from deploy.native.infrastructure import node_name, rabbitmq
from deploy.provisioning.secret_values import Secrets

PORTS = ["RABBITMQ", "RABBITMQ_MANAGEMENT", "RABBITMQ_PROMETHEUS", "RABBITMQ_DIST"]
START_SECONDS = "50"


class Node:
    """A broker node that nobody supervises."""

    def __init__(self, site: Site, name: str) -> None:
        self.name = name
        self._site = site
        self._instance = _elsewhere(site.instance)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        return self._instance.ports["RABBITMQ"]

    def start(self) -> None:
        """Return when the node takes part."""
        program = rabbitmq(self._instance, self._secrets, node=self.name)
        with (self._instance.logs / f"{program.name}.log").open("a") as log:
            self._process = subprocess.Popen(
                program.command,
                env={**os.environ, **program.environment},
                cwd=program.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.tell("wait", "--pid", str(self._process.pid), "--timeout", START_SECONDS)

    def join(self) -> None:
        """Become a member of the instance's own cluster, with a copy of every quorum queue."""
        for words in (("stop_app",), ("reset",), ("join_cluster", node_name()), ("start_app",)):
            self.tell(*words)
        self._site.rabbitmqctl("grow", node_name(self.name), "all", tool="rabbitmq-queues")

    def leave(self) -> None:
        """Give the copies up before the node goes: what is left must be a majority."""
        self._site.rabbitmqctl("shrink", node_name(self.name), tool="rabbitmq-queues")
        self.end(signal.SIGTERM)
        self._site.rabbitmqctl("forget_cluster_node", node_name(self.name))

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=60)

    def tell(self, *words: str) -> None:
        self._site.rabbitmqctl(*words, node=self.name)

    @property
    def _secrets(self) -> Secrets:
        return self._site.secrets


def _elsewhere(instance: Instance) -> Instance:
    return replace(instance, ports={**instance.ports, **quiet_ports(PORTS)})


@contextmanager
def three_nodes(site: Site) -> Iterator[tuple[Node, Node]]:
    """The second and the third node, members of the cluster."""
    second, third = Node(site, "2"), Node(site, "3")
    with ExitStack() as ending:
        for node in (second, third):
            # Whatever happens, nothing of ours stays behind.
            ending.callback(node.end)
            node.start()
            node.join()
        yield second, third
        for node in (third, second):
            node.leave()
