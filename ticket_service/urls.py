from django.urls import include, path

from shared.http.urls import handler400, handler403, handler404, handler500, service_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("", include("ticket_service.intake.urls")),
    path("", include("ticket_service.portal.urls")),
    path("", include("ticket_service.status.urls")),
    path("", include("ticket_service.attachments.urls")),
    path("", include("ticket_service.tickets.urls")),
    path("dead-letters/", include("shared.dead_letters.urls")),
    *service_urls(),
]
