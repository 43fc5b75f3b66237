"""What HDTS sent, as it was when it came in."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone

from shared.identity import nonces

# The code of the dead letter of a ticket that no deployed workflow takes.
NOT_FOUND = "WORKFLOW_NOT_FOUND"


class WorkflowTicket(models.Model):
    """The snapshot of a ticket that workflow_api works on."""

    class State(models.TextChoices):
        ROUTED = "routed"
        UNROUTED = "unrouted"
        DECLINED = "declined"
        DUPLICATE = "duplicate"

    class Priority(models.TextChoices):
        LOW = "low"
        MEDIUM = "medium"
        HIGH = "high"
        URGENT = "urgent"

    source_service = models.CharField(max_length=32)
    external_id = models.CharField(max_length=64)
    ticket_number = models.CharField(max_length=64, unique=True)
    canonical = models.JSONField()
    raw = models.JSONField()
    digest = models.CharField(max_length=64)
    # True when ticket_service did not see the ticket first and must be told of it.
    is_direct = models.BooleanField(default=False)

    subject = models.CharField(max_length=200)
    # Lower case: people are recognised by it.
    requester_email = models.CharField(max_length=254, blank=True)
    category = models.CharField(max_length=100)
    sub_category = models.CharField(max_length=100)
    department = models.CharField(max_length=100, blank=True)
    priority = models.CharField(max_length=10, choices=Priority)
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    # The newest content seen, as ticket_service counts; 0 when nobody counted.
    revision = models.PositiveIntegerField(default=0)

    state = models.CharField(max_length=10, choices=State)
    unrouted_reason = models.CharField(max_length=300, blank=True)
    # Out of the way of triage until then; it is routed all the same when a workflow appears.
    snoozed_until = models.DateTimeField(null=True)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="duplicates")
    # The version last announced to ticket_service, which ignores anything older.
    status_version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                name="ticket_waiting_oldest_first",
                fields=["submitted_at", "id"],
                condition=Q(state="unrouted"),
            ),
            models.Index(
                name="ticket_by_arrival",
                fields=["received_at", "id"],
                include=["category", "sub_category", "department", "state"],
            ),
            models.Index(name="ticket_by_requester", fields=["requester_email", "-id"]),
            models.Index(Upper("department"), name="ticket_by_department"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="ticket_known_once_per_source", fields=["source_service", "external_id"]
            ),
            models.CheckConstraint(
                name="ticket_state_known",
                condition=Q(state__in=["routed", "unrouted", "declined", "duplicate"]),
            ),
            models.CheckConstraint(
                name="ticket_priority_known",
                condition=Q(priority__in=["low", "medium", "high", "urgent"]),
            ),
            models.CheckConstraint(
                name="ticket_routed_iff_no_reason",
                condition=Q(state="routed", unrouted_reason="")
                | (~Q(state="routed") & Q(unrouted_reason__gt="")),
            ),
            models.CheckConstraint(
                name="ticket_duplicate_iff_of_another",
                condition=Q(state="duplicate", duplicate_of__isnull=False)
                | (~Q(state="duplicate") & Q(duplicate_of=None)),
            ),
            models.CheckConstraint(
                name="ticket_snoozed_while_unrouted",
                condition=Q(state="unrouted") | Q(snoozed_until=None),
            ),
        ]


class TicketAmendment(models.Model):
    """Other content that arrived later under a known ticket's id."""

    ticket = models.ForeignKey(WorkflowTicket, models.CASCADE, related_name="amendments")
    received_at = models.DateTimeField(default=timezone.now)
    # Applied means work had not begun, so the snapshot took the new content over.
    applied = models.BooleanField()
    canonical = models.JSONField()
    raw = models.JSONField()
    digest = models.CharField(max_length=64)
    changed_fields = models.JSONField()

    class Meta:
        ordering = ["-id"]


class UsedSignature(nonces.UsedSignature):
    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key_id", "signature"], name="ticket_used_signature_unique"
            )
        ]
        indexes = [models.Index(fields=["expires_at"], name="ticket_used_signature_expiry")]
