from prometheus_client import Gauge

from messaging_service.realtime.open_sockets import open_sockets

Gauge("tts_open_sockets", "WebSockets open in this process.").set_function(
    lambda: len(open_sockets)
)
