"""What other services ask about roles."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from auth_service.access import selectors
from auth_service.access.serializers import HoldersOutput, HoldersQuery, RoleSnapshot
from auth_service.sync.selectors import snapshot
from shared.http.query import check_query
from shared.identity.permissions import HasScope


class HoldersView(APIView):
    permission_classes = [HasScope("roles.read")]

    @extend_schema(parameters=[HoldersQuery], responses=HoldersOutput)
    def get(self, request: Request) -> Response:
        """Ids of the active people who hold a role, ascending; 404 when there is no such role."""
        check_query(request, frozenset({"role", "role_name", "system"}))
        asked: Any = HoldersQuery(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        role, user_ids = selectors.holders(**asked.validated_data)
        answer = {"user_ids": user_ids, "role": role.name, "system": role.system.name}
        return Response(answer)


class RoleSnapshotView(APIView):
    permission_classes = [HasScope("roles.read")]

    @extend_schema(responses=RoleSnapshot)
    def get(self, request: Request) -> Response:
        """Every role and assignment, inactive ones included, and when people work; all with
        versions."""
        return Response(snapshot())
