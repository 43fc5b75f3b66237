"""Comments over REST. Who may see the ticket decides first; foreign ones answer 404."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from messaging_service.comments import selectors, services
from messaging_service.comments.mentions import check_mentions
from messaging_service.comments.models import Comment
from messaging_service.comments.paging import PageQuery, link_to, page_of
from messaging_service.comments.serializers import (
    CommentInput,
    CommentOutput,
    CommentPageOutput,
    RatingInput,
    ReplyInput,
    TextInput,
    shown,
)
from messaging_service.realtime.selectors import last_seq
from shared.http.preconditions import IF_MATCH, IfMatch, etag
from shared.http.query import check_query
from shared.idempotency.views import idempotent
from shared.identity.caller import caller_of
from shared.identity.permissions import IsPerson
from shared.ticket_access import TicketAccess, visible


class CommentView(APIView):
    """What the views have in common."""

    permission_classes = [IsPerson]

    def access(self, request: Request, comment_id: int) -> TicketAccess:
        """The reader's access to the comment's ticket; NotFound for what they may not see."""
        access = visible(caller_of(request), selectors.ticket_of(comment_id))
        selectors.comment_for(comment_id, internal=access.may_see_internal)
        return access

    def answer(self, request: Request, access: TicketAccess, comments: list[Comment]) -> list[Any]:
        return shown(comments, reader_id=caller_of(request).id, internal=access.may_see_internal)

    def one(
        self, request: Request, access: TicketAccess, comment_id: int, code: int = 200
    ) -> Response:
        """The comment as it is now."""
        comment = selectors.comment_for(comment_id, internal=access.may_see_internal)
        body = self.answer(request, access, [comment])[0]
        return Response(body, status=code, headers={"ETag": etag(comment)})

    def add(self, request: Request, ticket_id: str, fields: dict[str, Any]) -> Response:
        """201 with the new comment, or 200 when this `client_id` was sent before."""
        access = visible(caller_of(request), ticket_id)
        names = check_mentions(access, ticket_id, fields.get("mentions", ()))
        comment, new = services.add_comment(
            author=caller_of(request), access=access, ticket_id=ticket_id, names=names, **fields
        )
        code = status.HTTP_201_CREATED if new else status.HTTP_200_OK
        return self.one(request, access, comment.pk, code)


class CommentListView(CommentView):
    @extend_schema(
        operation_id="comments_list", parameters=[PageQuery], responses=CommentPageOutput
    )
    def get(self, request: Request) -> Response:
        """A page of the ticket's threads: the newest first, `next` leads to older ones."""
        check_query(request, frozenset({"ticket_id"}))
        query = PageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        ticket_id, size = query.validated_data["ticket_id"], query.validated_data["page_size"]
        access = visible(caller_of(request), ticket_id)
        internal = access.may_see_internal
        # Before the comments: who resumes from here may get one twice, but misses none.
        seq = last_seq(selectors.stream_of(ticket_id, internal=internal))
        threads = selectors.threads_of(ticket_id, internal=internal)
        page = page_of(
            threads, internal=internal, size=size, cursor=query.validated_data.get("cursor")
        )
        body = {
            "count": threads.count(),
            "next": link_to(request, page.older),
            "previous": None,
            "seq": seq,
            "results": self.answer(request, access, page.comments),
        }
        return Response(body)

    @idempotent
    @extend_schema(request=CommentInput, responses={200: CommentOutput, 201: CommentOutput})
    def post(self, request: Request) -> Response:
        """Comment on a ticket. The same `client_id` again answers 200 with the first comment."""
        body = CommentInput(data=request.data)
        body.is_valid(raise_exception=True)
        return self.add(request, body.validated_data.pop("ticket_id"), body.validated_data)


class CommentDetailView(CommentView):
    @extend_schema(responses=CommentOutput)
    def get(self, request: Request, comment_id: int) -> Response:
        return self.one(request, self.access(request, comment_id), comment_id)

    @extend_schema(request=TextInput, responses=CommentOutput, parameters=[IF_MATCH])
    def patch(self, request: Request, comment_id: int) -> Response:
        """Edit one's own comment; the former text is kept as a version."""
        access = self.access(request, comment_id)
        body = TextInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.edit_comment(
            editor=caller_of(request),
            comment_id=comment_id,
            text=body.validated_data["text"],
            seen=IfMatch.of(request),
        )
        return self.one(request, access, comment_id)

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def delete(self, request: Request, comment_id: int) -> Response:
        """Delete one's own comment, or any as an admin. A stub without text stays."""
        self.access(request, comment_id)
        services.delete_comment(
            remover=caller_of(request), comment_id=comment_id, seen=IfMatch.of(request)
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class ReplyListView(CommentView):
    @extend_schema(responses=CommentOutput(many=True))
    def get(self, request: Request, comment_id: int) -> Response:
        """All replies of a thread, oldest first."""
        access = self.access(request, comment_id)
        replies = selectors.replies_of(comment_id, internal=access.may_see_internal)
        return Response(self.answer(request, access, list(replies)))

    @idempotent
    @extend_schema(request=ReplyInput, responses={200: CommentOutput, 201: CommentOutput})
    def post(self, request: Request, comment_id: int) -> Response:
        """Reply to a comment; a reply to a reply joins the same thread."""
        self.access(request, comment_id)
        body = ReplyInput(data=request.data)
        body.is_valid(raise_exception=True)
        fields = {**body.validated_data, "parent_id": comment_id}
        return self.add(request, selectors.ticket_of(comment_id), fields)


class CommentRatingView(CommentView):
    @extend_schema(request=RatingInput, responses=CommentOutput)
    def post(self, request: Request, comment_id: int) -> Response:
        """Rate a comment up or down, or take the rating back with none."""
        access = self.access(request, comment_id)
        body = RatingInput(data=request.data)
        body.is_valid(raise_exception=True)
        services.rate_comment(
            rater=caller_of(request), comment_id=comment_id, **body.validated_data
        )
        return self.one(request, access, comment_id)
