"""What every service serves besides its own paths.

A service's urls.py also imports `handler400`, `handler403`, `handler404` and `handler500`.
"""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from shared.http import errors

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error


def service_urls() -> list[URLPattern | URLResolver]:
    """Health, metrics, the OpenAPI description and its page."""
    return [
        path("", include("shared.http.health")),
        path("", include("shared.http.work")),
        path("", include("shared.observability.exposition")),
        path("schema/", SpectacularAPIView.as_view(), name="schema"),
        path("docs/", SpectacularSwaggerView.as_view(), name="docs"),
    ]
