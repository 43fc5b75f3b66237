"""Credentials of programs, managed by Admins."""

from datetime import timedelta

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access.permissions import AdminWritesAuditorReads, ProvenToChange
from auth_service.documentation import errors
from auth_service.tokens.models import ServiceClient
from auth_service.tokens.services import programs
from shared.http.examples import asked_as
from shared.http.fields import StrictSerializer
from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.identity.scopes import SERVICE_SCOPES

FACTS = {
    "client_id": "reporting",
    "scopes": ["roles.read", "users.read"],
    "is_active": True,
    "created_at": "2026-03-02T09:14:03Z",
    "former_until": None,
}
SHOWN = OpenApiExample("A program", value=FACTS, response_only=True)
CREATED = OpenApiExample(
    "Shown once",
    value={**FACTS, "client_secret": "Zk3v" * 10},
    response_only=True,
)


ROTATE = OpenApiExample(
    "The old secret works for an hour", value={"overlap_seconds": 3600}, request_only=True
)
LONGEST_OVERLAP_SECONDS = 7 * 24 * 3600


class ScopeList(serializers.ListField):
    child = serializers.ChoiceField(choices=SERVICE_SCOPES)

    def to_internal_value(self, data: list[str]) -> list[str]:
        return list(dict.fromkeys(super().to_internal_value(data)))


@asked_as(client_id="reporting", scopes=["roles.read", "users.read"])
class CreateServiceClientInput(StrictSerializer):
    client_id = serializers.RegexField(r"\A[a-z][a-z0-9_-]*\Z", max_length=100)
    scopes = ScopeList(min_length=1, max_length=20)


@asked_as(scopes=["roles.read"])
class ChangeServiceClientInput(StrictSerializer):
    scopes = ScopeList(min_length=1, max_length=20, required=False)
    is_active = serializers.BooleanField(required=False)


class RotateServiceClientInput(StrictSerializer):
    """For `overlap_seconds` the old secret gives tokens as well."""

    overlap_seconds = serializers.IntegerField(
        min_value=0, max_value=LONGEST_OVERLAP_SECONDS, default=0
    )


class ServiceClientOutput(serializers.ModelSerializer):
    """`former_until` is set while the secret before the last rotation still works."""

    scopes = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = ServiceClient
        fields = ["client_id", "scopes", "is_active", "created_at", "former_until"]


class NewServiceClientOutput(ServiceClientOutput):
    """With its secret, this once."""

    client_secret = serializers.CharField()

    class Meta(ServiceClientOutput.Meta):
        fields = [*ServiceClientOutput.Meta.fields, "client_secret"]


@extend_schema_view(get=extend_schema(examples=[SHOWN]))
class ServiceClientsView(ListAPIView):
    permission_classes = [AdminWritesAuditorReads, ProvenToChange]
    serializer_class = ServiceClientOutput

    def get_queryset(self) -> QuerySet[ServiceClient]:
        return ServiceClient.objects.order_by("client_id")

    @extend_schema(
        request=CreateServiceClientInput,
        responses={201: NewServiceClientOutput},
        examples=[CREATED],
    )
    def post(self, request: Request) -> Response:
        """A credential for a program; the answer is the only place that ever shows its secret."""
        body = CreateServiceClientInput(data=request.data)
        body.is_valid(raise_exception=True)
        client, secret = programs.create_client(**body.validated_data)
        return _with_secret(client, secret, status.HTTP_201_CREATED)


class ServiceClientView(APIView):
    permission_classes = [AdminWritesAuditorReads, ProvenToChange]

    @extend_schema(
        request=ChangeServiceClientInput,
        responses={200: ServiceClientOutput, **errors(400, 403, 404, 409, 412)},
        parameters=[IF_MATCH],
        examples=[SHOWN],
    )
    def patch(self, request: Request, client_id: str) -> Response:
        """Change scopes or state; tokens that are out are refused within five seconds.

        409 for TTS's own services.
        """
        body = ChangeServiceClientInput(data=request.data)
        body.is_valid(raise_exception=True)
        client = programs.change_client(
            client_id=client_id, seen=IfMatch.of(request), **body.validated_data
        )
        return Response(ServiceClientOutput(client).data, headers={"ETag": etag(client)})


class RotateServiceClientView(APIView):
    permission_classes = [AdminWritesAuditorReads, ProvenToChange]

    @extend_schema(
        request=RotateServiceClientInput,
        responses=NewServiceClientOutput,
        examples=[ROTATE, CREATED],
    )
    def post(self, request: Request, client_id: str) -> Response:
        """Another secret. Unless the old one is given an overlap, it ends at once, and the tokens
        it gave are refused within five seconds."""
        body = RotateServiceClientInput(data=request.data)
        body.is_valid(raise_exception=True)
        overlap = timedelta(seconds=body.validated_data["overlap_seconds"])
        client, secret = programs.rotate_secret(client_id=client_id, overlap=overlap)
        return _with_secret(client, secret, status.HTTP_200_OK)


def _with_secret(client: ServiceClient, secret: str, code: int) -> Response:
    body = {**ServiceClientOutput(client).data, "client_secret": secret}
    headers = {"Cache-Control": "no-store", "ETag": etag(client)}
    return Response(body, status=code, headers=headers)
