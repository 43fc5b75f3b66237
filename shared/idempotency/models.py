from django.db import models
from django.db.models.functions import Now


class FirstAnswer(models.Model):
    """What a caller's request under `key` was answered with, kept to be given again."""

    caller = models.CharField(max_length=200)
    key = models.CharField(max_length=255)
    # Keyed, because bodies hold passwords: a plain digest of a short one could be guessed.
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField()
    stored_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caller", "key"], name="idempotency_key_of_caller"),
            models.CheckConstraint(
                condition=models.Q(status__gte=200, status__lt=300),
                name="idempotency_success_only",
            ),
        ]
        indexes = [models.Index(fields=["stored_at"], name="idempotency_stored_at")]
