"""The broker raises an alarm: it takes no message from anybody until there is room again."""

import time

from deploy.chaos.faults import Chance
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
