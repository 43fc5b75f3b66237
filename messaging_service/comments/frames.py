"""Events of a comment stream as the frames that sockets send."""

from collections.abc import Mapping

from messaging_service.comments.announcements import UPDATE, creation
from messaging_service.comments.models import Comment
from messaging_service.comments.selectors import ratings_by_person
from messaging_service.comments.serializers import as_rated, rendered
from messaging_service.realtime.models import StreamEvent
from messaging_service.realtime.outgoing import Frame, Outgoing, encode


class CommentUpdate(Outgoing):
    """Readers differ in one thing only: how they have rated the comment and its replies."""

    def __init__(self, frame: Frame, ratings: Mapping[int, Mapping[int, str]]) -> None:
        super().__init__(frame)
        self._frame = frame
        self._ratings = ratings

    def text_for(self, reader_id: int) -> str:
        own = self._ratings.get(reader_id)
        if not own:
            return self._text
        return encode({**self._frame, "comment": as_rated(self._frame["comment"], own)})


def comment_updates(events: list[StreamEvent], *, internal: bool) -> list[Outgoing]:
    """One `comment_update` for each event, with the comment as it is now."""
    ids = {event.payload["comment_id"] for event in events}
    comments = list(Comment.objects.filter(pk__in=ids).complete(internal=internal))
    now = {c["id"]: c for c in rendered(comments, own_ratings={}, internal=internal)}
    ratings = ratings_by_person(comments)
    return [
        CommentUpdate(_frame(event, now[event.payload["comment_id"]]), ratings) for event in events
    ]


def creation_text(comment: Comment, *, reader_id: int, internal: bool) -> str:
    """The broadcast that announced the comment, for an author who has missed it and asks again."""
    event = StreamEvent(
        type=UPDATE,
        seq=comment.seq_for(internal=internal),
        payload=creation(comment),
        created_at=comment.created_at,
    )
    return comment_updates([event], internal=internal)[0].text_for(reader_id)


def _frame(event: StreamEvent, comment: Frame) -> Frame:
    frame = {
        "type": event.type,
        "action": event.payload["action"],
        "comment": comment,
        "seq": event.seq,
        "timestamp": event.created_at.isoformat(),
    }
    if client_id := event.payload.get("client_id"):
        frame["client_id"] = client_id
    return frame
