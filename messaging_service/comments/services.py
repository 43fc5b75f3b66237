"""What changes comments. Each change is one transaction with its event and notifications."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction
from django.utils import timezone

from messaging_service.comments import mentions as mentions_of
from messaging_service.comments.announcements import announce, announce_new, notify
from messaging_service.comments.guard import check_seen
from messaging_service.comments.models import (
    Comment,
    CommentRating,
    CommentVersion,
    ReadMarker,
)
from messaging_service.comments.selectors import stream_of, ticket_of
from messaging_service.drafts.services import discard_draft
from messaging_service.files.services import delete_files
from messaging_service.realtime.selectors import last_seq
from messaging_service.realtime.services import lock_stream
from messaging_service.realtime.streams import comment_stream, requester_stream
from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.http.preconditions import ANY_STATE, IfMatch
from shared.identity.caller import Caller
from shared.ticket_access import TicketAccess

NOBODY: Final[Mapping[int, str]] = {}


@transaction.atomic
def add_comment(
    *,
    author: Caller,
    access: TicketAccess,
    ticket_id: str,
    text: str,
    visibility: str | None = None,
    parent_id: int | None = None,
    mentions: Sequence[int] = (),
    names: Mapping[int, str] = NOBODY,
    client_id: str | None = None,
    seen_seq: int | None = None,
) -> tuple[Comment, bool]:
    """The comment, and whether it is new: one `client_id` of an author is one comment.

    Without `visibility` it is as private as its author can make it. `names` are those of the
    mentioned, to be shown even when they have left. With `seen_seq`, Unseen when
    others wrote after it what the author has not read.
    """
    if not access.may_comment:
        raise Forbidden("You may not comment on this ticket")
    visibility = _visibility(access, visibility)
    _check_mentions(access, mentions)
    seq = lock_stream(comment_stream(ticket_id)).last_seq + 1
    if known := _sent_before(author, ticket_id, client_id, text):
        return known, False
    check_seen(author, access, ticket_id, seen_seq)
    comment = Comment.objects.create(
        ticket_id=ticket_id,
        seq=seq,
        requester_seq=_requester_seq(ticket_id, visibility),
        user_id=author.id,
        username=author.username,
        full_name=author.full_name,
        text=text,
        parent=_thread(ticket_id, parent_id, visibility, access),
        visibility=visibility,
        mentions=sorted(set(mentions)),
        mention_names={str(each): names.get(each, "") for each in sorted(set(mentions))},
        client_id=client_id,
    )
    announce_new(comment)
    notify(comment, access)
    mentions_of.note(comment)
    discard_draft(author_id=author.id, ticket_id=ticket_id, sent=text)
    return comment, True


@transaction.atomic
def edit_comment(*, editor: Caller, comment_id: int, text: str, seen: IfMatch = ANY_STATE) -> None:
    """Replace the text of one's own comment; the former one is kept as a version.

    PreconditionFailed when the comment is not in the state that was seen.
    """
    comment = _locked(comment_id)
    if comment.user_id != editor.id:
        raise Forbidden("Only its author may edit a comment")
    seen.check(comment)
    if comment.deleted_at:
        raise Conflict("The comment was deleted")
    if comment.text == text:
        return
    _keep_version(comment, editor)
    comment.text, comment.edited_at = text, timezone.now()
    comment.save(update_fields=["text", "edited_at", "updated_at"])
    announce(comment, "update")


@transaction.atomic
def delete_comment(*, remover: Caller, comment_id: int, seen: IfMatch = ANY_STATE) -> None:
    """Empty the comment; its place stays. For its author and admins; repeating it is harmless."""
    comment = _locked(comment_id)
    if comment.user_id != remover.id and not remover.has_role("Admin"):
        raise Forbidden("Only its author or an admin may delete a comment")
    if comment.deleted_at:
        return
    seen.check(comment)
    _keep_version(comment, remover)
    comment.text, comment.deleted_at = "", timezone.now()
    comment.save(update_fields=["text", "deleted_at", "updated_at"])
    delete_files(comment, remover)
    announce(comment, "delete")


@transaction.atomic
def rate_comment(*, rater: Caller, comment_id: int, rating: str) -> None:
    """Set one person's rating: up, down, or none to take it back."""
    comment = _locked(comment_id)
    if comment.deleted_at:
        raise Conflict("The comment was deleted")
    given = CommentRating.objects.filter(comment=comment, user_id=rater.id)
    before = given.values_list("value", flat=True).first()
    if (before or "none") == rating:
        return
    if rating == "none":
        given.delete()
    else:
        CommentRating.objects.update_or_create(
            comment=comment, user_id=rater.id, defaults={"value": rating}
        )
    announce(comment, "rate")


@transaction.atomic
def mark_read(*, reader: Caller, access: TicketAccess, ticket_id: str, seq: int) -> ReadMarker:
    """Move the marker forward to `seq`; it never goes back, windows may report out of order."""
    end = last_seq(stream_of(ticket_id, internal=access.may_see_internal))
    if seq > end:
        raise _invalid("last_seq", f"must be at most {end}")
    ReadMarker.objects.get_or_create(ticket_id=ticket_id, user_id=reader.id)
    marker = ReadMarker.objects.select_for_update().get(ticket_id=ticket_id, user_id=reader.id)
    if seq > marker.last_seq:
        marker.last_seq = seq
        marker.save(update_fields=["last_seq", "updated_at"])
    return marker


def _locked(comment_id: int) -> Comment:
    """The comment, with its ticket's stream locked: all changes of a ticket take this one lock."""
    lock_stream(comment_stream(ticket_of(comment_id)))
    return Comment.objects.get(pk=comment_id)


def _visibility(access: TicketAccess, asked: str | None) -> str:
    if access.may_see_internal:
        return asked or Comment.Visibility.INTERNAL
    if asked == Comment.Visibility.INTERNAL:
        raise _invalid("visibility", "you cannot write internal comments")
    return Comment.Visibility.REQUESTER


def _check_mentions(access: TicketAccess, mentions: Sequence[int]) -> None:
    """Requesters may address those who work on their ticket, not the whole organisation."""
    if not access.may_see_internal and (strangers := set(mentions) - set(access.participants)):
        raise _invalid("mentions", f"not on this ticket: {sorted(strangers)}")


def _requester_seq(ticket_id: str, visibility: str) -> int | None:
    if visibility == Comment.Visibility.INTERNAL:
        return None
    return lock_stream(requester_stream(ticket_id)).last_seq + 1


def _sent_before(
    author: Caller, ticket_id: str, client_id: str | None, text: str
) -> Comment | None:
    """What the author has sent under this id. The stream is locked, so the answer holds."""
    if client_id is None:
        return None
    known = Comment.objects.filter(
        ticket_id=ticket_id, user_id=author.id, client_id=client_id
    ).first()
    if known and known.text != text and not (known.edited_at or known.deleted_at):
        raise _invalid("client_id", "was used for another comment")
    return known


def _thread(
    ticket_id: str, parent_id: int | None, visibility: str, access: TicketAccess
) -> Comment | None:
    """The first comment of the thread that `parent_id` belongs to."""
    if parent_id is None:
        return None
    readable = Comment.objects.readable(internal=access.may_see_internal)
    parent = readable.filter(ticket_id=ticket_id, pk=parent_id).select_related("parent").first()
    if parent is None:
        raise _invalid("parent_id", "is no comment on this ticket")
    first = parent.parent or parent
    if visibility == Comment.Visibility.REQUESTER and first.visibility != visibility:
        raise _invalid("visibility", "a reply to an internal comment is internal")
    return first


def _keep_version(comment: Comment, by: Caller) -> None:
    CommentVersion.objects.create(comment=comment, text=comment.text, replaced_by=by.id)


def _invalid(field: str, message: str) -> Invalid:
    return Invalid("Validation failed", [FieldError(field, message)])
