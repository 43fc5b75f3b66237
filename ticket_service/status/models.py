from django.db import models

from ticket_service.tickets.models import Ticket, TicketStatus


class StatusChange(models.Model):
    """One report of workflow_api about a ticket; only newer ones than all before are kept."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="status_changes")
    version = models.BigIntegerField()
    status = models.CharField(max_length=20, choices=TicketStatus)
    step = models.CharField(max_length=200, blank=True)
    assignee_id = models.BigIntegerField(null=True, blank=True)
    assignee_name = models.CharField(max_length=200, blank=True)
    eta = models.DateTimeField(null=True, blank=True)
    eta_latest = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "version"], name="status_change_ticket_version_unique"
            ),
            models.CheckConstraint(
                name="status_change_status_known",
                condition=models.Q(status__in=TicketStatus.values),
            ),
        ]
