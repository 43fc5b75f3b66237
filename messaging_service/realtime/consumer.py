"""What Channels does for every socket, without the parts that cost more than they give here."""

import asyncio
from typing import Any

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings

from messaging_service.realtime.outgoing import Frame, encode


class PlainConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """No channel layer of its own (the hub listens for all), and no look after connections.

    Channels looks after them at every message, in the one thread that serves all HTTP requests:
    hundreds of sockets would wait for each other there. Ours are taken and returned by
    `in_database`.
    """

    channel_layer_alias = "none"

    async def dispatch(self, message: dict[str, Any]) -> None:
        await getattr(self, get_handler_name(message))(message)

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        raise StopConsumer

    async def send_frame(self, frame: Frame) -> None:
        await self.send_text(encode(frame))

    async def send_text(self, text: str) -> None:
        """TimeoutError when the client does not read."""
        async with asyncio.timeout(settings.SOCKET_SEND_TIMEOUT_SECONDS):
            await self.send(text)
