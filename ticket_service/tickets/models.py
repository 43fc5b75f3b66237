import uuid
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from shared.identity.caller import Caller
from shared.identity.standing import managed_department
from ticket_service.tickets.access import READ_HDTS_SCOPE, may_read_all
from ticket_service.tickets.concerns import keys_of


class TicketPriority(models.TextChoices):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    URGENT = "urgent"


class TicketStatus(models.TextChoices):
    NEW = "new"
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    PENDING_EXTERNAL = "pending_external"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REJECTED = "rejected"
    UNROUTED = "unrouted"


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, caller: Caller) -> Self:
        """All for Admins, Auditors and services that may read tickets; HDTS's own for HDTS; for
        people what they asked for, what is assigned to them or otherwise concerns them, and their
        department's if they manage it."""
        if may_read_all(caller):
            return self
        if caller.has_scope(READ_HDTS_SCOPE):
            return self.filter(source_service="hdts")
        return self.none() if caller.is_service else self._concerning(caller)

    def _concerning(self, caller: Caller) -> Self:
        # One branch per reason to see a ticket: each has its index, which an OR would lose.
        tickets = Ticket.objects.order_by()
        reasons = [
            tickets.filter(assignee_id=caller.id),
            tickets.requested_by(caller.email),
            tickets.filter(concerns__has_any_keys=keys_of(caller)),
        ]
        if department := managed_department(caller):
            reasons.append(tickets.filter(department__iexact=department))
        first, *others = [each.values("pk") for each in reasons]
        return self.filter(pk__in=first.union(*others, all=True))

    def requested_by(self, email: str) -> Self:
        """A requester is known by the address, in any case."""
        return self.filter(requester_email=email.lower()) if email else self.none()


class Ticket(models.Model):
    """A request for help as its sender gave it, and how far workflow_api has got with it."""

    # Nobody has acted on a ticket in one of these, so a sender's change may still be applied.
    NOT_STARTED = (TicketStatus.NEW, TicketStatus.OPEN, TicketStatus.UNROUTED)

    # Made here and not by the database: after an insert that skips conflicts, the ids that exist
    # tell which rows were ours.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=64)
    source_service = models.CharField(max_length=32)
    external_id = models.CharField(max_length=64)
    subject = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    category = models.CharField(max_length=100)
    sub_category = models.CharField(max_length=100)
    department = models.CharField(max_length=100, blank=True)
    priority = models.CharField(max_length=10, choices=TicketPriority)
    requester = models.JSONField()
    requester_email = models.CharField(max_length=254, blank=True)
    submitted_at = models.DateTimeField()
    attachments = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    # Of the latest content the sender gave, applied or not.
    digest = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=1)
    received_at = models.DateTimeField()
    # Under which the whole journey of the ticket can be traced.
    correlation_id = models.UUIDField()

    status = models.CharField(max_length=20, choices=TicketStatus, default=TicketStatus.NEW)
    status_version = models.BigIntegerField(default=0)
    status_changed_at = models.DateTimeField()
    step = models.CharField(max_length=200, blank=True)
    # A person lives in auth_service: an id and a name to show, never a foreign key.
    assignee_id = models.BigIntegerField(null=True, blank=True)
    assignee_name = models.CharField(max_length=200, blank=True)
    # Whose affair it is besides, as workflow_api told: keys of `concerns.py`, in a sorted list.
    concerns = models.JSONField(default=list)
    # When such tickets are typically done, and by when nearly all are; empty: nobody can say.
    eta = models.DateTimeField(null=True, blank=True)
    eta_latest = models.DateTimeField(null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="ticket_number_unique"),
            models.UniqueConstraint(
                fields=["source_service", "external_id"], name="ticket_source_external_id_unique"
            ),
            models.CheckConstraint(
                name="ticket_priority_known",
                condition=Q(priority__in=TicketPriority.values),
            ),
            models.CheckConstraint(
                name="ticket_status_known",
                condition=Q(status__in=TicketStatus.values),
            ),
            models.CheckConstraint(
                name="ticket_identified",
                condition=~Q(number="") & ~Q(external_id="") & ~Q(source_service=""),
            ),
        ]
        indexes = [
            models.Index(fields=["requester_email", "-received_at"], name="ticket_by_requester"),
            models.Index(fields=["-received_at", "id"], name="ticket_newest_first"),
            models.Index(fields=["status", "-received_at"], name="ticket_by_status"),
            models.Index(
                fields=["assignee_id"],
                name="ticket_by_assignee",
                condition=Q(assignee_id__isnull=False),
            ),
            models.Index(Upper("department"), name="ticket_by_department"),
            # Two or three short keys: written at once, so that no reader has to go through a list
            # of what is yet to be put into the index.
            GinIndex(fields=["concerns"], name="ticket_by_concern", fastupdate=False),
        ]

    @property
    def work_started(self) -> bool:
        return self.status not in self.NOT_STARTED
