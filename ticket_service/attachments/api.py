from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.errors import Forbidden
from shared.files.receiving import upload_of
from shared.files.refusals import FIELD
from shared.files.serializers import FileOutput, QuarantinedFileOutput
from shared.files.serving import file_response
from shared.files.views import AnyAccept, UploadView
from shared.http.fields import StrictSerializer
from shared.idempotency.views import idempotent
from shared.identity.permissions import HasRight
from shared.identity.rights import Action
from ticket_service.attachments import services
from ticket_service.attachments.access import Sight, sight_of
from ticket_service.attachments.models import Attachment
from ticket_service.attachments.selectors import file_of, files_of, in_quarantine
from ticket_service.tickets.access import caller_of
from ticket_service.tickets.api import AttachmentOutput
from ticket_service.tickets.authentication import READERS
from ticket_service.tickets.models import Ticket
from ticket_service.tickets.selectors import ticket_for


class TicketFileOutput(FileOutput):
    visibility = serializers.ChoiceField(choices=Attachment.Visibility.choices)


class TicketFilesOutput(serializers.Serializer):
    """`links` came with the ticket: addresses in the sender's system, which nobody fetched."""

    files = TicketFileOutput(many=True)
    links = AttachmentOutput(many=True)
    may_add = serializers.BooleanField()
    may_add_internal = serializers.BooleanField()


class TicketFileInput(StrictSerializer):
    visibility = serializers.ChoiceField(choices=Attachment.Visibility.choices, required=False)


UPLOAD = {
    "multipart/form-data": {
        "type": "object",
        "properties": {
            "file": {"type": "string", "format": "binary"},
            "visibility": {"type": "string", "enum": Attachment.Visibility.values},
        },
        "required": ["file"],
    }
}


class OfTicket(APIView):
    """Files of a ticket that the caller may see; what they may do is settled before a body is
    read."""

    authentication_classes = READERS
    ticket: Ticket
    sight: Sight

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.ticket = ticket_for(caller_of(request), kwargs["number"])
        self.sight = sight_of(caller_of(request), self.ticket)


class TicketFilesView(OfTicket, UploadView):
    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method == "POST" and not self.sight.may_add:
            raise Forbidden("You may not add files to this ticket")

    @extend_schema(operation_id="tickets_attachments_list", responses=TicketFilesOutput)
    def get(self, request: Request, number: str) -> Response:
        """The files of a ticket, oldest first, and the links that came with it."""
        body = {
            "files": TicketFileOutput(files_of(self.ticket, self.sight), many=True).data,
            "links": AttachmentOutput(self.ticket.attachments, many=True).data,
            "may_add": self.sight.may_add,
            "may_add_internal": self.sight.may_add and self.sight.internal,
        }
        return Response(body)

    @idempotent
    @extend_schema(request=UPLOAD, responses={201: TicketFileOutput})
    def post(self, request: Request, number: str) -> Response:
        """Add a file. Its kind is decided by its content; `/attachments/rules/` says what is
        taken."""
        upload = upload_of(request)
        body = TicketFileInput(data={n: v for n, v in request.POST.items() if n != FIELD})
        body.is_valid(raise_exception=True)
        added = services.add_file(
            ticket=self.ticket,
            uploader=caller_of(request),
            sight=self.sight,
            upload=upload,
            visibility=body.validated_data.get("visibility"),
        )
        return Response(TicketFileOutput(added).data, status=201)


class TicketFileView(OfTicket):
    content_negotiation_class = AnyAccept

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, number: str, file_id: UUID) -> HttpResponseBase:
        """The file itself; parts of it with `Range`. 409 QUARANTINED, 404 once deleted."""
        return file_response(request, file_of(self.ticket, self.sight, file_id))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, number: str, file_id: UUID) -> Response:
        """Delete one's own file, or any as an admin. A stub stays."""
        file = file_of(self.ticket, self.sight, file_id)
        services.delete_file(file=file, remover=caller_of(request))
        return Response(status=204)


class TicketFileReleaseView(OfTicket):
    @extend_schema(request=None, responses=TicketFileOutput)
    def post(self, request: Request, number: str, file_id: UUID) -> Response:
        """Let a file out of quarantine, as an admin."""
        file = file_of(self.ticket, self.sight, file_id)
        released = services.release_file(file=file, admin=caller_of(request))
        return Response(TicketFileOutput(released).data)


class TicketQuarantineView(generics.ListAPIView):
    """The files of all tickets that wait for an admin, newest first."""

    permission_classes = [HasRight(Action.READ_ADMINISTRATION)]
    serializer_class = QuarantinedFileOutput

    def get_queryset(self) -> QuerySet[Attachment]:
        return in_quarantine()
