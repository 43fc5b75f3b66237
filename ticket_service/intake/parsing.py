"""Bodies of batches: a JSON array, or one JSON object in each line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, JSONParser

from shared.http.parsing import check_depth


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be read as a ticket; it is refused alone."""

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


class ArrayParser(JSONParser):
    """A JSON array; an element that is nested too deeply is refused alone."""

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            body = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("JSON is nested too deeply") from error
        return [_bounded(one) for one in body] if isinstance(body, list) else body


def _line(line: str) -> Any:
    try:
        return _bounded(json.loads(line, parse_constant=_refuse))
    except (ValueError, RecursionError) as error:
        return BadLine(f"is not JSON: {error}")


def _bounded(value: Any) -> Any:
    try:
        check_depth(value)
    except ParseError as error:
        return BadLine(str(error.detail))
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a JSON number")
