"""The rows that some work left behind, written once more by plain SQL."""

import time
from collections.abc import Sequence
from typing import Any, Final

import psycopg
from psycopg import sql
from psycopg.types.string import TextLoader

Database = psycopg.Connection[tuple[Any, ...]]
# Schema and name.
Table = tuple[str, str]
# Rows of one table in one transaction, about what one accepted chunk of a batch commits.
PER_TRANSACTION: Final = 200
COPIES: Final = "bench"
# Rows that are gone when the work is done are not what it left behind.
_TABLES: Final = """
    SELECT schemaname, relname FROM pg_stat_user_tables
     WHERE schemaname IN ('ticket', 'workflow')
       AND relname NOT LIKE 'outbox%' AND relname NOT LIKE 'observability%'
"""
_BEGINNING: Final = "SELECT pg_current_xact_id()::xid::text"


class StoredRows:
    """Everything stored after this object was made in the schemas of tickets and tasks."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._since = _all(database, sql.SQL(_BEGINNING))[0][0]

    def write_again(self) -> float:
        """Copies of the tables take the rows in, indexes included; the seconds it took."""
        tables = [(table, self._rows(table)) for table in _all(self._database, sql.SQL(_TABLES))]
        changed = [(table, found) for table, found in tables if found]
        self._database.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(COPIES)))
        try:
            for table, _ in changed:
                self._make_copy(table)
            started = time.perf_counter()
            for table, found in changed:
                self._insert(table, found)
            return time.perf_counter() - started
        finally:
            drop = sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(COPIES))
            self._database.execute(drop)

    def _rows(self, table: Table) -> list[tuple[Any, ...]]:
        recent = sql.SQL("SELECT * FROM {} WHERE age(xmin) <= age({}::xid)")
        query = recent.format(sql.Identifier(*table), self._since)
        return _all(self._database, query, as_text=True)

    def _make_copy(self, table: Table) -> None:
        statement = sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)")
        self._database.execute(statement.format(_copy(table), sql.Identifier(*table)))

    def _insert(self, table: Table, found: Sequence[tuple[Any, ...]]) -> None:
        places = sql.SQL(", ").join([sql.Placeholder()] * len(found[0]))
        statement = sql.SQL("INSERT INTO {} OVERRIDING SYSTEM VALUE VALUES ({})")
        query = statement.format(_copy(table), places)
        for start in range(0, len(found), PER_TRANSACTION):
            with self._database.transaction(), self._database.cursor() as cursor:
                cursor.executemany(query, found[start : start + PER_TRANSACTION])


def _copy(table: Table) -> sql.Identifier:
    return sql.Identifier(COPIES, "_".join(table))


def _all(
    database: Database, query: sql.SQL | sql.Composed, *, as_text: bool = False
) -> list[tuple[Any, ...]]:
    """`as_text` leaves every value as PostgreSQL writes it, so that it can be written back."""
    with database.cursor() as cursor:
        if as_text:
            for oid in ("json", "jsonb"):
                cursor.adapters.register_loader(oid, TextLoader)
        return cursor.execute(query).fetchall()
