"""Files of comments over REST. Who may see the comment decides first; foreign ones answer 404."""

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

from messaging_service.comments.models import Comment
from messaging_service.comments.selectors import comment_for, ticket_of
from messaging_service.files import services
from messaging_service.files.models import CommentFile
from messaging_service.files.selectors import (
    file_of,
    files_by_comment,
    files_of_ticket,
    in_quarantine,
)
from messaging_service.files.serializers import CommentFileOutput, QuarantinedCommentFileOutput
from shared.errors import Forbidden
from shared.files.receiving import upload_of
from shared.files.serving import file_response
from shared.files.views import UPLOAD_SCHEMA, AnyAccept, UploadView
from shared.http.query import check_query
from shared.idempotency.views import idempotent
from shared.identity.caller import caller_of
from shared.identity.permissions import HasRight, IsPerson
from shared.identity.rights import Action
from shared.ticket_access import visible


class OfComment(APIView):
    """Files of a comment that the caller may see."""

    permission_classes = [IsPerson]
    comment: Comment

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        comment_id: int = kwargs["comment_id"]
        access = visible(caller_of(request), ticket_of(comment_id))
        self.comment = comment_for(comment_id, internal=access.may_see_internal)
        if request.method == "POST" and not access.may_comment:
            raise Forbidden("You may not comment on this ticket")


class CommentFilesView(OfComment, UploadView):
    @extend_schema(responses=CommentFileOutput(many=True))
    def get(self, request: Request, comment_id: int) -> Response:
        """The files of a comment, oldest first."""
        files = files_by_comment([comment_id]).get(comment_id, [])
        return Response(CommentFileOutput(files, many=True).data)

    @idempotent
    @extend_schema(request=UPLOAD_SCHEMA, responses={201: CommentFileOutput})
    def post(self, request: Request, comment_id: int) -> Response:
        """Add a file to one's own comment. Its kind is decided by its content."""
        services.check_author(self.comment, caller_of(request))
        added = services.add_file(
            comment_id=comment_id, uploader=caller_of(request), upload=upload_of(request)
        )
        return Response(CommentFileOutput(added).data, status=201)


class CommentFileView(OfComment):
    content_negotiation_class = AnyAccept

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, comment_id: int, file_id: UUID) -> HttpResponseBase:
        """The file itself; parts of it with `Range`. 409 QUARANTINED, 404 once deleted."""
        return file_response(request, file_of(comment_id, file_id))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, comment_id: int, file_id: UUID) -> Response:
        """Delete one's own file, or any as an admin. A stub stays."""
        services.delete_file(file=file_of(comment_id, file_id), remover=caller_of(request))
        return Response(status=204)


class CommentFileReleaseView(OfComment):
    @extend_schema(request=None, responses=CommentFileOutput)
    def post(self, request: Request, comment_id: int, file_id: UUID) -> Response:
        """Let a file out of quarantine, as an admin."""
        file = services.release_file(file=file_of(comment_id, file_id), admin=caller_of(request))
        return Response(CommentFileOutput(file).data)


class TicketQuery(serializers.Serializer):
    ticket_id = serializers.CharField(max_length=64)


class TicketCommentFilesView(APIView):
    permission_classes = [IsPerson]

    @extend_schema(parameters=[TicketQuery], responses=CommentFileOutput(many=True))
    def get(self, request: Request) -> Response:
        """The files of all comments on a ticket that the reader may see, oldest first."""
        check_query(request, frozenset({"ticket_id"}))
        query = TicketQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        ticket_id = query.validated_data["ticket_id"]
        access = visible(caller_of(request), ticket_id)
        files = files_of_ticket(ticket_id, internal=access.may_see_internal)
        return Response(CommentFileOutput(files, many=True).data)


class CommentQuarantineView(generics.ListAPIView):
    """The files of all comments that wait for an admin, newest first."""

    permission_classes = [HasRight(Action.READ_ADMINISTRATION)]
    serializer_class = QuarantinedCommentFileOutput

    def get_queryset(self) -> QuerySet[CommentFile]:
        return in_quarantine()
