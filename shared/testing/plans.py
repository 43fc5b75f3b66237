"""Tables that have grown, and how PostgreSQL would answer a question of one."""

import uuid
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet


def plan_of(asked: QuerySet[Any]) -> str:
    """The plan by today's contents of the table, were it too big to be read row by row."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(asked.model._meta.db_table)}")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    return asked.explain()


def fill_audit(model: type[Model], *numbered: str) -> None:
    """So many rows that reading all of them is the dearer way; each has its number in everything
    it is found by, the columns `numbered` among it."""
    model._default_manager.bulk_create(
        model(
            actor_kind="person",
            actor_id=number,
            actor_name=f"Person {number}",
            action=f"thing{number % 50}.changed",
            object_type="thing",
            object_id=str(number),
            reason=f"Because of number {number}",
            correlation_id=uuid.UUID(int=number),
            **dict.fromkeys(numbered, number),
        )
        for number in range(4000)
    )
    with connection.cursor() as cursor:
        # As autovacuum does: what was just written is not in the index yet.
        cursor.execute("SELECT gin_clean_pending_list('audit_search')")
