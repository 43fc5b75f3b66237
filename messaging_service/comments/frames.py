"""Events of a comment stream as the frames that sockets send."""

from messaging_service.comments.announcements import UPDATE, creation
from messaging_service.comments.models import Comment
from messaging_service.comments.serializers import shown
from messaging_service.realtime.feed import Frame
from messaging_service.realtime.models import StreamEvent


def update_frames(events: list[StreamEvent], *, reader_id: int, internal: bool) -> list[Frame]:
    """One `comment_update` for each event, with the comment as it is now."""
    ids = {event.payload["comment_id"] for event in events}
    comments = list(Comment.objects.filter(pk__in=ids).complete(internal=internal))
    now = {c["id"]: c for c in shown(comments, reader_id=reader_id, internal=internal)}
    return [_frame(event, now[event.payload["comment_id"]]) for event in events]


def creation_frame(comment: Comment, *, reader_id: int, internal: bool) -> Frame:
    """The broadcast that announced the comment, for an author who has missed it and asks again."""
    event = StreamEvent(
        type=UPDATE,
        seq=comment.seq_for(internal=internal),
        payload=creation(comment),
        created_at=comment.created_at,
    )
    return update_frames([event], reader_id=reader_id, internal=internal)[0]


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
