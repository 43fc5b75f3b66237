"""Views of the list of tasks over HTTP."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.idempotency.views import idempotent
from shared.identity.permissions import IsPerson
from workflow_api.audit.actors import caller_of
from workflow_api.views import selectors, services
from workflow_api.views.counting import MOST_COUNTED, counts
from workflow_api.views.models import SavedView
from workflow_api.views.serializers import (
    HabitsShape,
    OwnColumnsShape,
    SavedViewInput,
    SavedViewOutput,
    ViewCounts,
)

FINANCE = OpenApiExample(
    "Shared with a role",
    value={
        "name": "Urgent in Finance",
        "sharing": "role",
        "role": "IT Support",
        "filters": {"view": "all", "department": "Finance", "priority": "urgent,high"},
        "ordering": "sla_deadline",
        "columns": [{"name": "ticket_number", "width": 110}, {"name": "title"}],
    },
    request_only=True,
)


def answer(request: Request, view: SavedView, code: int = status.HTTP_200_OK) -> Response:
    body = SavedViewOutput(view, context={"request": request}).data
    return Response(body, status=code, headers={"ETag": etag(view)})


class ViewListView(generics.ListAPIView):
    """One's own saved views and those shared with one's roles, by name."""

    permission_classes = [IsPerson]
    serializer_class = SavedViewOutput
    queryset = SavedView.objects.none()

    def get_queryset(self) -> Any:
        return selectors.views(caller_of(self.request))

    @idempotent
    @extend_schema(request=SavedViewInput, responses={201: SavedViewOutput}, examples=[FINANCE])
    def post(self, request: Request) -> Response:
        """Save a view. 400 names each filter that the list of tasks does not have."""
        body = SavedViewInput(data=request.data)
        body.is_valid(raise_exception=True)
        view = services.save_view(caller=caller_of(request), fields=body.validated_data)
        return answer(request, view, status.HTTP_201_CREATED)


class ViewView(APIView):
    """One saved view."""

    permission_classes = [IsPerson]

    @extend_schema(responses=SavedViewOutput)
    def get(self, request: Request, view_id: int) -> Response:
        return answer(request, selectors.view(caller_of(request), view_id))

    @extend_schema(request=SavedViewInput, responses=SavedViewOutput, parameters=[IF_MATCH])
    def patch(self, request: Request, view_id: int) -> Response:
        """Change one's own view; 403 for one that somebody else shares."""
        body = SavedViewInput(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        view = services.change_view(
            view_id=view_id,
            caller=caller_of(request),
            fields=body.validated_data,
            seen=IfMatch.of(request),
        )
        return answer(request, view)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, view_id: int) -> Response:
        """Delete one's own view."""
        services.delete_view(view_id=view_id, caller=caller_of(request), seen=IfMatch.of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ViewCountsView(APIView):
    """How many tasks each view holds: the built-in ones, and in `saved` those that one has."""

    permission_classes = [IsPerson]

    @extend_schema(responses=ViewCounts)
    def get(self, request: Request) -> Response:
        saved = list(selectors.views(caller_of(request))[:MOST_COUNTED])
        return Response(ViewCounts(counts(request, saved)).data)


class OwnColumnsView(APIView):
    """What one sees of each task in a view: a built-in view's word, or a saved view's key."""

    permission_classes = [IsPerson]

    @extend_schema(responses=OwnColumnsShape)
    def get(self, request: Request, key: str) -> Response:
        return Response(OwnColumnsShape(selectors.own_columns(caller_of(request), key)).data)

    @extend_schema(request=OwnColumnsShape, responses=OwnColumnsShape)
    def put(self, request: Request, key: str) -> Response:
        """Choose columns, their order and widths; other people's stay as they are."""
        body = OwnColumnsShape(data=request.data)
        body.is_valid(raise_exception=True)
        kept = services.arrange(caller=caller_of(request), view=key, **body.validated_data)
        return Response(OwnColumnsShape(kept).data)


class HabitsView(APIView):
    """Where one's list begins, and what follows on a finished task."""

    permission_classes = [IsPerson]

    @extend_schema(responses=HabitsShape)
    def get(self, request: Request) -> Response:
        return Response(HabitsShape(selectors.habits(caller_of(request))).data)

    @extend_schema(request=HabitsShape, responses=HabitsShape)
    def put(self, request: Request) -> Response:
        body = HabitsShape(data=request.data)
        body.is_valid(raise_exception=True)
        kept = services.adopt(caller=caller_of(request), **body.validated_data)
        return Response(HabitsShape(kept).data)
