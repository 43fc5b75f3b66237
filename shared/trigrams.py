"""Indexes for texts that are searched for a part of a word (`icontains`)."""

from functools import reduce
from operator import or_
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunSQL
from django.db.models import CharField, Q, TextField
from django.db.models.lookups import IContains
from django.db.models.sql.compiler import SQLCompiler
from psycopg.sql import quote

# Provisioning has made it as the superuser; where the owner of the schema owns the database as
# well, as in tests, it may do so itself.
_EXTENSION: Final = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
        CREATE SCHEMA IF NOT EXISTS extensions;
        CREATE EXTENSION pg_trgm SCHEMA extensions;
    END IF;
END $$
"""


def trigram_index(
    name: str, table: str, columns: list[str], *, concurrently: bool = False
) -> RunSQL:
    """One index over all `columns`, compared in upper case as `icontains` does.

    `concurrently` keeps a table with years of rows open for writing; the migration must not be
    atomic then, and begins anew when it was interrupted.
    """
    terms = ", ".join(f"upper({column}::text) extensions.gin_trgm_ops" for column in columns)
    if not concurrently:
        create = f"CREATE INDEX {name} ON {table} USING gin ({terms})"
        return RunSQL([_EXTENSION, create], f"DROP INDEX {name}")
    drop = f"DROP INDEX CONCURRENTLY IF EXISTS {name}"
    create = f"CREATE INDEX CONCURRENTLY {name} ON {table} USING gin ({terms})"
    return RunSQL([_EXTENSION, drop, create], drop)


def any_has(text: str, *columns: str) -> Q:
    """Rows of which one of `columns` has `text` somewhere, in any case."""
    return reduce(or_, (Q(**{f"{column}__has": text}) for column in columns))


@CharField.register_lookup
@TextField.register_lookup
class Has(IContains):
    """`icontains` for columns with a trigram index: the text stands in the statement itself.

    A plan that is kept for a parameter knows nothing of the text, and for a list in order it then
    walks through all rows. With a million of them that took 12 s where the index takes 1 ms.
    """

    lookup_name = "has"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        pattern = quote(f"%{connection.ops.prep_for_like_query(str(self.rhs))}%")
        return f"UPPER({column}::text) LIKE UPPER({pattern.replace('%', '%%')})", tuple(parameters)
