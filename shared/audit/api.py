"""HTTP: reading, exporting and verifying the audit, for whoever may read it."""

from datetime import date
from typing import Any, Final

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.audit.digests import audit_model
from shared.audit.exporting import FORMATS, rows_of
from shared.audit.heads import Head, head_of
from shared.audit.models import Seal
from shared.audit.noting import note, note_once, question_of
from shared.audit.verifying import verify
from shared.errors import FieldError, Invalid, Unprocessable
from shared.http.examples import shown_as
from shared.http.query import check_query
from shared.http.rendering import FastJSONRenderer
from shared.identity.permissions import HasRight
from shared.identity.rights import Action

# More takes longer than a browser waits; the command has all the time.
MOST_AT_ONCE: Final = 200_000


class AuditCursor(CursorPagination):
    """The audit grows without bound, so its pages are not counted."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 100


class AuditRows(generics.GenericAPIView):
    """The rows of this service's audit that the filters leave."""

    permission_classes = [HasRight(Action.AUDIT)]

    def get_queryset(self) -> Any:
        return audit_model().objects.all()


class AuditReadView(generics.ListAPIView, AuditRows):
    pagination_class = AuditCursor

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        answer = super().list(request, *args, **kwargs)
        note_once(request, "audit.read", question_of(request, "page_size"))
        return answer


CSV = OpenApiExample(
    "Two columns of it",
    value="id,action\r\n4711,task.transition\r\n",
    response_only=True,
    media_type="text/csv",
)
JSON_LINES = OpenApiExample(
    "Two columns of it",
    value='{"id": 4711, "action": "task.transition"}\n',
    response_only=True,
    media_type="application/x-ndjson",
)


class AuditExportView(AuditRows):
    fields: tuple[str, ...] = ()

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Refusals are JSON; `format` is about the file and means no renderer."""
        return FastJSONRenderer(), FastJSONRenderer.media_type

    @extend_schema(
        parameters=[OpenApiParameter("format", str, enum=list(FORMATS), default="csv")],
        responses={
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "application/x-ndjson"): OpenApiTypes.STR,
        },
        examples=[CSV, JSON_LINES],
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """What the list shows, as a file without a limit of rows. It is noted who took what."""
        wanted = request.query_params.get("format", "csv")
        if wanted not in FORMATS:
            raise Invalid("Validation failed", [FieldError("format", "must be csv or jsonl")])
        media_type, write = FORMATS[wanted]
        events = self.filter_queryset(self.get_queryset())
        note(request, "audit.exported", {"format": wanted, **question_of(request, "format")})
        name = f"audit-{settings.SERVICE}-{timezone.now():%Y-%m-%d}.{wanted}"
        return StreamingHttpResponse(
            write(rows_of(events, self.fields), self.fields),
            content_type=media_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class VerifyQuery(serializers.Serializer):
    """Days in UTC, both included; `head`: a seal of an earlier report that must still be there."""

    start_date = serializers.DateField(required=False)
    end_date = serializers.DateField(required=False)
    head = serializers.CharField(required=False, max_length=100)

    def validate_head(self, text: str) -> Head:
        try:
            return head_of(text)
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from error


class AuditFindingOutput(serializers.Serializer):
    """`altered`: not what was sealed; `removed`: gone; `broken`: seals are missing, moved or made
    anew here; `inserted`: a row that came past the sealing."""

    kind = serializers.ChoiceField(choices=["altered", "removed", "broken", "inserted"])
    event = serializers.IntegerField(allow_null=True)
    day = serializers.DateField(allow_null=True)
    seq = serializers.IntegerField(allow_null=True)
    text = serializers.CharField()


@shown_as(
    intact=False,
    checked=1204,
    waiting=2,
    head="2026-11-21:42:" + "9f" * 32,
    counts={"altered": 1},
    findings=[
        {
            "kind": "altered",
            "event": 4711,
            "day": "2026-11-20",
            "seq": 17,
            "text": "Row 4711, or its seal, is not what was sealed",
        }
    ],
)
class AuditReportOutput(serializers.Serializer):
    """`checked` seals were compared with their rows, `waiting` rows are too new to have one.
    `counts` are all findings by kind, `findings` the first hundred; `head` is the last seal."""

    intact = serializers.BooleanField()
    checked = serializers.IntegerField()
    waiting = serializers.IntegerField()
    head = serializers.CharField()
    counts = serializers.DictField(child=serializers.IntegerField())
    findings = AuditFindingOutput(many=True)


class AuditVerifyView(APIView):
    permission_classes = [HasRight(Action.AUDIT)]

    @extend_schema(parameters=[VerifyQuery], responses=AuditReportOutput)
    def get(self, request: Request) -> Response:
        """Compare each row with its seal, and each seal with the one before. 422 for more than
        200 000 rows: name days, or use `./tts audit verify`."""
        check_query(request, frozenset(VerifyQuery().fields))
        asked = VerifyQuery(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        days = (asked.validated_data.get("start_date"), asked.validated_data.get("end_date"))
        _check_size(*days)
        report = verify(first=days[0], last=days[1], head=asked.validated_data.get("head"))
        verdict = {"intact": report.intact, "checked": report.checked}
        note(request, "audit.verified", {**question_of(request), **verdict})
        return Response(AuditReportOutput(report).data)


def _check_size(first: date | None, last: date | None) -> None:
    seals = Seal.objects.all()
    if first:
        seals = seals.filter(day__gte=first)
    if last:
        seals = seals.filter(day__lte=last)
    if seals[: MOST_AT_ONCE + 1].count() > MOST_AT_ONCE:
        text = f"There are more than {MOST_AT_ONCE} rows: name days, or use ./tts audit verify"
        raise Unprocessable(text)
