"""The send guard: nobody answers without having read what was written meanwhile."""

from messaging_service.comments.models import Comment
from shared.errors import Conflict, FieldError
from shared.identity.caller import Caller
from shared.ticket_access import TicketAccess

TOLD = 20
EXCERPT_LENGTH = 200


class Unseen(Conflict):
    """Others wrote what the author has not read; the details say who, and how it begins."""

    code = "UNSEEN_COMMENTS"


def check_seen(author: Caller, access: TicketAccess, ticket_id: str, seen_seq: int | None) -> None:
    """Unseen unless the author has read all comments of others; None: they do not want to know.

    The ticket's stream is locked, so nothing can come in between.
    """
    if seen_seq is None:
        return
    place = "seq" if access.may_see_internal else "requester_seq"
    comments = Comment.objects.readable(internal=access.may_see_internal)
    news = comments.filter(ticket_id=ticket_id, deleted_at=None, **{f"{place}__gt": seen_seq})
    unseen = list(news.exclude(user_id=author.id).order_by(place)[:TOLD])
    if unseen:
        raise Unseen(
            f"{len(unseen)} new since you began to write",
            [FieldError("seen_seq", _excerpt(comment)) for comment in unseen],
        )


def _excerpt(comment: Comment) -> str:
    return f"{comment.full_name or comment.username}: {comment.text[:EXCERPT_LENGTH]}"
