"""Files that no row speaks of: left by a crash between the two, or by a deletion."""

import time
from collections.abc import Callable, Collection
from datetime import timedelta
from itertools import islice
from typing import Final

import structlog
from django.utils import timezone

from shared.files import store

# No upload takes this long; a younger file may be about to get its row.
AGE: Final = timedelta(hours=1)
BATCH: Final = 500
SECONDS_PER_SHELF: Final = 60
# Of many keys those of which a row speaks.
KeysInUse = Callable[[Collection[str]], set[str]]
log = structlog.get_logger()


def sweep_next(keys_in_use: KeysInUse) -> None:
    """Sweep the shelf whose turn it is: run every minute, each has one within five hours."""
    turn = int(time.time() / SECONDS_PER_SHELF) % store.SHELVES
    sweep(turn, keys_in_use)


def sweep(shelf: int, keys_in_use: KeysInUse) -> int:
    """Delete the orphans of one shelf; returns how many."""
    found, old = 0, store.on_shelf(shelf, before=timezone.now() - AGE)
    while keys := list(islice(old, BATCH)):
        for key in set(keys) - keys_in_use(keys):
            store.discard(key)
            found += 1
    if found:
        log.info("orphaned_files_deleted", count=found)
    return found
