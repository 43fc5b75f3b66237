from django.urls import path, re_path

from auth_service.api_keys import api

urlpatterns = [
    path("api-keys/", api.ApiKeysView.as_view()),
    path("api-keys/<uuid:key_id>/", api.ApiKeyView.as_view()),
    path("api-keys/<uuid:key_id>/rotate/", api.RotateApiKeyView.as_view()),
    re_path(r"^api-keys/internal/(?P<digest>[0-9a-f]{64})/$", api.InternalApiKeyView.as_view()),
]
