"""Invitations: administration, and the two steps of whoever was invited."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access.permissions import AdminWritesAuditorReads, ProvenToChange
from auth_service.accounts.selectors import person
from auth_service.accounts.serializers import PersonOutput
from auth_service.anonymous import AnonymousView
from auth_service.documentation import errors
from auth_service.invitations import selectors, services
from auth_service.invitations.filters import InvitationFilter
from auth_service.invitations.models import Invitation
from auth_service.invitations.serializers import (
    AcceptInvitationInput,
    InvitationOutput,
    InvitationTokenInput,
    InviteInput,
    OfferOutput,
)
from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.idempotency.views import idempotent

INVITE = OpenApiExample(
    "An agent",
    {
        "email": "zoe.lind@example.com",
        "full_name": "Zoë Lind",
        "department": "IT",
        "role_ids": [6],
    },
    request_only=True,
)
ACCEPT = OpenApiExample(
    "With a password",
    {"token": "q0Jc…", "username": "zoe.lind", "password": "violet tractor 42"},
    request_only=True,
)


class InvitationsView(ListAPIView):
    permission_classes = [AdminWritesAuditorReads, ProvenToChange]
    serializer_class = InvitationOutput
    filterset_class = InvitationFilter

    def get_queryset(self) -> QuerySet[Invitation]:
        return selectors.invitations()

    @idempotent
    @extend_schema(
        request=InviteInput,
        responses={201: InvitationOutput, **errors(400, 401, 403, 409, 422)},
        examples=[INVITE],
    )
    def post(self, request: Request) -> Response:
        """Mail somebody a link to an account with roles, good once within seven days.

        409 naming `email` when the address has an account or an open invitation.
        """
        body = InviteInput(data=request.data)
        body.is_valid(raise_exception=True)
        caller: Any = request.user
        invitation = services.invite(**body.validated_data, invited_by=caller.id)
        return _invitation(invitation.pk, status.HTTP_201_CREATED)


class InvitationView(APIView):
    permission_classes = [AdminWritesAuditorReads]

    @extend_schema(responses={200: InvitationOutput, **errors(401, 403, 404)})
    def get(self, request: Request, invitation_id: int) -> Response:
        return _invitation(invitation_id)

    @extend_schema(responses={204: None, **errors(401, 403, 404, 409, 412)}, parameters=[IF_MATCH])
    def delete(self, request: Request, invitation_id: int) -> Response:
        """Take the invitation back: its link stops working. 409 when it was accepted or revoked."""
        services.revoke(invitation_id=invitation_id, seen=IfMatch.of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ResendInvitationView(APIView):
    permission_classes = [AdminWritesAuditorReads]

    @idempotent
    @extend_schema(
        request=None, responses={200: InvitationOutput, **errors(401, 403, 404, 409, 422)}
    )
    def post(self, request: Request, invitation_id: int) -> Response:
        """Mail a new link, good for another seven days; the old one stops working."""
        services.resend(invitation_id=invitation_id)
        return _invitation(invitation_id)


class PreviewInvitationView(AnonymousView):
    @extend_schema(
        request=InvitationTokenInput, responses={200: OfferOutput, **errors(400, 410, 429)}
    )
    def post(self, request: Request) -> Response:
        """What a link offers, without using it up."""
        body = InvitationTokenInput(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(OfferOutput(selectors.invitation_behind(**body.validated_data)).data)


class AcceptInvitationView(AnonymousView):
    @idempotent
    @extend_schema(
        request=AcceptInvitationInput,
        responses={201: PersonOutput, **errors(400, 409, 410, 422, 429)},
        examples=[ACCEPT],
    )
    def post(self, request: Request) -> Response:
        """Open the account that a link offers; then sign in with the password.

        A password or user name that is refused leaves the link usable.
        """
        body = AcceptInvitationInput(data=request.data)
        body.is_valid(raise_exception=True)
        user = services.accept(**body.validated_data)
        return Response(PersonOutput(person(user.pk)).data, status=status.HTTP_201_CREATED)


def _invitation(invitation_id: int, code: int = status.HTTP_200_OK) -> Response:
    found = selectors.invitation(invitation_id)
    return Response(InvitationOutput(found).data, status=code, headers={"ETag": etag(found)})
