"""How far a person has read a ticket's discussion, over REST."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from messaging_service.comments import selectors, services
from messaging_service.comments.serializers import ReadMarkerInput, ReadMarkerOutput
from shared.identity.caller import caller_of
from shared.identity.permissions import IsPerson
from shared.ticket_access import TicketAccess, visible


class ReadMarkerView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(responses=ReadMarkerOutput)
    def get(self, request: Request, ticket_id: str) -> Response:
        access = visible(caller_of(request), ticket_id)
        seq = selectors.read_until(caller_of(request).id, ticket_id)
        return self._answer(request, access, ticket_id, seq)

    @extend_schema(request=ReadMarkerInput, responses=ReadMarkerOutput)
    def put(self, request: Request, ticket_id: str) -> Response:
        """Read up to `last_seq`. A marker never goes back: the answer says where it is."""
        access = visible(caller_of(request), ticket_id)
        body = ReadMarkerInput(data=request.data)
        body.is_valid(raise_exception=True)
        marker = services.mark_read(
            reader=caller_of(request),
            access=access,
            ticket_id=ticket_id,
            seq=body.validated_data["last_seq"],
        )
        return self._answer(request, access, ticket_id, marker.last_seq)

    def _answer(self, request: Request, access: TicketAccess, ticket_id: str, seq: int) -> Response:
        unread = selectors.unread(
            reader_id=caller_of(request).id,
            ticket_id=ticket_id,
            after=seq,
            internal=access.may_see_internal,
        )
        marker = {"ticket_id": ticket_id, "last_seq": seq, "unread": unread}
        return Response(ReadMarkerOutput(marker).data)
