"""People's right to their data, and to be forgotten."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access.permissions import ADMIN
from auth_service.documentation import errors
from auth_service.privacy import services
from auth_service.privacy.serializers import (
    AnonymisationPreviewOutput,
    AnonymisationReceiptOutput,
    AnonymiseInput,
    ExportOutput,
)
from shared.identity.permissions import IsPerson, RecentSignIn

CHANGES = {"accounts": 1, "roles": 2, "sessions": 4, "invitations": 1}


class OwnExportView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(
        responses={200: ExportOutput, **errors(401, 403)}, operation_id="users_me_export"
    )
    def get(self, request: Request) -> Response:
        """What auth_service knows of whoever is signed in."""
        caller: Any = request.user
        return Response(services.export_person(user_id=caller.id))


class ExportView(APIView):
    permission_classes = [ADMIN]

    @extend_schema(
        responses={200: ExportOutput, **errors(401, 403, 404)}, operation_id="users_export"
    )
    def get(self, request: Request, user_id: int) -> Response:
        """What auth_service knows of a person, deleted ones included."""
        return Response(services.export_person(user_id=user_id))


class AnonymiseView(APIView):
    permission_classes = [ADMIN, RecentSignIn]

    @extend_schema(responses={200: AnonymisationPreviewOutput, **errors(401, 403, 404, 409)})
    def get(self, request: Request, user_id: int) -> Response:
        """What anonymising would change, and what stays where. Changes nothing."""
        return Response(AnonymisationPreviewOutput(services.preview(user_id=user_id)).data)

    @extend_schema(
        request=AnonymiseInput,
        responses={200: AnonymisationReceiptOutput, **errors(400, 401, 403, 404, 409)},
        examples=[
            OpenApiExample("The user name again", {"username": "maria.reyes"}, request_only=True),
            OpenApiExample(
                "Receipt",
                {
                    "receipt_id": "0a0a5b0c-35d5-4f5d-a6e8-6f3d5c6f9b1e",
                    "user_id": 12,
                    "done_at": "2026-11-21T10:00:00Z",
                    "done_by_id": 1,
                    "changes": CHANGES,
                },
                response_only=True,
            ),
        ],
    )
    def post(self, request: Request, user_id: int) -> Response:
        """Forget who the person was, for good; they are deleted first.

        Other services are told by the roles the person ever held. 409 for the last Admin.
        """
        body = AnonymiseInput(data=request.data)
        body.is_valid(raise_exception=True)
        caller: Any = request.user
        receipt = services.anonymise_person(
            user_id=user_id, done_by=caller.id, **body.validated_data
        )
        return Response(AnonymisationReceiptOutput(receipt).data)
