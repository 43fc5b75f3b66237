"""Changing many rows in one statement."""

import re
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Field, Model


def update_all(rows: Iterable[Model], fields: Sequence[str]) -> None:
    """Write the named fields of rows of one model.

    Django's bulk_update builds a CASE for every row and field: at a hundred rows that costs more
    than everything else that is done for them.
    """
    rows = list(rows)
    if not rows:
        return
    meta = rows[0]._meta
    columns: list[Field] = [meta.pk, *(meta.get_field(name) for name in fields)]  # type: ignore[list-item]
    with connection.cursor() as cursor:
        cursor.execute(_statement(meta.db_table, columns), [_values(rows, c) for c in columns])


def _statement(table: str, columns: Sequence[Field]) -> str:
    quote = connection.ops.quote_name
    key, *changed = (quote(str(column.column)) for column in columns)
    # Names of our own models, and quoted.
    return (
        f"UPDATE {quote(table)} AS old SET {', '.join(f'{name} = new.{name}' for name in changed)}"  # noqa: S608
        f" FROM unnest({', '.join(f'%s::{_type(column)}[]' for column in columns)})"
        f" AS new({', '.join([key, *changed])}) WHERE old.{key} = new.{key}"
    )


def _type(column: Field) -> str:
    """Without its length: a cast would cut off what the column is to refuse."""
    return re.sub(r"\(.*\)", "", str(column.rel_db_type(connection)))


def _values(rows: Iterable[Model], column: Field) -> list[object]:
    return [column.get_db_prep_save(getattr(row, str(column.attname)), connection) for row in rows]
