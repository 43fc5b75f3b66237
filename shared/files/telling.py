"""Who hears of what is done with files: the audit of every act, Admins of a quarantine."""

import time
import uuid
from typing import Final

import structlog
from django.conf import settings
from django.utils import timezone

from shared.contracts.notifications import CreateNotification
from shared.contracts.workflow import NoteFileAct
from shared.files.models import StoredFile
from shared.outbox.services import publish

ADMINS: Final = {"system": "TTS", "role": "Admin"}
# A scanner that does not answer quarantines everything: that is one notice in a quarter of an hour.
NOTICE_SECONDS: Final = 15 * 60
log = structlog.get_logger()


def note(act: str, file: StoredFile, by_id: int, by_name: str) -> None:
    """Have it written into the sealed audit, which workflow_api keeps."""
    log.info(
        "file_act",
        operation=act,
        file=str(file.pk),
        sha256=file.sha256,
        suspicion=file.suspicion,
        user_id=by_id,
    )
    publish(
        NoteFileAct(
            file_id=str(file.pk),
            act=act,
            at=timezone.now().isoformat(),
            ticket_number=file.ticket_number,
            filename=file.filename,
            sha256=file.sha256,
            suspicion=file.suspicion,
            by_id=by_id,
            by_name=by_name,
        )
    )


def tell_admins(file: StoredFile) -> None:
    """Somebody has to release or delete what is in quarantine."""
    window = int(time.time() // NOTICE_SECONDS)
    cause = f"{settings.SERVICE}:{file.suspicion}:{window}"
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"quarantine:{cause}")
    publish(
        CreateNotification(
            recipients={"roles": [ADMINS]},
            subject=f"A file is in quarantine: {file.filename}",
            message=f"{file.uploaded_by_name} added {file.filename} to ticket {file.ticket_number}."
            f" {file.suspicion}. Nobody gets it before an admin releases it.",
            notification_type="system",
            deduplication_id=f"quarantine:{key}",
            related_ticket_number=file.ticket_number,
            metadata={"file": str(file.pk), "why": "You run this instance"},
        ),
        message_id=key,
    )
