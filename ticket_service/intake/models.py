from django.db import models
from django.db.models import Q

from shared.identity import nonces
from ticket_service.tickets.models import Ticket


class Submission(models.Model):
    """One content of a ticket as a sender gave it, kept for good beside the canonical ticket."""

    class Outcome(models.TextChoices):
        CREATED = "created"
        UPDATED = "updated"
        # Sent after work had started: kept and shown, never applied.
        AMENDED = "amended"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="submissions")
    revision = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    sender = models.CharField(max_length=200)
    # JSON as text: jsonb would reorder keys and refuse an escaped NUL in a field nobody reads.
    raw = models.TextField()
    content = models.JSONField()
    idempotency_key = models.CharField(max_length=255, blank=True)
    changes = models.JSONField(default=dict)
    correlation_id = models.UUIDField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "revision"], name="submission_ticket_revision_unique"
            ),
            models.CheckConstraint(
                name="submission_outcome_known",
                condition=Q(outcome__in=["created", "updated", "amended"]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["sender", "idempotency_key", "received_at"],
                name="submission_by_idempotency_key",
                condition=~Q(idempotency_key=""),
            )
        ]


class UsedSignature(nonces.UsedSignature):
    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_id", "signature"], name="used_signature_unique")
        ]
        indexes = [models.Index(fields=["expires_at"], name="used_signature_expiry")]
