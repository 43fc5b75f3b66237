"""What changes stored files. Callers own the transaction, and what it announces."""

import functools
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from shared.errors import Conflict, Forbidden
from shared.files import store, telling
from shared.files.models import FileState, StoredFile, usage_of
from shared.files.receiving import Upload
from shared.files.refusals import quota_exceeded
from shared.identity.caller import Caller


def check_room(others: QuerySet[Any], upload: Upload) -> None:
    """QuotaExceeded unless it fits in beside the others of its ticket, which the caller locked."""
    count, size = usage_of(others)
    if count >= settings.FILES_PER_TICKET or size + upload.size > settings.FILE_QUOTA_BYTES:
        raise quota_exceeded(upload.filename)


def note_arrival(file: StoredFile, upload: Upload) -> None:
    """After the row was written: the file stays, and a suspicion is made known."""
    upload.recorded = True
    if file.state == FileState.QUARANTINED:
        telling.note("quarantined", file, file.uploaded_by_id, file.uploaded_by_name)
        telling.tell_admins(file)


def release(file: StoredFile, by: Caller) -> None:
    """Let a file out of quarantine, as an Admin. Repeating it is harmless."""
    if not by.has_role("Admin"):
        raise Forbidden("Only an admin may release a file")
    if file.state == FileState.DELETED:
        raise Conflict("The file was deleted")
    if file.state == FileState.AVAILABLE:
        return
    file.state, file.released_by_id, file.released_at = FileState.AVAILABLE, by.id, timezone.now()
    file.save(update_fields=["state", "released_by_id", "released_at"])
    telling.note("released", file, by.id, by.full_name or by.username)


def delete(file: StoredFile, by: Caller) -> None:
    """Leave a stub of the file. The bytes go after the commit: a rollback needs them."""
    if file.state == FileState.DELETED:
        return
    file.state, file.deleted_by_id, file.deleted_at = FileState.DELETED, by.id, timezone.now()
    file.save(update_fields=["state", "deleted_by_id", "deleted_at"])
    telling.note("deleted", file, by.id, by.full_name or by.username)
    transaction.on_commit(functools.partial(store.discard, file.key))
