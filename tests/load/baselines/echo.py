"""A bare Channels echo: whatever one socket sends, all sockets get, through the same Redis."""

import os
from typing import Any, Final

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter
from django.conf import settings

LAYER: Final = "channels_redis.pubsub.RedisPubSubChannelLayer"

settings.configure(
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": LAYER,
            "CONFIG": {"hosts": [os.environ["BENCH_REDIS_URL"]], "prefix": "bench"},
        }
    }
)


class Echo(AsyncWebsocketConsumer):  # type: ignore[misc]
    groups = ["echo"]

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.channel_layer.group_send("echo", {"type": "echo", "text": text_data})

    async def echo(self, event: dict[str, Any]) -> None:
        await self.send(event["text"])


application = ProtocolTypeRouter({"websocket": Echo.as_asgi()})
