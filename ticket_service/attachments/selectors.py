"""What is asked of the files of tickets."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from shared.errors import NotFound
from shared.files.models import FileState
from ticket_service.attachments.access import Sight
from ticket_service.attachments.models import Attachment
from ticket_service.tickets.models import Ticket


def files_of(ticket: Ticket, sight: Sight) -> QuerySet[Attachment]:
    """Those that somebody with this sight may know of, oldest first; stubs among them."""
    files = ticket.files.order_by("uploaded_at", "id")
    return files if sight.internal else files.filter(visibility=Attachment.Visibility.REQUESTER)


def file_of(ticket: Ticket, sight: Sight, file_id: UUID) -> Attachment:
    found = files_of(ticket, sight).filter(pk=file_id).first()
    if found is None:
        raise NotFound(f"Ticket {ticket.number} has no file {file_id}")
    return found


def in_quarantine() -> QuerySet[Attachment]:
    """Newest first, of all tickets."""
    files = Attachment.objects.filter(state=FileState.QUARANTINED).select_related("ticket")
    return files.order_by("-uploaded_at", "id")


def keys_in_use(keys: Collection[str]) -> set[str]:
    """Those of the keys under which a file must stay in the store."""
    kept = Attachment.objects.exclude(state=FileState.DELETED).filter(key__in=keys)
    return set(kept.values_list("key", flat=True))
