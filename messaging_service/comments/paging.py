"""Pages of a discussion: the newest first, further ones older; inside a page in order."""

from dataclasses import dataclass

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from messaging_service.comments.models import Comment, CommentQuerySet


class PageQuery(serializers.Serializer):
    ticket_id = serializers.CharField(max_length=64)
    page_size = serializers.IntegerField(min_value=1, max_value=100, default=10)
    cursor = serializers.IntegerField(
        min_value=1, max_value=2**53, required=False, help_text="From `next`"
    )


@dataclass(frozen=True, slots=True)
class Page:
    comments: list[Comment]
    older: int | None


def page_of(comments: CommentQuerySet, *, internal: bool, size: int, cursor: int | None) -> Page:
    """`cursor` is the seq of the oldest comment already seen."""
    place = "seq" if internal else "requester_seq"
    older = comments.filter(**{f"{place}__lt": cursor}) if cursor else comments
    found = list(older.order_by(f"-{place}")[: size + 1])
    page = found[size - 1 :: -1] if len(found) > size else found[::-1]
    return Page(page, getattr(page[0], place) if len(found) > size else None)


def link_to(request: Request, cursor: int | None) -> str | None:
    if cursor is None:
        return None
    return str(replace_query_param(request.build_absolute_uri(), "cursor", cursor))
