from django.db import models
from django.db.models import Q

from shared.files.models import StoredFile
from ticket_service.tickets.models import Ticket


class Attachment(StoredFile):
    """A file that somebody added to a ticket."""

    class Visibility(models.TextChoices):
        INTERNAL = "internal"
        REQUESTER = "requester"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="files")
    visibility = models.CharField(max_length=16, choices=Visibility)

    class Meta(StoredFile.Meta):
        abstract = False
        constraints = [
            *StoredFile.Meta.constraints,
            models.CheckConstraint(
                name="attachment_visibility_known",
                condition=Q(visibility__in=["internal", "requester"]),
            ),
        ]
        indexes = [
            models.Index(fields=["ticket", "uploaded_at"], name="attachment_of_ticket"),
            models.Index(
                fields=["-uploaded_at"],
                condition=Q(state="quarantined"),
                name="attachment_in_quarantine",
            ),
        ]

    @property
    def ticket_number(self) -> str:
        return self.ticket.number
