from dataclasses import replace
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.contracts.tickets import InvalidTicket
from shared.errors import FieldError, Invalid
from shared.idempotency.keys import REPLAYED, key_of
from shared.idempotency.views import PARAMETER, idempotent
from ticket_service.intake import shapes
from ticket_service.intake.batch import LineResult, accept_batch
from ticket_service.intake.deliveries import Accepted
from ticket_service.intake.parsing import ArrayParser, NdjsonParser
from ticket_service.intake.senders import read_delivery, sender_for
from ticket_service.intake.services import accept
from ticket_service.tickets.access import caller_of
from ticket_service.tickets.api import TicketListView
from ticket_service.tickets.authentication import (
    READERS,
    Signature,
    UnsignedHdts,
)

SENDERS = [*READERS, UnsignedHdts]


class FieldErrorOutput(serializers.Serializer):
    field = serializers.CharField()
    message = serializers.CharField()


class AcceptedOutput(serializers.Serializer):
    """`outcome`: created; known (it says nothing new); updated; or amended: sent after work had
    started, so it is kept and shown but not applied. `correlation_id` of a known ticket is that of
    its first hand-over, under which it can be traced."""

    ticket_id = serializers.UUIDField(source="ticket.id")
    ticket_number = serializers.CharField(source="ticket.number")
    status = serializers.CharField(source="ticket.status")
    outcome = serializers.ChoiceField(choices=["created", "known", "updated", "amended"])
    correlation_id = serializers.CharField()


class LineOutput(serializers.Serializer):
    """One line of a batch; `status` is what the line alone would have been answered with."""

    index = serializers.IntegerField()
    status = serializers.IntegerField()
    outcome = serializers.CharField(required=False)
    ticket_id = serializers.UUIDField(required=False)
    ticket_number = serializers.CharField(required=False)
    errors = FieldErrorOutput(many=True, required=False)  # type: ignore[assignment]


class BatchOutput(serializers.Serializer):
    accepted = serializers.IntegerField()
    refused = serializers.IntegerField()
    results = LineOutput(many=True)


class SubmitView(APIView):
    """Hand in a ticket: HDTS by signature, a service by token, or a signed-in person."""

    authentication_classes = SENDERS

    @extend_schema(
        parameters=[PARAMETER],
        request={"application/json": shapes.TICKET},
        responses={201: AcceptedOutput, 200: AcceptedOutput},
    )
    def post(self, request: Request) -> Response:
        sender = sender_for(caller_of(request), request.data)
        try:
            delivery = read_delivery(sender, request.data, timezone.now())
        except InvalidTicket as error:
            raise Invalid("Validation failed", error.errors) from error
        keyed = replace(delivery, idempotency_key=key_of(request))
        accepted = accept(keyed, _signature(request))
        headers = {REPLAYED: "true"} if accepted.replayed else {}
        return Response(AcceptedOutput(accepted).data, _status(accepted), headers=headers)


class TicketsView(SubmitView, TicketListView):
    """GET lists what the caller may see, POST hands in a ticket."""

    def get_authenticators(self) -> list[BaseAuthentication]:
        reading = self.request is not None and self.request.method != "POST"
        classes = READERS if reading else SENDERS
        return [authentication() for authentication in classes]


class BatchView(APIView):
    """Hand in up to 1000 tickets, as a JSON array or one JSON object per line.

    Answers 207 with one result per line; each ticket is judged alone.
    """

    authentication_classes = SENDERS
    parser_classes = [ArrayParser, NdjsonParser]

    @idempotent
    @extend_schema(
        request={"application/json": shapes.BATCH, "application/x-ndjson": shapes.NDJSON},
        responses={207: BatchOutput},
    )
    def post(self, request: Request) -> Response:
        lines = request.data
        if not isinstance(lines, list):
            fault = FieldError("body", "must be a JSON array, or lines of JSON (NDJSON)")
            raise Invalid("Validation failed", [fault])
        caller = caller_of(request)
        results = accept_batch(caller=caller, lines=lines, signature=_signature(request))
        return Response(_batch(results), status=207)


def _signature(request: Request) -> Signature | None:
    return request.auth if isinstance(request.auth, Signature) else None


def _status(accepted: Accepted) -> int:
    return 201 if accepted.outcome == "created" else 200


def _batch(results: list[LineResult]) -> dict[str, Any]:
    refused = sum(1 for result in results if result.errors)
    lines = [_line(result) for result in results]
    return {"accepted": len(results) - refused, "refused": refused, "results": lines}


def _line(result: LineResult) -> dict[str, Any]:
    if result.accepted is None:
        errors = FieldErrorOutput(result.errors, many=True).data
        return {"index": result.index, "status": 400, "errors": errors}
    return {
        "index": result.index,
        "status": _status(result.accepted),
        "outcome": result.accepted.outcome,
        "ticket_id": str(result.accepted.ticket.id),
        "ticket_number": result.accepted.ticket.number,
    }
