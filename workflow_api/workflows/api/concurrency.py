"""Writers say which version they saw: `version` in the body (409) or If-Match (412)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from workflow_api.workflows.errors import Stale, StaleWorkflow


def etag(version: int) -> dict[str, str]:
    return {"ETag": f'"{version}"'}


@contextmanager
def writing(request: Request, body_version: Any = None) -> Iterator[int | None]:
    """Yield the version the writer saw, None when they did not say."""
    header = request.headers.get("If-Match")
    if header is None or header.strip() == "*":
        yield _whole(body_version)
        return
    try:
        yield _of_header(header)
    except StaleWorkflow as error:
        raise Stale(error.message) from error


def _of_header(header: str) -> int:
    text = header.strip().removeprefix("W/").strip('"')
    # A tag we never gave matches nothing; no workflow has version 0.
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _whole(version: Any) -> int | None:
    if version is None or (isinstance(version, int) and not isinstance(version, bool)):
        return version
    raise ValidationError({"version": ["Must be a whole number"]})
