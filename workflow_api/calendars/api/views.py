"""Calendars: seen by everybody who works here, changed by admins."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.idempotency.views import idempotent
from workflow_api.audit.actors import Actor
from workflow_api.calendars import selectors, services
from workflow_api.calendars.api.serializers import (
    CalendarInput,
    CalendarOutput,
    CalendarSummary,
    CalendarVersionOutput,
    PreviewInput,
    PreviewOutput,
)
from workflow_api.calendars.previewing import preview
from workflow_api.calendars.services import read_content
from workflow_api.sla import forecasting
from workflow_api.sla.api.serializers import ForecastOutput
from workflow_api.workflows.api.permissions import DesignsWorkflows


def read(body: type[Any], request: Request) -> dict[str, Any]:
    given = body(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def answer(calendar_id: int, code: int = status.HTTP_200_OK) -> Response:
    """The calendar as it is now, with its ETag."""
    calendar = selectors.calendar(calendar_id)
    return Response(CalendarOutput(calendar).data, status=code, headers={"ETag": etag(calendar)})


class CalendarListView(generics.ListAPIView):
    """All calendars by name. 24x7 is none of them: it is what counts without one."""

    permission_classes = [DesignsWorkflows]
    serializer_class = CalendarSummary

    def get_queryset(self) -> Any:
        return selectors.calendars()

    @idempotent
    @extend_schema(request=CalendarInput, responses={201: CalendarOutput})
    def post(self, request: Request) -> Response:
        """Make a calendar."""
        fields = read(CalendarInput, request)
        calendar = services.create_calendar(actor=Actor.of(request), fields=fields)
        return answer(calendar.pk, status.HTTP_201_CREATED)


class CalendarView(APIView):
    """One calendar."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(responses=CalendarOutput)
    def get(self, request: Request, calendar_id: int) -> Response:
        return answer(calendar_id)

    @extend_schema(request=CalendarInput, responses=CalendarOutput, parameters=[IF_MATCH])
    def put(self, request: Request, calendar_id: int) -> Response:
        """Change it as a whole. Clocks that run by it are recounted in the background."""
        fields = read(CalendarInput, request)
        services.update_calendar(
            actor=Actor.of(request),
            calendar_id=calendar_id,
            seen=IfMatch.of(request),
            fields=fields,
        )
        return answer(calendar_id)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, calendar_id: int) -> Response:
        """Remove a calendar; 409 names the workflows that count in it."""
        services.delete_calendar(
            actor=Actor.of(request), calendar_id=calendar_id, seen=IfMatch.of(request)
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class CalendarEffectView(APIView):
    """What other times would do to the tasks that run."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(request=CalendarInput, responses=ForecastOutput)
    def post(self, request: Request, calendar_id: int) -> Response:
        """How many due times would move and which tasks would be breached; writes nothing."""
        changed = read_content(read(CalendarInput, request))
        calendar = selectors.calendar(calendar_id)
        return Response(ForecastOutput(forecasting.of_calendar(calendar, changed)).data)


class CalendarVersionsView(generics.ListAPIView):
    """The states a calendar's times had, newest first."""

    permission_classes = [DesignsWorkflows]
    serializer_class = CalendarVersionOutput

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return selectors.versions(0)
        return selectors.versions(selectors.calendar(self.kwargs["calendar_id"]).pk)


class PreviewView(APIView):
    """Try out working time that need not be saved yet."""

    permission_classes = [DesignsWorkflows]

    @extend_schema(request=PreviewInput, responses=PreviewOutput)
    def post(self, request: Request) -> Response:
        """When so much working time is over; writes nothing."""
        fields = read(PreviewInput, request)
        seconds, starts_at = fields.pop("seconds"), fields.pop("starts_at", None)
        working_time = read_content(fields)
        return Response(PreviewOutput(preview(working_time, seconds, starts_at)).data)
