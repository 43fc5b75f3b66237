"""An Admin's view of failed sign-ins."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access.permissions import ADMIN, AdminWritesAuditorReads
from auth_service.accounts.selectors import person
from auth_service.alerts.serializers import SignInDelayOutput
from auth_service.alerts.services import unlock
from auth_service.documentation import errors
from auth_service.tokens.services import delays


class SignInDelayView(APIView):
    permission_classes = [AdminWritesAuditorReads]

    @extend_schema(
        responses={200: SignInDelayOutput, **errors(401, 403, 404)},
        examples=[
            OpenApiExample(
                "After seven failures",
                {"failures": 7, "blocked_until": "2026-11-21T10:00:04Z"},
                response_only=True,
            )
        ],
    )
    def get(self, request: Request, user_id: int) -> Response:
        """Whether failed sign-ins delay a person just now."""
        user = person(user_id)
        failures, blocked_until = delays.standing(user)
        body = {"failures": failures, "blocked_until": blocked_until}
        return Response(SignInDelayOutput(body).data)


class UnlockView(APIView):
    permission_classes = [ADMIN]

    @extend_schema(request=None, responses={204: None, **errors(401, 403, 404)})
    def post(self, request: Request, user_id: int) -> Response:
        """Let a person who was delayed by failed sign-ins try again at once."""
        unlock(user_id=user_id)
        return Response(status=status.HTTP_204_NO_CONTENT)
