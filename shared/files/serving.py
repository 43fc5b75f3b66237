"""A stored file as an answer, in whole or in part, that no browser takes for a page of ours."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import structlog
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from rest_framework.request import Request

from shared.errors import NotFound
from shared.files import store
from shared.files.models import FileState, StoredFile
from shared.files.ranges import Span, Unsatisfiable, span_of
from shared.files.refusals import Quarantined

CHUNK: Final = 256 * 1024
# The file runs nothing, loads nothing and is nobody's frame, whatever is in it.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
log = structlog.get_logger()


def file_response(request: Request, file: StoredFile) -> HttpResponseBase:
    """The bytes of the file: 200, 206, 304 or 416.

    NotFound for a stub, Quarantined for what an admin has not released.
    """
    path = _path_of(file)
    tag = f'"{file.sha256}"'
    if tag in request.headers.get("If-None-Match", ""):
        return _with_headers(HttpResponse(status=304), file, tag)
    try:
        span = _span(request, file, tag)
    except Unsatisfiable:
        headers = {"Content-Range": f"bytes */{file.size}"}
        return _with_headers(HttpResponse(status=416, headers=headers), file, tag)
    return _with_headers(_body(request, path, file, span), file, tag)


def _path_of(file: StoredFile) -> Path:
    if file.state == FileState.DELETED:
        raise NotFound(f"{file.filename} was deleted")
    if file.state == FileState.QUARANTINED:
        raise Quarantined(f"{file.filename} is in quarantine: {file.suspicion}")
    path = store.place_of(file.key)
    if not path.is_file():
        log.error("stored_file_missing", file=str(file.pk), key=file.key)
        raise NotFound(f"{file.filename} is not in the store any more")
    return path


def _span(request: Request, file: StoredFile, tag: str) -> Span | None:
    """What is asked for. A part of another state of the file would fit to nothing."""
    if request.headers.get("If-Range", tag) != tag:
        return None
    return span_of(request.headers.get("Range", ""), file.size)


def _body(request: Request, path: Path, file: StoredFile, span: Span | None) -> HttpResponseBase:
    part = span or Span(0, file.size - 1)
    streamed = _chunks(path, part)
    # Asynchronous servers read a plain iterator to its end before they send anything.
    lazily = isinstance(request._request, ASGIRequest)
    response = StreamingHttpResponse(_in_threads(streamed) if lazily else streamed)
    response["Content-Length"] = str(part.length)
    if span:
        response.status_code = 206
        response["Content-Range"] = f"bytes {span.first}-{span.last}/{file.size}"
    return response


def _chunks(path: Path, span: Span) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(span.first)
        left = span.length
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


async def _in_threads(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    while chunk := await asyncio.to_thread(next, chunks, b""):
        yield chunk


def _with_headers(response: HttpResponseBase, file: StoredFile, tag: str) -> HttpResponseBase:
    disposition = content_disposition_header(not file.inline, file.filename)
    response["Content-Type"] = file.media_type
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-cache"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    return response
