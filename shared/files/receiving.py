"""A file on its way in: written to the store while it arrives, then judged by its content."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Never

import structlog
from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.http import HttpRequest
from rest_framework.request import Request

from shared.errors import DomainError
from shared.files import store
from shared.files.kinds import KINDS, Kind, kind_of
from shared.files.names import clean_name, with_ending
from shared.files.refusals import FIELD, invalid, no_room, too_large
from shared.files.scanning import refusal_of

log = structlog.get_logger()


@dataclass(slots=True)
class Upload:
    """A file in the store that no row speaks of yet; `suspicion` is the scanner's refusal."""

    key: str
    filename: str
    kind: Kind
    size: int
    sha256: str
    suspicion: str | None
    # Set by whoever has written the row.
    recorded: bool = False

    def __str__(self) -> str:
        """What makes two uploads the same request."""
        return f"{self.filename} {self.sha256}"

    def close(self) -> None:
        """Django closes what it was given; the file has been closed since it arrived."""


class Arrival:
    """A new file in the store while its bytes come in."""

    def __init__(self) -> None:
        self.key = store.new_key()
        self.path = store.place_of(self.key)
        self.size = 0
        self.digest = hashlib.sha256()
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = self.path.open("xb")

    def write(self, data: bytes) -> None:
        self.size += len(data)
        self.digest.update(data)
        self._file.write(data)

    def finish(self) -> None:
        """Have it survive a power cut: its row may be committed a moment later."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        store.settle(self.path)

    def drop(self) -> None:
        # What is still to be written finds no room on a full disk, and is not wanted.
        with suppress(OSError):
            self._file.close()
        store.discard(self.key)


class StoringHandler(FileUploadHandler):
    """Takes one file, in the field `file`.

    What is refused is remembered, and the rest of the body read and dropped: a browser takes an
    answer amid its sending for a broken connection. How long a body may be was settled before.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.refusal: DomainError | None = None
        self.upload: Upload | None = None
        self._arrival: Arrival | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> Never:
        super().new_file(*args, **kwargs)
        if self.field_name != FIELD:
            self._refuse(invalid("is no field for a file", str(self.field_name)))
        elif self.upload:
            self._refuse(invalid("takes one file in each request"))
        else:
            with self._storing():
                self._arrival = Arrival()
        # No other handler shall see this file, and keep it.
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._arrival is None:
            return
        if start + len(raw_data) > settings.FILE_MAX_BYTES:
            self._refuse(too_large(self._name()))
        else:
            with self._storing():
                self._arrival.write(raw_data)

    def file_complete(self, file_size: int) -> Any:
        with self._storing():
            if self._arrival:
                self._arrival.finish()
        arrival, self._arrival = self._arrival, None
        if arrival is None:
            return None
        try:
            self.upload = _judged(arrival, self._name())
        except DomainError as refusal:
            arrival.drop()
            self._refuse(refusal)
        return self.upload

    def drop(self) -> None:
        """Delete what arrived, unless a row speaks of it."""
        if self._arrival:
            self._arrival.drop()
        if self.upload and not self.upload.recorded:
            store.discard(self.upload.key)

    @contextmanager
    def _storing(self) -> Iterator[None]:
        """A disk without room refuses the file, and nothing of it stays."""
        try:
            yield
        except OSError as error:
            log.error("file_not_stored", error_message=str(error))
            self._refuse(no_room(self._name()))

    def _refuse(self, refusal: DomainError) -> None:
        self.refusal = self.refusal or refusal
        if self._arrival:
            self._arrival.drop()
            self._arrival = None

    def _name(self) -> str:
        return clean_name(self.file_name or "")


def _judged(arrival: Arrival, name: str) -> Upload:
    """The upload; Invalid when it is of no kind that is accepted."""
    if arrival.size == 0:
        raise invalid(f"{name} is empty")
    kind = kind_of(arrival.path)
    if kind is None:
        labels = ", ".join(each.label for each in KINDS.values())
        raise invalid(f"{name} is, by its content, none of: {labels}")
    return Upload(
        key=arrival.key,
        filename=with_ending(name, kind.endings),
        kind=kind,
        size=arrival.size,
        sha256=arrival.digest.hexdigest(),
        suspicion=refusal_of(arrival.path, kind.media_type),
    )


@contextmanager
def receiving(request: HttpRequest) -> Iterator[None]:
    """Let files of the request go to the store; those that nobody recorded are gone afterwards."""
    handler = StoringHandler(request)
    request.upload_handlers = [handler]
    try:
        yield
    finally:
        handler.drop()


def upload_of(request: Request) -> Upload:
    """The file that came with the request, or why there is none (DomainError naming the field)."""
    # Reading the body is what makes the handler work.
    _ = request.data
    [handler] = request._request.upload_handlers
    assert isinstance(handler, StoringHandler)
    if handler.refusal:
        raise handler.refusal
    if handler.upload is None:
        raise invalid("is missing")
    return handler.upload
