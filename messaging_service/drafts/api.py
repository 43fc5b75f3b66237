"""One's own unfinished comment on a ticket, over REST."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from messaging_service.comments.models import Comment
from messaging_service.drafts.models import TEXT_LENGTH, Draft
from messaging_service.drafts.services import save_draft
from shared.http.fields import StrictSerializer
from shared.identity.caller import caller_of
from shared.identity.permissions import IsPerson
from shared.ticket_access import visible

VISIBILITIES = Comment.Visibility.choices
MENTIONS = 50
NOTHING: dict[str, Any] = {"text": "", "visibility": "internal", "mentions": [], "saved_at": None}


class DraftInput(StrictSerializer):
    text = serializers.CharField(max_length=TEXT_LENGTH, allow_blank=True, trim_whitespace=False)
    visibility = serializers.ChoiceField(choices=VISIBILITIES, default=Comment.Visibility.INTERNAL)
    mentions = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**53),
        max_length=MENTIONS,
        default=list,
    )


class DraftOutput(serializers.ModelSerializer):
    """Without anything begun, the text is empty and `saved_at` null."""

    visibility = serializers.ChoiceField(choices=VISIBILITIES)
    mentions = serializers.ListField(child=serializers.IntegerField())
    saved_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        model = Draft
        fields = ["ticket_id", "text", "visibility", "mentions", "saved_at"]


class DraftView(APIView):
    """Whoever may see the ticket has a place for one unfinished comment on it."""

    permission_classes = [IsPerson]

    @extend_schema(responses=DraftOutput)
    def get(self, request: Request, ticket_id: str) -> Response:
        visible(caller_of(request), ticket_id)
        own = Draft.objects.filter(user_id=caller_of(request).id, ticket_id=ticket_id)
        return self._answer(ticket_id, own.first())

    @extend_schema(request=DraftInput, responses=DraftOutput)
    def put(self, request: Request, ticket_id: str) -> Response:
        """Keep the text as it is now; an empty one is forgotten."""
        visible(caller_of(request), ticket_id)
        body = DraftInput(data=request.data)
        body.is_valid(raise_exception=True)
        author_id = caller_of(request).id
        draft = save_draft(author_id=author_id, ticket_id=ticket_id, **body.validated_data)
        return self._answer(ticket_id, draft)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, ticket_id: str) -> Response:
        """Throw away what was begun, also on a ticket that is out of sight by now."""
        Draft.objects.filter(user_id=caller_of(request).id, ticket_id=ticket_id).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _answer(self, ticket_id: str, draft: Draft | None) -> Response:
        return Response(DraftOutput(draft).data if draft else {**NOTHING, "ticket_id": ticket_id})
