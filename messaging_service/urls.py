"""The HTTP paths of messaging_service; its WebSockets are in routing.py."""

from django.urls import include, path

from shared.http.urls import handler400, handler403, handler404, handler500, service_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("", include("messaging_service.realtime.urls")),
    path("api/", include("messaging_service.comments.urls")),
    path("api/", include("messaging_service.drafts.urls")),
    path("api/", include("messaging_service.files.urls")),
    path("dead-letters/", include("shared.dead_letters.urls")),
    *service_urls(),
]
