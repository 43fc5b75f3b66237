"""API keys: managed by Admins, looked up by services."""

import uuid
from datetime import timedelta

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access.permissions import AdminWritesAuditorReads, ProvenToChange
from auth_service.api_keys import services
from auth_service.api_keys.models import ApiKey
from auth_service.api_keys.serializers import (
    ApiKeyOutput,
    CreateApiKeyInput,
    NewApiKeyOutput,
    OpenedKeyOutput,
    RotateApiKeyInput,
)
from shared.errors import NotFound
from shared.http.query import BooleanFilter
from shared.identity.caller import Caller
from shared.identity.permissions import HasScope

KEY = "tts_" + "Zk3v" * 11
FACTS = {
    "id": "7d7a6ad2-5c7f-4f57-9a43-4b2d7a3f9f10",
    "name": "Facility management",
    "prefix": KEY[:12],
    "scopes": ["tickets.write"],
    "created_by": 1,
    "created_at": "2026-03-02T09:14:03Z",
    "rotated_at": None,
    "former_until": None,
    "expires_at": "2026-05-31T09:14:03Z",
    "last_used_at": None,
    "revoked_at": None,
}
CREATE = OpenApiExample(
    "A key that hands in tickets",
    value={"name": "Facility management", "scopes": ["tickets.write"]},
    request_only=True,
)
CREATED = OpenApiExample("Shown once", value={**FACTS, "key": KEY}, response_only=True)
SHOWN = OpenApiExample("A key", value=FACTS, response_only=True)

OPENED = OpenApiExample(
    "What it is for",
    value={name: FACTS[name] for name in ("id", "name", "prefix", "scopes", "expires_at")},
    response_only=True,
)


class ApiKeyFilter(django_filters.FilterSet):  # type: ignore[misc]  # has no types
    revoked = BooleanFilter(field_name="revoked_at", lookup_expr="isnull", exclude=True)
    search = django_filters.CharFilter("name", lookup_expr="icontains", max_length=100)

    class Meta:
        model = ApiKey
        fields: list[str] = []


@extend_schema_view(get=extend_schema(examples=[SHOWN]))
class ApiKeysView(ListAPIView):
    permission_classes = [AdminWritesAuditorReads, ProvenToChange]
    serializer_class = ApiKeyOutput
    filterset_class = ApiKeyFilter

    def get_queryset(self) -> QuerySet[ApiKey]:
        return ApiKey.objects.order_by("-created_at", "id")

    @extend_schema(
        request=CreateApiKeyInput, responses={201: NewApiKeyOutput}, examples=[CREATE, CREATED]
    )
    def post(self, request: Request) -> Response:
        """Make a key for a program. The answer is the only place that ever shows it.

        There is no `Idempotency-Key` here, because a stored answer would hold the key; a second
        key of the same name is refused with 409.
        """
        body = CreateApiKeyInput(data=request.data)
        body.is_valid(raise_exception=True)
        assert isinstance(request.user, Caller)
        key, text = services.create_key(**body.validated_data, created_by=request.user.id)
        return _with_text(key, text, status.HTTP_201_CREATED)


class ApiKeyView(APIView):
    permission_classes = [AdminWritesAuditorReads]

    @extend_schema(responses=ApiKeyOutput, examples=[SHOWN])
    def get(self, request: Request, key_id: uuid.UUID) -> Response:
        """The key without its text."""
        key = ApiKey.objects.filter(pk=key_id).first()
        if key is None:
            raise NotFound(f"There is no API key {key_id}")
        return Response(ApiKeyOutput(key).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, key_id: uuid.UUID) -> Response:
        """Revoke the key; every service refuses it within a minute."""
        services.revoke_key(key_id=key_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class RotateApiKeyView(APIView):
    permission_classes = [AdminWritesAuditorReads, ProvenToChange]

    @extend_schema(request=RotateApiKeyInput, responses=NewApiKeyOutput, examples=[CREATED])
    def post(self, request: Request, key_id: uuid.UUID) -> Response:
        """Another key in place of this one, which opens for a day longer unless said otherwise."""
        body = RotateApiKeyInput(data=request.data)
        body.is_valid(raise_exception=True)
        asked = body.validated_data
        key, text = services.rotate_key(
            key_id=key_id,
            expires_at=asked["expires_at"],
            overlap=timedelta(seconds=asked["overlap_seconds"]),
        )
        return _with_text(key, text, status.HTTP_200_OK)


class InternalApiKeyView(APIView):
    permission_classes = [HasScope("api_keys.read")]

    @extend_schema(responses=OpenedKeyOutput, examples=[OPENED])
    def get(self, request: Request, digest: str) -> Response:
        """For services: what the key with this SHA-256 opens; 404 when it opens nothing now."""
        return Response(OpenedKeyOutput(services.open_key(digest=digest)).data)


def _with_text(key: ApiKey, text: str, code: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response({**ApiKeyOutput(key).data, "key": text}, status=code, headers=headers)
