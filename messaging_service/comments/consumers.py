"""`ws/comments/{ticket_id}/`: the discussion of a ticket."""

from typing import Any

from messaging_service.comments.attendance import Attendance
from messaging_service.comments.frames import comment_updates, creation_text
from messaging_service.comments.mentions import check_mentions
from messaging_service.comments.selectors import stream_of
from messaging_service.comments.serializers import NewCommentFrame
from messaging_service.comments.services import add_comment
from messaging_service.realtime.consumers import TicketSocket
from messaging_service.realtime.feed import Feed
from messaging_service.realtime.frames import ClientFrame, TypingFrame
from messaging_service.realtime.models import StreamEvent
from messaging_service.realtime.outgoing import Outgoing
from messaging_service.realtime.streams import comment_stream, is_internal
from messaging_service.realtime.threads import in_database, in_thread
from shared.ticket_access import visible


class CommentConsumer(TicketSocket):
    """Sends every change of the ticket's comments; takes new ones."""

    known = {**TicketSocket.known, "new_comment": NewCommentFrame, "typing": TypingFrame}
    attendance: Attendance | None = None

    def stream_of(self, ticket_id: str) -> str:
        return stream_of(ticket_id, internal=self.access.may_see_internal)

    @staticmethod
    def render(stream: str, events: list[StreamEvent]) -> list[Outgoing]:
        return comment_updates(events, internal=is_internal(stream))

    def established(self, feed: Feed) -> None:
        heard_in = list(dict.fromkeys([self.stream, comment_stream(self.ticket_id)]))
        self.attendance = Attendance(caller=self.caller, heard_in=heard_in, feed=feed)
        self.attendance.begin()

    async def handle(self, frame: ClientFrame) -> None:
        match frame.type:
            case "new_comment":
                await self._add(frame.fields)
            case "typing":
                assert self.attendance
                await self.attendance.typing(frame.fields["is_typing"])
            case _:
                await super().handle(frame)

    async def leave(self) -> None:
        attendance, self.attendance = self.attendance, None
        try:
            await super().leave()
        finally:
            if attendance:
                await attendance.end()

    async def _add(self, fields: dict[str, Any]) -> None:
        """Saved like the REST call; the broadcast is the answer."""
        access = await in_thread(visible, self.caller, self.ticket_id)
        mentions = fields.get("mentions", ())
        names = await in_thread(check_mentions, access, self.ticket_id, mentions)
        comment, new = await in_database(
            add_comment,
            author=self.caller,
            access=access,
            ticket_id=self.ticket_id,
            names=names,
            **fields,
        )
        if not new:
            again = await in_database(
                creation_text, comment, reader_id=self.caller.id, internal=access.may_see_internal
            )
            await self.send_text(again)
