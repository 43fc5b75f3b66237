from django.urls import include, path
from drf_spectacular.views import SpectacularSwaggerView

from shared.http.urls import handler400, handler403, handler404, handler500, service_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("", include("notification_service.inbox_items.urls")),
    path("", include("notification_service.email.urls")),
    path("", include("notification_service.sendings.urls")),
    path("", include("notification_service.decisions.urls")),
    path("api/docs/", SpectacularSwaggerView.as_view(), name="api-docs"),
    path("dead-letters/", include("shared.dead_letters.urls")),
    *service_urls(),
]
