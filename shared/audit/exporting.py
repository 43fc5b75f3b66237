"""The audit as a file of any length: written as it is read, a chunk of rows at a time."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

CHUNK: Final = 2_000
# What spreadsheets would run as a formula (OWASP, CSV injection).
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
Row = dict[str, Any]


def rows_of(events: QuerySet[Any], fields: Sequence[str]) -> Iterator[list[Row]]:
    """The rows, newest first, in chunks. Each is a query of its own: a reader that is slow keeps
    no transaction open."""
    last: int | None = None
    while True:
        left = events if last is None else events.filter(id__lt=last)
        chunk = list(left.order_by("-id").values(*fields)[:CHUNK])
        if chunk:
            yield chunk
        if len(chunk) < CHUNK:
            return
        last = chunk[-1]["id"]


def as_json_lines(chunks: Iterator[list[Row]], fields: Sequence[str]) -> Iterator[str]:
    """One JSON object per line."""
    for chunk in chunks:
        yield "".join(f"{_json(row)}\n" for row in chunk)


def as_csv(chunks: Iterator[list[Row]], fields: Sequence[str]) -> Iterator[str]:
    """RFC 4180, with the names of the columns first; objects are JSON."""
    yield _lines([list(fields)])
    for chunk in chunks:
        yield _lines([[_cell(row[name]) for name in fields] for row in chunk])


FORMATS: Final[dict[str, tuple[str, Callable[..., Iterator[str]]]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "jsonl": ("application/x-ndjson", as_json_lines),
}


def _lines(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else _plain(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _plain(value: Any) -> str:
    text = _json(value)
    return json.loads(text) if text.startswith('"') else text


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
