"""The WebSocket paths of messaging_service."""

from typing import Any

from django.urls import path, re_path

from messaging_service.comments.consumers import CommentConsumer
from messaging_service.realtime.closing import NOTHING_HERE
from messaging_service.realtime.consumer import PlainConsumer
from messaging_service.realtime.consumers import NotificationConsumer, TicketConsumer


class NothingHere(PlainConsumer):
    """Any other path: without it Channels would answer with an internal error."""

    async def connect(self) -> None:
        await self.accept()
        await self.close(code=NOTHING_HERE, reason="nothing here")


# A ticket's number comes from the help desk and may contain a slash.
websocket_urlpatterns: list[Any] = [
    path("ws/comments/<path:ticket_id>/", CommentConsumer.as_asgi()),
    path("ws/tickets/<path:ticket_id>/", TicketConsumer.as_asgi()),
    path("ws/notifications/", NotificationConsumer.as_asgi()),
    re_path(r"", NothingHere.as_asgi()),
]
