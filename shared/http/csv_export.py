"""Lists as CSV, streamed: however many rows there are, one at a time is in memory."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

FORMAT = "csv"
# A spreadsheet would calculate what begins like this.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvRenderer(BaseRenderer):
    """Makes `?format=csv` a known format; the view answers with `as_csv` then."""

    media_type = "text/csv"
    format = FORMAT
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: Any = None, context: Any = None) -> bytes:
        """Only errors come here: their text."""
        return str(data.get("error", data) if isinstance(data, dict) else data).encode()


def wants_csv(request: Request) -> bool:
    return getattr(request, "accepted_renderer", None) is not None and (
        request.accepted_renderer.format == FORMAT
    )


def as_csv(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """A download called `<name>.csv` with a header line; texts are data, never formulas."""
    answer = StreamingHttpResponse(_lines(header, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


class _Echo:
    """A file whose writer gets back what was written."""

    def write(self, line: str) -> str:
        return line


def _lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(header)
    for row in rows:
        yield writer.writerow([_cell(value) for value in row])


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
