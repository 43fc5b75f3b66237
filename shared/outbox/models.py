import json
import uuid
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Now


class JSONText(models.TextField):
    """JSON kept as ASCII text: even what PostgreSQL's jsonb refuses (NUL) arrives untouched."""

    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def from_db_value(self, value: str, *_: Any) -> Any:
        return json.loads(value)

    def get_prep_value(self, value: Any) -> str:
        return json.dumps(value)


class OutboxMessage(models.Model):
    """A message waiting to be published. The row is deleted once the broker has confirmed it."""

    message_id = models.UUIDField(default=uuid.uuid4)
    task = models.CharField(max_length=200)
    exchange = models.CharField(max_length=200)
    routing_key = models.CharField(max_length=200)
    kwargs = JSONText()
    headers = JSONText(default=dict)
    created_at = models.DateTimeField(db_default=Now())
    not_before = models.DateTimeField(db_default=Now())
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["not_before", "id"], name="outbox_due")]
