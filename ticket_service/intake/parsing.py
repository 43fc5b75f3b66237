"""Bodies of batches: a JSON array, or one JSON object in each line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is not JSON; it is refused alone."""

    message: str


class NdjsonParser(BaseParser):
    """Newline-delimited JSON in UTF-8; blank lines are skipped."""

    media_type = "application/x-ndjson"

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            text = stream.read().decode()
        except UnicodeDecodeError as error:
            raise ParseError(f"The body is not UTF-8: {error}") from error
        # Not splitlines(): JSON strings may contain U+2028 and its like.
        return [_line(line) for line in text.split("\n") if line.strip()]


def _line(line: str) -> Any:
    try:
        return json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        return BadLine(f"is not JSON: {error}")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON number")
