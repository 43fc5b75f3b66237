"""HTTP and WebSockets of messaging_service, for uvicorn or daphne."""

import os

from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "messaging_service.settings")
http = get_asgi_application()

# Models and settings can be used only now.
from messaging_service.routing import websocket_urlpatterns  # noqa: E402
from shared.http.asgi_limits import limiting_bodies  # noqa: E402

application = ProtocolTypeRouter(
    {"http": limiting_bodies(http), "websocket": URLRouter(websocket_urlpatterns)}
)
