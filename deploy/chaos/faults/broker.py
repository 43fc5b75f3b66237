"""The broker takes no message until there is room again, or one of its nodes is lost."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.chaos.cluster import three_nodes
from deploy.chaos.faults import Chance, Fault
from deploy.chaos.site import Site

USUAL_WATERMARK = "0.4"
USUAL_DISK_LIMIT = "50MB"


def memory_alarm(site: Site, seconds: float, chance: Chance) -> None:
    site.rabbitmqctl("set_vm_memory_high_watermark", "0.0001")
    try:
        time.sleep(seconds)
    finally:
        site.rabbitmqctl("set_vm_memory_high_watermark", USUAL_WATERMARK)


def disk_alarm(site: Site, seconds: float, chance: Chance) -> None:
    # More than any disk has.
    site.rabbitmqctl("set_disk_free_limit", "1000000GB")
    try:
        time.sleep(seconds)
    finally:
        site.rabbitmqctl("set_disk_free_limit", USUAL_DISK_LIMIT)


@contextmanager
def three_node_cluster(site: Site) -> Iterator[Fault]:
    """The fault of a site that has two more nodes within this block."""
    with three_nodes(site) as (second, third):

        def lose_one(site: Site, seconds: float, chance: Chance) -> None:
            for node in chance.sample([second, third], 2):
                node.end()
                time.sleep(seconds / 2)
                node.start()

        yield lose_one
