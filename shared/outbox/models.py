import uuid

from django.db import models
from django.db.models.functions import Now


class OutboxMessage(models.Model):
    """A message waiting to be published. The row is deleted once the broker has confirmed it."""

    message_id = models.UUIDField(default=uuid.uuid4)
    task = models.CharField(max_length=200)
    exchange = models.CharField(max_length=200)
    routing_key = models.CharField(max_length=200)
    kwargs = models.JSONField()
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())
    not_before = models.DateTimeField(db_default=Now())
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["not_before", "id"], name="outbox_due")]
