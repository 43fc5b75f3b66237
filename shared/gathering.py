"""Rows that are only ever appended, written together at the end of a batch.

History, audit, counters and outgoing messages are never read back by the transaction that writes
them. Gathered, a hundred messages cost one statement per table instead of hundreds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import groupby

from django.db.models import Model

Rows = dict[type[Model], list[Model]]
_gathered: ContextVar[Rows | None] = ContextVar("tts_gathered_rows", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Inside the current transaction, insert what `append` is given when the block ends well.

    A savepoint whose failure is caught needs a block of its own inside it: rows gathered outside
    would be written although what they tell of was rolled back.
    """
    rows: Rows = {}
    token = _gathered.set(rows)
    try:
        yield
    finally:
        _gathered.reset(token)
    for model, instances in rows.items():
        _insert(model, instances)


def append(*instances: Model) -> None:
    """Insert rows, in their order, that nobody in this transaction reads or refers to."""
    rows = _gathered.get()
    for model, same in groupby(instances, key=type):
        if rows is None:
            _insert(model, list(same))
        else:
            rows.setdefault(model, []).extend(same)


def _insert(model: type[Model], instances: list[Model]) -> None:
    model._default_manager.bulk_create(instances)
