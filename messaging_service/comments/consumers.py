"""`ws/comments/{ticket_id}/`: the discussion of a ticket."""

from collections.abc import Coroutine
from typing import Any
from uuid import uuid4

from messaging_service.access import visible
from messaging_service.comments.attendance import Attendance
from messaging_service.comments.frames import creation_frame, update_frames
from messaging_service.comments.selectors import stream_of
from messaging_service.comments.serializers import NewCommentFrame
from messaging_service.comments.services import add_comment
from messaging_service.realtime.consumers import TicketSocket
from messaging_service.realtime.feed import Frame
from messaging_service.realtime.frames import ClientFrame, TypingFrame
from messaging_service.realtime.models import StreamEvent
from messaging_service.realtime.streams import comment_stream
from messaging_service.realtime.threads import in_database, in_thread


class CommentConsumer(TicketSocket):
    """Sends every change of the ticket's comments; takes new ones."""

    known = {**TicketSocket.known, "new_comment": NewCommentFrame, "typing": TypingFrame}
    attendance: Attendance

    def stream_of(self, ticket_id: str) -> str:
        return stream_of(ticket_id, internal=self.access.may_see_internal)

    def render(self, events: list[StreamEvent]) -> list[Frame]:
        internal = self.stream == comment_stream(self.ticket_id)
        return update_frames(events, reader_id=self.caller.id, internal=internal)

    def duties(self) -> list[Coroutine[Any, Any, None]]:
        heard_in = list(dict.fromkeys([self.stream, comment_stream(self.ticket_id)]))
        self.attendance = Attendance(
            caller=self.caller, socket_id=uuid4().hex, heard_in=heard_in, show=self._show_presence
        )
        return [*super().duties(), self.attendance.attend()]

    async def handle(self, frame: ClientFrame) -> None:
        match frame.type:
            case "new_comment":
                await self._add(frame.fields)
            case "typing":
                await self.attendance.typing(frame.fields["is_typing"])
            case _:
                await super().handle(frame)

    def heard(self, message: dict[str, Any]) -> None:
        if self.feed is None:
            return
        if message["type"] == "presence":
            self.attendance.changed()
        elif (person := message["person"])["user_id"] != self.caller.id:
            frame = {"type": "typing", **person, "is_typing": message["is_typing"]}
            self.feed.pass_on(("typing", person["user_id"]), frame)

    def _show_presence(self, frame: Frame) -> None:
        if self.feed:
            self.feed.pass_on("presence", frame)

    async def _add(self, fields: dict[str, Any]) -> None:
        """Saved like the REST call; the broadcast is the answer."""
        access = await in_thread(visible, self.caller, self.ticket_id)
        comment, new = await in_database(
            add_comment, author=self.caller, access=access, ticket_id=self.ticket_id, **fields
        )
        if not new:
            again = await in_database(
                creation_frame, comment, reader_id=self.caller.id, internal=access.may_see_internal
            )
            await self.send_frame(again)
