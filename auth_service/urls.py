from django.urls import include, path
from drf_spectacular.views import SpectacularSwaggerView

from shared.http.urls import handler400, handler403, handler404, handler500, service_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("", include("auth_service.tokens.urls")),
    path("", include("auth_service.openid.urls")),
    path("api/v1/", include("auth_service.accounts.urls")),
    path("api/v1/users/", include("auth_service.profiles.urls")),
    path("api/v1/users/", include("auth_service.privacy.urls")),
    path("api/v1/", include("auth_service.access.urls")),
    path("api/v1/", include("auth_service.audit.urls")),
    path("api/v1/", include("auth_service.revocations.urls")),
    path("token/", include("auth_service.second_factor.token_urls")),
    path("api/v1/users/", include("auth_service.second_factor.urls")),
    path("api/v1/users/", include("auth_service.alerts.urls")),
    path("password/", include("auth_service.recovery.urls")),
    path("api/v1/invitations/", include("auth_service.invitations.urls")),
    path("api/v1/hdts/employees/", include("auth_service.employees.urls")),
    path("api/v1/", include("auth_service.api_keys.urls")),
    path("api/v1/availability/", include("auth_service.availability.urls")),
    path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema")),
    *service_urls(),
]
