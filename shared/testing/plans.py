"""How PostgreSQL would answer a question of a table that has grown."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet


def plan_of(asked: QuerySet[Any]) -> str:
    """The plan by today's contents of the table, were it too big to be read row by row."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(asked.model._meta.db_table)}")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    return asked.explain()
