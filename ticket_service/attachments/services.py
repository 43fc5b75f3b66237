"""What changes the files of tickets. Open pages of the ticket hear of each change."""

from django.db import transaction

from shared.errors import FieldError, Forbidden, Invalid
from shared.files import services as files
from shared.files.models import columns_of
from shared.files.receiving import Upload
from shared.files.sweeping import sweep_next
from shared.identity.caller import Caller
from shared.outbox.services import publish
from ticket_service.attachments.access import Sight
from ticket_service.attachments.models import Attachment
from ticket_service.attachments.selectors import keys_in_use
from ticket_service.tickets import hints
from ticket_service.tickets.models import Ticket


@transaction.atomic
def add_file(
    *, ticket: Ticket, uploader: Caller, sight: Sight, upload: Upload, visibility: str | None
) -> Attachment:
    """The row of a file that is in the store; without `visibility` as private as can be.

    QuotaExceeded when the ticket has no room for it.
    """
    visibility = _visibility(sight, visibility)
    _lock(ticket)
    files.check_room(ticket.files.all(), upload)
    added = Attachment.objects.create(
        ticket=ticket, visibility=visibility, **columns_of(upload, uploader)
    )
    files.note_arrival(added, upload)
    publish(hints.changed(ticket))
    return added


@transaction.atomic
def delete_file(*, file: Attachment, remover: Caller) -> None:
    """Leave a stub. For whoever uploaded it and for Admins; repeating it is harmless."""
    if not file.may_be_deleted_by(remover):
        raise Forbidden("Only who uploaded a file, or an admin, may delete it")
    files.delete(_locked(file), remover)
    publish(hints.changed(file.ticket))


@transaction.atomic
def release_file(*, file: Attachment, admin: Caller) -> Attachment:
    """Let a file out of quarantine."""
    locked = _locked(file)
    files.release(locked, admin)
    publish(hints.changed(file.ticket))
    return locked


def sweep_orphans() -> None:
    """For the schedule, every minute."""
    sweep_next(keys_in_use)


def _lock(ticket: Ticket) -> None:
    """Uploads to one ticket are counted one after the other; what refers to it need not wait."""
    Ticket.objects.select_for_update(no_key=True).get(pk=ticket.pk)


def _locked(file: Attachment) -> Attachment:
    return Attachment.objects.select_for_update().get(pk=file.pk)


def _visibility(sight: Sight, asked: str | None) -> str:
    if sight.internal:
        return asked or Attachment.Visibility.INTERNAL
    if asked == Attachment.Visibility.INTERNAL:
        fault = FieldError("visibility", "you cannot add internal files")
        raise Invalid("Validation failed", [fault])
    return Attachment.Visibility.REQUESTER
