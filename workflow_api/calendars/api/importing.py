"""Holidays out of a file over HTTP."""

from datetime import UTC
from typing import IO, Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.errors import FieldError, Unprocessable
from shared.http.parsing import StrictJSONParser
from shared.http.preconditions import IF_MATCH, IfMatch
from workflow_api.audit.actors import Actor
from workflow_api.calendars import selectors, services
from workflow_api.calendars.api.serializers import HolidayImportInput, HolidayImportOutput
from workflow_api.calendars.holidays import MAX_BYTES, Found, Problem, read_holidays
from workflow_api.calendars.models import Calendar
from workflow_api.engine.calendar_documents import compile_calendar, holiday_document
from workflow_api.engine.calendars import Holiday
from workflow_api.sla.api.dry_runs import DRY_RUN, is_dry_run
from workflow_api.workflows.api.permissions import DesignsWorkflows


class ICalendarParser(BaseParser):
    """A file sent as it is."""

    media_type = "text/calendar"

    def parse(self, stream: IO[bytes], media_type: Any = None, context: Any = None) -> Any:
        try:
            return {"ical": stream.read(MAX_BYTES + 1).decode()}
        except UnicodeDecodeError as error:
            raise ParseError("Must be UTF-8") from error


class HolidayImportView(APIView):
    """Holidays of an iCalendar file."""

    permission_classes = [DesignsWorkflows]
    parser_classes = [StrictJSONParser, ICalendarParser]

    @extend_schema(
        request=HolidayImportInput,
        responses=HolidayImportOutput,
        parameters=[DRY_RUN, IF_MATCH],
    )
    def post(self, request: Request, calendar_id: int) -> Response:
        """Add the holidays of a file; with `dry_run=true` only tell which those are.

        422 names the line and property of each event that makes no sense, unless those are to be
        skipped.
        """
        dry_run = is_dry_run(request)
        body = HolidayImportInput(data=request.data)
        body.is_valid(raise_exception=True)
        calendar = selectors.calendar(calendar_id)
        found, added = _new(calendar, body.validated_data["ical"])
        if not dry_run:
            _refuse(found.problems, body.validated_data["skip_problems"])
            services.add_holidays(
                actor=Actor.of(request),
                calendar_id=calendar_id,
                seen=IfMatch.of(request),
                holidays=added,
            )
        return Response(HolidayImportOutput(_told(found, added, dry_run)).data)


def _new(calendar: Calendar, text: str) -> tuple[Found, list[Holiday]]:
    assert calendar.current_version is not None
    present = compile_calendar(calendar.current_version.content)
    today = timezone.now().astimezone(UTC).date()
    found = read_holidays(text, present.zone, today=today)
    hours = {(each.day, each.starts, each.ends) for each in present.holidays}
    new = [each for each in found.holidays if (each.day, each.starts, each.ends) not in hours]
    return found, new


def _refuse(problems: list[Problem], skipped: bool) -> None:
    if problems and not skipped:
        raise Unprocessable(
            f"{len(problems)} events of the file make no sense",
            [FieldError(f"line {each.line}: {each.field}", each.message) for each in problems],
        )


def _told(found: Found, added: list[Holiday], dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "added": [holiday_document(each) for each in added],
        "known": len(found.holidays) - len(added),
        "problems": found.problems,
    }
