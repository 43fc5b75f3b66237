"""One's own second factors, and an Admin's help for those who lost theirs."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access.permissions import AdminWritesAuditorReads, ProvenToChange
from auth_service.accounts.selectors import person
from auth_service.documentation import errors
from auth_service.second_factor.authentication import EnrolmentAuthentication
from auth_service.second_factor.selectors import standing
from auth_service.second_factor.serializers import (
    MailedOutput,
    OtpInput,
    OwnPasswordInput,
    ProvisioningOutput,
    RecoveryCodesOutput,
    SecondFactorOutput,
)
from auth_service.second_factor.services import factors
from auth_service.tokens.authentication import SessionAuthentication
from auth_service.tokens.services.confirming import confirm_password
from shared.errors import FieldError, Invalid
from shared.identity.permissions import IsPerson

OTP = OpenApiExample("A code", {"otp": "492039"}, request_only=True)
CODES = OpenApiExample("Ten of them", {"recovery_codes": ["k7m2p-x9qwd", "…"]}, response_only=True)


class EnrolmentView(APIView):
    """For people who are signed in, and for those who may only set up a second factor."""

    authentication_classes = [EnrolmentAuthentication, SessionAuthentication]
    permission_classes = [IsPerson]


class SecondFactorView(EnrolmentView):
    @extend_schema(responses={200: SecondFactorOutput, **errors(401, 403)})
    def get(self, request: Request) -> Response:
        """How one's own sign-in is protected."""
        return Response(SecondFactorOutput(standing(_own_id(request))).data)


class TotpView(EnrolmentView):
    @extend_schema(request=None, responses={200: ProvisioningOutput, **errors(401, 403, 409)})
    def post(self, request: Request) -> Response:
        """A secret for an authenticator app; it counts once a code of it was confirmed.

        Asked for again before that, there is another secret. 409 when one counts already.
        """
        return Response(ProvisioningOutput(factors.begin_totp(user_id=_own_id(request))).data)


class EmailView(EnrolmentView):
    @extend_schema(request=None, responses={202: MailedOutput, **errors(401, 403, 409, 429)})
    def post(self, request: Request) -> Response:
        """Mail a code to one's own address; codes by mail count once it was confirmed."""
        factors.begin_email(user_id=_own_id(request))
        body = {"message": "A code is on its way to your address."}
        return Response(body, status=status.HTTP_202_ACCEPTED)


class ConfirmView(APIView):
    permission_classes = [IsPerson, ProvenToChange]
    method = ""

    @extend_schema(
        request=OtpInput,
        responses={200: RecoveryCodesOutput, **errors(400, 401, 403)},
        examples=[OTP, CODES],
    )
    def post(self, request: Request) -> Response:
        """Let the factor count from now on. The first one also answers ten recovery codes.

        400 naming `otp` when it is wrong. Somebody with an enrolment token signs in with the code
        instead.
        """
        body = OtpInput(data=request.data)
        body.is_valid(raise_exception=True)
        codes = factors.confirm(
            user_id=_own_id(request), method=self.method, otp=body.validated_data["otp"].strip()
        )
        if codes is None:
            fault = FieldError("otp", "is wrong, used or has expired")
            raise Invalid("Validation failed", [fault])
        return Response({"recovery_codes": codes})


class RemoveView(APIView):
    permission_classes = [IsPerson]
    method = ""

    @extend_schema(
        request=OwnPasswordInput,
        responses={204: None, **errors(400, 401, 403, 404, 409, 429)},
    )
    def post(self, request: Request) -> Response:
        """Take the factor away. 409 when it is the last one and a role needs one."""
        _confirm_password(request)
        factors.remove(user_id=_own_id(request), method=self.method)
        return Response(status=status.HTTP_204_NO_CONTENT)


class RecoveryCodesView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(
        request=OwnPasswordInput,
        responses={200: RecoveryCodesOutput, **errors(400, 401, 403, 409, 429)},
        examples=[CODES],
    )
    def post(self, request: Request) -> Response:
        """Ten new recovery codes, shown this once; older ones stop working."""
        _confirm_password(request)
        codes = factors.renew_recovery_codes(user_id=_own_id(request))
        return Response({"recovery_codes": codes})


class PersonsSecondFactorView(APIView):
    permission_classes = [AdminWritesAuditorReads, ProvenToChange]

    @extend_schema(
        responses={200: SecondFactorOutput, **errors(401, 403, 404)},
        operation_id="users_second_factor",
    )
    def get(self, request: Request, user_id: int) -> Response:
        """How somebody's sign-in is protected."""
        return Response(SecondFactorOutput(standing(person(user_id).pk)).data)

    @extend_schema(responses={204: None, **errors(401, 403, 404)})
    def delete(self, request: Request, user_id: int) -> Response:
        """Take all second factors of somebody away who has lost them; they are told by mail."""
        factors.reset(user_id=user_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _confirm_password(request: Request) -> None:
    body = OwnPasswordInput(data=request.data)
    body.is_valid(raise_exception=True)
    confirm_password(user_id=_own_id(request), **body.validated_data)


def _own_id(request: Request) -> int:
    caller: Any = request.user
    own: int = caller.id
    return own
