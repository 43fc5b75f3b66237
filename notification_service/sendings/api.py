"""HTTP, for other programs: have somebody mailed, and see what became of it."""

import uuid
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from notification_service.sendings import examples, services
from notification_service.sendings.filters import SendingFilter
from notification_service.sendings.models import Sending
from notification_service.sendings.selectors import progress_of
from notification_service.sendings.serializers import SendingOutput, SendInput
from shared.errors import NotFound
from shared.idempotency.views import idempotent
from shared.identity.api_keys import ApiKeyAuthentication
from shared.identity.authentication import TokenAuthentication
from shared.identity.caller import Caller
from shared.identity.permissions import HasRight
from shared.identity.rights import Action

AUTHENTICATION = [TokenAuthentication, ApiKeyAuthentication]


class HasKey(BasePermission):
    """A program with an API key for sending; people and services of TTS have other ways."""

    message = "Needs an API key (X-API-Key) with the scope notifications.send"

    def has_permission(self, request: Request, view: Any) -> bool:
        caller = _caller(request)
        return caller.has_api_key and caller.has_scope("notifications.send")


class SendView(APIView):
    authentication_classes = AUTHENTICATION
    permission_classes = [IsAuthenticated, HasKey]

    @extend_schema(
        request=SendInput,
        responses={201: SendingOutput},
        examples=[examples.SEND, examples.ACCEPTED],
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Mail somebody a notice, with an API key for `notifications.send`.

        201: it was kept and will be mailed, however long the mail server is away. Notices about
        passwords and sign-ins cannot be sent. Without an `Idempotency-Key`, twice is two mails.
        """
        body = SendInput(data=request.data)
        body.is_valid(raise_exception=True)
        return _shown(services.send(program=_caller(request), **body.validated_data))


class HistoryView(ListAPIView):
    """What a program had mailed, newest first, and what became of it: its own for an API key, all
    for Admins and Auditors."""

    authentication_classes = AUTHENTICATION
    permission_classes = [IsAuthenticated, HasKey | HasRight(Action.READ_ADMINISTRATION)]
    serializer_class = SendingOutput
    filterset_class = SendingFilter

    def get_queryset(self) -> QuerySet[Sending]:
        if getattr(self, "swagger_fake_view", False):
            return Sending.objects.none()
        return Sending.objects.visible_to(_caller(self.request)).order_by("-requested_at", "id")

    @extend_schema(examples=[examples.SENT])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        assert page is not None
        progress = progress_of(sending.pk for sending in page)
        rows = [(sending, progress[sending.pk]) for sending in page]
        return self.get_paginated_response(SendingOutput(rows, many=True).data)


class SendingView(APIView):
    authentication_classes = AUTHENTICATION
    permission_classes = [IsAuthenticated, HasKey | HasRight(Action.READ_ADMINISTRATION)]

    @extend_schema(responses=SendingOutput, examples=[examples.SENT])
    def get(self, request: Request, sending_id: uuid.UUID) -> Response:
        """One of them."""
        sending = Sending.objects.visible_to(_caller(request)).filter(pk=sending_id).first()
        if sending is None:
            raise NotFound(f"There is no notification {sending_id}")
        return _shown(sending, status.HTTP_200_OK)


class ResendView(APIView):
    authentication_classes = AUTHENTICATION
    permission_classes = [IsAuthenticated, HasKey | HasRight(Action.ADMINISTER)]

    @extend_schema(request=None, responses={201: SendingOutput}, examples=[examples.AGAIN])
    @idempotent
    def post(self, request: Request, sending_id: uuid.UUID) -> Response:
        """Mail it once more, as a new entry of the history; 409 while the first is on its way."""
        return _shown(services.repeat(caller=_caller(request), sending_id=sending_id))


def _shown(sending: Sending, code: int = status.HTTP_201_CREATED) -> Response:
    progress = progress_of([sending.pk])[sending.pk]
    return Response(SendingOutput((sending, progress)).data, status=code)


def _caller(request: Request) -> Caller:
    assert isinstance(request.user, Caller)
    return request.user
