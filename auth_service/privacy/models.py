import uuid

from django.db import models
from django.utils import timezone


class AnonymisationReceipt(models.Model):
    """Proof that a person was forgotten here: when, by whom, and how much went. Names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user_id = models.PositiveBigIntegerField(unique=True)
    done_at = models.DateTimeField(default=timezone.now)
    # Nobody when it was a command.
    done_by_id = models.PositiveBigIntegerField(null=True, blank=True)
    changes = models.JSONField()
