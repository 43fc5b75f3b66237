"""Employees of the help desk: registration, an Admin's decision, look-up by services."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access.permissions import AdminWritesAuditorReads
from auth_service.accounts.serializers import PersonOutput
from auth_service.anonymous import AnonymousView
from auth_service.documentation import errors
from auth_service.employees import selectors
from auth_service.employees.filters import RegistrationFilter
from auth_service.employees.models import Registration
from auth_service.employees.serializers import (
    RegisteredOutput,
    RegisterEmployeeInput,
    RegistrationOutput,
    RejectEmployeeInput,
    VerifyEmployeeInput,
)
from auth_service.employees.services import deciding, registering
from shared.errors import Forbidden
from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.idempotency.views import idempotent
from shared.identity.permissions import HasScope

TAKEN_DOWN = "A mail is on its way to this address: please follow the link in it."
PROVEN = "The address is confirmed. An administrator decides about the registration."
REGISTER = OpenApiExample(
    "An employee",
    {
        "email": "ana.cruz@example.com",
        "full_name": "Ana Cruz",
        "department": "Operations",
        "password": "violet tractor 42",
    },
    request_only=True,
)
REJECT = OpenApiExample("With a reason", {"reason": "Nobody of ours."}, request_only=True)


class RegisterView(AnonymousView):
    @idempotent
    @extend_schema(
        request=RegisterEmployeeInput,
        responses={202: RegisteredOutput, **errors(400, 403, 409, 422, 429)},
        examples=[
            REGISTER,
            OpenApiExample(
                "Always", {"message": TAKEN_DOWN}, response_only=True, status_codes=["202"]
            ),
        ],
    )
    def post(self, request: Request) -> Response:
        """Ask for an account. The answer is the same for an address that has one.

        A link to `/verify-email?token=…` proves the address within 24 hours; then an Admin decides.
        """
        if not settings.REGISTRATION_OPEN:
            raise Forbidden("People cannot register themselves here: ask for an invitation")
        body = RegisterEmployeeInput(data=request.data)
        body.is_valid(raise_exception=True)
        registering.register(**body.validated_data)
        return Response({"message": TAKEN_DOWN}, status=status.HTTP_202_ACCEPTED)


class VerifyView(AnonymousView):
    @extend_schema(
        request=VerifyEmployeeInput, responses={200: RegisteredOutput, **errors(400, 410, 429)}
    )
    def post(self, request: Request) -> Response:
        """Prove the address with the token of the link and the password of the form; Admins see the
        form from then on.

        400 naming `password` for another one: somebody else may have written the address into it.
        """
        body = VerifyEmployeeInput(data=request.data)
        body.is_valid(raise_exception=True)
        registering.prove_address(**body.validated_data)
        return Response({"message": PROVEN})


class RegistrationsView(ListAPIView):
    """Registrations with a proven address, the newest first."""

    permission_classes = [AdminWritesAuditorReads]
    serializer_class = RegistrationOutput
    filterset_class = RegistrationFilter

    def get_queryset(self) -> QuerySet[Registration]:
        return selectors.registrations()


class RegistrationView(APIView):
    permission_classes = [AdminWritesAuditorReads]

    @extend_schema(responses={200: RegistrationOutput, **errors(401, 403, 404)})
    def get(self, request: Request, registration_id: int) -> Response:
        return _registration(registration_id)


class ApproveView(APIView):
    permission_classes = [AdminWritesAuditorReads]

    @extend_schema(
        request=None,
        responses={200: RegistrationOutput, **errors(401, 403, 404, 409, 412)},
        parameters=[IF_MATCH],
    )
    def post(self, request: Request, registration_id: int) -> Response:
        """Open the account, with the roles Employee in HDTS and Requester in TTS."""
        deciding.approve(
            registration_id=registration_id,
            decided_by=_own_id(request),
            seen=IfMatch.of(request),
        )
        return _registration(registration_id)


class RejectView(APIView):
    permission_classes = [AdminWritesAuditorReads]

    @extend_schema(
        request=RejectEmployeeInput,
        responses={200: RegistrationOutput, **errors(400, 401, 403, 404, 409, 412)},
        parameters=[IF_MATCH],
        examples=[REJECT],
    )
    def post(self, request: Request, registration_id: int) -> Response:
        """Refuse the account; the reason is mailed to the address."""
        body = RejectEmployeeInput(data=request.data)
        body.is_valid(raise_exception=True)
        deciding.reject(
            registration_id=registration_id,
            decided_by=_own_id(request),
            seen=IfMatch.of(request),
            **body.validated_data,
        )
        return _registration(registration_id)


class InternalEmployeeView(APIView):
    permission_classes = [HasScope("users.read")]

    @extend_schema(responses={200: PersonOutput, **errors(401, 403, 404)})
    def get(self, request: Request, user_id: int) -> Response:
        """For services: a person with the role Employee in HDTS, by user id."""
        return Response(PersonOutput(selectors.employee(user_id)).data)


def _own_id(request: Request) -> int:
    caller: Any = request.user
    own: int = caller.id
    return own


def _registration(registration_id: int) -> Response:
    found = selectors.registration(registration_id)
    return Response(RegistrationOutput(found).data, headers={"ETag": etag(found)})
