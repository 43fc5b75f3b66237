"""Indexes for texts that are searched for a part of a word (`icontains`)."""

from typing import Final

from django.db.migrations import RunSQL

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


def trigram_index(name: str, table: str, columns: list[str]) -> RunSQL:
    """One index over all `columns`, compared in upper case as `icontains` does."""
    terms = ", ".join(f"upper({column}::text) extensions.gin_trgm_ops" for column in columns)
    create = f"CREATE INDEX {name} ON {table} USING gin ({terms})"
    return RunSQL([_EXTENSION, create], f"DROP INDEX {name}")
