"""What is known of a stored file. Services make their models of it."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Count, Q, Sum
from django.utils import timezone

from shared.files.kinds import KINDS
from shared.files.receiving import Upload
from shared.identity.caller import Caller


class FileState(models.TextChoices):
    AVAILABLE = "available"
    QUARANTINED = "quarantined"
    # The stub of a file that is gone.
    DELETED = "deleted"


def usage_of(files: models.QuerySet[Any]) -> tuple[int, int]:
    """How many of the files are in the store, and their bytes together."""
    kept = files.exclude(state=FileState.DELETED)
    found = kept.aggregate(count=Count("pk"), size=Sum("size", default=0))
    return found["count"], found["size"]


class StoredFile(models.Model):
    """The file lies in the store under `key` before its row is written, and until it is deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=32)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=FileState, default=FileState.AVAILABLE)
    # Why the scanner refused it.
    suspicion = models.CharField(max_length=300, blank=True)
    # People live in auth_service: ids, and names to show.
    uploaded_by_id = models.PositiveBigIntegerField()
    uploaded_by_name = models.CharField(max_length=255)
    uploaded_at = models.DateTimeField(default=timezone.now)
    released_by_id = models.PositiveBigIntegerField(null=True)
    released_at = models.DateTimeField(null=True)
    deleted_by_id = models.PositiveBigIntegerField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["key"], name="%(class)s_key_unique"),
            models.CheckConstraint(
                name="%(class)s_state_known", condition=Q(state__in=FileState.values)
            ),
            models.CheckConstraint(name="%(class)s_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="%(class)s_deleted_iff_deleted_at",
                condition=Q(state="deleted", deleted_at__isnull=False, deleted_by_id__isnull=False)
                | ~Q(state="deleted") & Q(deleted_at__isnull=True, deleted_by_id__isnull=True),
            ),
            models.CheckConstraint(
                name="%(class)s_quarantined_has_suspicion",
                condition=~Q(state="quarantined") | ~Q(suspicion=""),
            ),
            models.CheckConstraint(
                name="%(class)s_released_by_iff_released_at",
                condition=Q(released_at__isnull=True, released_by_id__isnull=True)
                | Q(released_at__isnull=False, released_by_id__isnull=False),
            ),
        ]

    @property
    def ticket_number(self) -> str:
        """Of the ticket it belongs to."""
        raise NotImplementedError

    @property
    def inline(self) -> bool:
        """Whether a browser may show it."""
        kind = KINDS.get(self.media_type)
        return self.state == FileState.AVAILABLE and kind is not None and kind.inline

    def may_be_deleted_by(self, caller: Caller) -> bool:
        own = not caller.is_service and self.uploaded_by_id == caller.id
        return own or caller.has_role("Admin")


def columns_of(upload: Upload, uploader: Caller) -> dict[str, Any]:
    """The columns of the row that is to speak of the upload."""
    suspicion = (upload.suspicion or "")[:300]
    return {
        "key": upload.key,
        "filename": upload.filename,
        "media_type": upload.kind.media_type,
        "size": upload.size,
        "sha256": upload.sha256,
        "state": FileState.QUARANTINED if suspicion else FileState.AVAILABLE,
        "suspicion": suspicion,
        "uploaded_by_id": uploader.id,
        "uploaded_by_name": uploader.full_name or uploader.username,
    }
