"""What changes the files of comments; each change is an event of the ticket's stream."""

from django.db import transaction

from messaging_service.comments.announcements import announce
from messaging_service.comments.models import Comment
from messaging_service.files.models import CommentFile
from messaging_service.files.selectors import files_of_ticket, keys_in_use
from messaging_service.realtime.services import lock_stream
from messaging_service.realtime.streams import comment_stream
from shared.errors import Conflict, Forbidden
from shared.files import services as files
from shared.files.models import FileState, columns_of
from shared.files.receiving import Upload
from shared.files.sweeping import sweep_next
from shared.identity.caller import Caller


def check_author(comment: Comment, caller: Caller) -> None:
    """Conflict or Forbidden unless the caller may add files to the comment."""
    if comment.deleted_at:
        raise Conflict("The comment was deleted")
    if comment.user_id != caller.id:
        raise Forbidden("Only its author may add files to a comment")


@transaction.atomic
def add_file(*, comment_id: int, uploader: Caller, upload: Upload) -> CommentFile:
    """The row of a file that is in the store; QuotaExceeded when its ticket has no room for it."""
    comment = _locked(comment_id)
    check_author(comment, uploader)
    files.check_room(files_of_ticket(comment.ticket_id, internal=True), upload)
    added = CommentFile.objects.create(comment=comment, **columns_of(upload, uploader))
    files.note_arrival(added, upload)
    announce(comment, "attach_document")
    return added


@transaction.atomic
def delete_file(*, file: CommentFile, remover: Caller) -> None:
    """Leave a stub. For whoever uploaded it and for Admins; repeating it is harmless."""
    if not file.may_be_deleted_by(remover):
        raise Forbidden("Only who uploaded a file, or an admin, may delete it")
    comment = _locked(file.comment_id)
    file.refresh_from_db()
    if file.state != FileState.DELETED:
        files.delete(file, remover)
        announce(comment, "update")


@transaction.atomic
def release_file(*, file: CommentFile, admin: Caller) -> CommentFile:
    """Let a file out of quarantine."""
    comment = _locked(file.comment_id)
    file.refresh_from_db()
    files.release(file, admin)
    announce(comment, "update")
    return file


def delete_files(comment: Comment, remover: Caller) -> None:
    """With a deleted comment go its files. The caller has locked the ticket's stream."""
    for file in comment.files.exclude(state=FileState.DELETED):
        files.delete(file, remover)


def sweep_orphans() -> None:
    """For the schedule, every minute."""
    sweep_next(keys_in_use)


def _locked(comment_id: int) -> Comment:
    """The comment, with its ticket's stream locked: all changes of a ticket take this one lock,
    so its files are counted one after the other."""
    comment = Comment.objects.get(pk=comment_id)
    lock_stream(comment_stream(comment.ticket_id))
    comment.refresh_from_db()
    return comment
