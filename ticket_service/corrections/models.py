"""What an Admin put right about a ticket in workflow_api, and what stood there before."""

from django.db import models

from ticket_service.tickets.models import Ticket


class Correction(models.Model):
    """One correction; `changes` is field → [on the ticket, corrected].

    It is not applied when its sender had given newer content meanwhile.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="corrections")
    version = models.BigIntegerField()
    applied = models.BooleanField()
    changes = models.JSONField(default=dict)
    by_name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "version"], name="correction_ticket_version_unique"
            )
        ]
