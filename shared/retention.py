"""What has served its purpose is deleted after a while, in batches that lock little."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

BATCH: Final = 1000
# The schedule has other things to do; the rest has time until the next run.
BATCHES_PER_RUN: Final = 50
Forget = Callable[[datetime, int], int]
log = structlog.get_logger()


def sweep() -> None:
    """Delete what is older than settings.RETENTION allows. For the schedule, every minute."""
    for path, days in settings.RETENTION.items():
        before = timezone.now() - timedelta(days=days)
        if count := _in_batches(import_string(path), before):
            log.info("forgotten", operation=path, count=count)


def _in_batches(forget: Forget, before: datetime) -> int:
    """How many rows were deleted; each batch is a transaction of its own."""
    total = 0
    for _ in range(BATCHES_PER_RUN):
        count = forget(before, BATCH)
        total += count
        if count < BATCH:
            break
    return total
