"""What a change of a comment tells others: open sockets, and the people concerned."""

from typing import Any

from messaging_service.comments.models import Comment
from messaging_service.comments.selectors import writers_before
from messaging_service.realtime.services import append
from messaging_service.realtime.streams import comment_stream, requester_stream
from shared.contracts.notifications import CreateNotification
from shared.outbox.services import publish
from shared.ticket_access import TicketAccess

UPDATE = "comment_update"
EXCERPT_LENGTH = 200
WATCHED = {"scope": "watched", "why": "You watch this ticket"}


def announce(comment: Comment, action: str) -> None:
    """Number a change in the stream of everybody who may read the comment."""
    _append(comment, {"action": action, "comment_id": comment.pk})


def announce_new(comment: Comment) -> None:
    _append(comment, creation(comment))


def creation(comment: Comment) -> dict[str, Any]:
    """The event of a new comment; `client_id` lets its author recognise it."""
    action = "reply" if comment.parent_id else "create"
    known_as = {"client_id": comment.client_id} if comment.client_id else {}
    return {"action": action, "comment_id": comment.pk, **known_as}


def _append(comment: Comment, payload: dict[str, Any]) -> None:
    # Only the comment's id is stored: what a socket is sent is the comment as it is by then, so
    # that a text deleted since is not replayed.
    append(stream=comment_stream(comment.ticket_id), event_type=UPDATE, payload=payload)
    if comment.visibility == Comment.Visibility.REQUESTER:
        append(stream=requester_stream(comment.ticket_id), event_type=UPDATE, payload=payload)


def notify(comment: Comment, access: TicketAccess) -> None:
    """Tell whom the comment mentions, who else takes part, and who watches; never its author.

    Takes part: who works on the ticket and, where the requester may read it, who has written
    before. An internal comment is so never announced to the requester.
    """
    mentioned = set(comment.mentions) - {comment.user_id}
    others = set(access.participants) | writers_before(comment)
    others -= mentioned | {comment.user_id}
    author, number = comment.full_name or comment.username, comment.ticket_id
    _publish(comment, mentioned, "mention", f"{author} mentioned you on {number}")
    _publish(comment, others, "comment_added", f"{author} commented on {number}")
    watchers = set(access.watchers) - others - mentioned - {comment.user_id}
    subject = f"{author} commented on {number}"
    _publish(comment, watchers, "comment_added", subject, name="watched", **WATCHED)


def _publish(
    comment: Comment,
    people: set[int],
    kind: str,
    subject: str,
    *,
    name: str = "",
    **metadata: Any,
) -> None:
    """One notice for all of the people; `name` tells two of a kind apart."""
    if not people:
        return
    publish(
        CreateNotification(
            recipients={"users": sorted(people)},
            subject=subject,
            message=comment.text[:EXCERPT_LENGTH],
            notification_type=kind,
            deduplication_id=f"comment:{comment.pk}:{name or kind}",
            related_ticket_number=comment.ticket_id,
            metadata={
                "comment_id": comment.pk,
                "visibility": comment.visibility,
                "actor_id": comment.user_id,
                **metadata,
            },
        )
    )
