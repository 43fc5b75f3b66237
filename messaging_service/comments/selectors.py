"""What is asked of comments."""

from collections import defaultdict

from django.db import models

from messaging_service.comments.models import Comment, CommentQuerySet, CommentRating, ReadMarker
from messaging_service.realtime.streams import comment_stream, requester_stream
from shared.errors import NotFound


def stream_of(ticket_id: str, *, internal: bool) -> str:
    """The stream that this kind of reader follows."""
    return comment_stream(ticket_id) if internal else requester_stream(ticket_id)


def threads_of(ticket_id: str, *, internal: bool) -> CommentQuerySet:
    """The first comments of all threads of a ticket, their replies with them."""
    comments = Comment.objects.readable(internal=internal).filter(ticket_id=ticket_id)
    return comments.filter(parent=None).complete(internal=internal)


def comment_for(comment_id: int, *, internal: bool) -> Comment:
    comment = Comment.objects.readable(internal=internal).complete(internal=internal)
    if found := comment.filter(pk=comment_id).first():
        return found
    raise NotFound(f"No comment {comment_id}")


def ticket_of(comment_id: int) -> str:
    """The ticket a comment is about: what decides who may see it."""
    found = Comment.objects.filter(pk=comment_id).values_list("ticket_id", flat=True).first()
    if found is None:
        raise NotFound(f"No comment {comment_id}")
    return found


def own_ratings(user_id: int, comments: list[Comment]) -> dict[int, str]:
    """How this person has rated the comments and their replies: comment id → up or down."""
    ratings = _ratings_of(comments).filter(user_id=user_id)
    return dict(ratings.values_list("comment_id", "value"))


def ratings_by_person(comments: list[Comment]) -> dict[int, dict[int, str]]:
    """As `own_ratings`, of everybody who has rated: user id → comment id → up or down."""
    ratings: defaultdict[int, dict[int, str]] = defaultdict(dict)
    rows = _ratings_of(comments).values_list("user_id", "comment_id", "value")
    for user_id, comment_id, value in rows:
        ratings[user_id][comment_id] = value
    return dict(ratings)


def _ratings_of(comments: list[Comment]) -> models.QuerySet[CommentRating]:
    return CommentRating.objects.filter(comment__in=ids_of(comments))


def ids_of(comments: list[Comment]) -> list[int]:
    """Of the comments (of `complete()`) and their replies."""
    return [one.pk for comment in comments for one in (comment, *comment.replies.all())]


def unread(*, reader_id: int, ticket_id: str, after: int, internal: bool) -> int:
    """How many comments of others stand after the reader's marker; deleted ones do not count."""
    comments = Comment.objects.readable(internal=internal).filter(
        ticket_id=ticket_id, deleted_at=None
    )
    place = "seq__gt" if internal else "requester_seq__gt"
    return comments.exclude(user_id=reader_id).filter(**{place: after}).count()


def replies_of(comment_id: int, *, internal: bool) -> CommentQuerySet:
    """The replies of a thread, in order."""
    comments = Comment.objects.readable(internal=internal).filter(parent=comment_id)
    return comments.complete(internal=internal).order_by("seq")


def read_until(user_id: int, ticket_id: str) -> int:
    """Up to which seq this person has read the ticket's comments; 0 when not at all."""
    marker = ReadMarker.objects.filter(ticket_id=ticket_id, user_id=user_id)
    return marker.values_list("last_seq", flat=True).first() or 0


def writers_before(comment: Comment) -> set[int]:
    """Who has written what the requester may read, if this comment is for them too."""
    if comment.visibility == Comment.Visibility.INTERNAL:
        return set()
    earlier = Comment.objects.readable(internal=False).filter(
        ticket_id=comment.ticket_id, seq__lt=comment.seq
    )
    return set(earlier.values_list("user_id", flat=True).distinct())
