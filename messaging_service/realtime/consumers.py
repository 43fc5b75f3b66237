"""The sockets of tickets and of a person's notifications."""

from messaging_service.realtime.admission import admission
from messaging_service.realtime.closing import FORBIDDEN, Refused
from messaging_service.realtime.models import StreamEvent
from messaging_service.realtime.outgoing import Frame, Outgoing
from messaging_service.realtime.socket import StreamSocket
from messaging_service.realtime.streams import ticket_number, ticket_stream, user_stream
from shared.ticket_access import TicketAccess

TICKET_LENGTH = 64


def pushed_frame(event: StreamEvent) -> Frame:
    """What another service pushed, under its own type."""
    return {
        "type": event.type,
        "seq": event.seq,
        "timestamp": event.created_at.isoformat(),
        "data": event.payload,
    }


class TicketSocket(StreamSocket):
    """A socket about one ticket: workflow_api decides, at the start and again at intervals."""

    access: TicketAccess

    @property
    def ticket_id(self) -> str:
        ticket_id: str = self.scope["url_route"]["kwargs"]["ticket_id"]
        return ticket_id

    async def place(self) -> str:
        if len(self.ticket_id) > TICKET_LENGTH:
            raise Refused(FORBIDDEN, "no such ticket")
        self.access = await admission(self.caller, self.ticket_id)
        if not self.access.visible:
            raise Refused(FORBIDDEN, "no such ticket")
        return self.stream_of(self.ticket_id)

    def stream_of(self, ticket_id: str) -> str:
        raise NotImplementedError

    def greeting(self) -> Frame:
        return {"ticket_id": self.ticket_id}


class TicketConsumer(TicketSocket):
    """`ws/tickets/{ticket_id}/`: what happens to a ticket."""

    def stream_of(self, ticket_id: str) -> str:
        return ticket_stream(ticket_id)

    @staticmethod
    def render(stream: str, events: list[StreamEvent]) -> list[Outgoing]:
        number = ticket_number(stream)
        return [Outgoing({**pushed_frame(event), "ticket_id": number}) for event in events]


class NotificationConsumer(StreamSocket):
    """`ws/notifications/`: what a person is told."""

    async def place(self) -> str:
        return user_stream(self.caller.id)

    @staticmethod
    def render(stream: str, events: list[StreamEvent]) -> list[Outgoing]:
        return [Outgoing(pushed_frame(event)) for event in events]
