from django.db import models
from django.db.models.functions import Now


class ProcessedMessage(models.Model):
    """`handler` has had its effect for `message_id`: a redelivery changes nothing."""

    pk = models.CompositePrimaryKey("handler", "message_id")
    handler = models.CharField(max_length=200)
    message_id = models.UUIDField()
    processed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["processed_at"], name="inbox_processed_at")]
