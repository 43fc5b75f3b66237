"""How comments look from outside, in REST and in frames alike."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from messaging_service.comments.models import TEXT_LENGTH, Comment
from messaging_service.comments.selectors import ids_of, own_ratings
from messaging_service.files.selectors import FilesByComment, files_by_comment
from messaging_service.files.serializers import CommentFileOutput
from shared.http.fields import StrictSerializer

MENTIONS = 50
NOT_RATED = "none"
RATINGS = ["up", "down", NOT_RATED]


class RatingCounts(serializers.Serializer):
    thumbs_up = serializers.IntegerField()
    thumbs_down = serializers.IntegerField()


class MentionedOutput(serializers.Serializer):
    user_id = serializers.IntegerField()
    name = serializers.CharField(help_text="Empty when nobody could be asked for it")


class ReplyOutput(serializers.Serializer):
    id = serializers.IntegerField()
    seq = serializers.SerializerMethodField()
    ticket_id = serializers.CharField()
    user_id = serializers.IntegerField()
    username = serializers.CharField()
    full_name = serializers.CharField()
    text = serializers.CharField(help_text="Empty when deleted")
    parent_id = serializers.IntegerField(allow_null=True)
    ratings = RatingCounts(source="*")
    my_rating = serializers.SerializerMethodField()
    visibility = serializers.ChoiceField(choices=Comment.Visibility.choices)
    mentions = serializers.ListField(child=serializers.IntegerField())
    mentioned = serializers.SerializerMethodField()
    attachments = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    deleted_at = serializers.DateTimeField(allow_null=True)

    def get_seq(self, comment: Comment) -> int:
        """Its place in the stream that this reader follows."""
        return comment.seq_for(internal=self.context["internal"])

    @extend_schema_field(MentionedOutput(many=True))
    def get_mentioned(self, comment: Comment) -> list[dict[str, Any]]:
        """Whom it addresses, as they were called then; an edit of the text keeps them."""
        names: dict[str, str] = comment.mention_names
        return [{"user_id": each, "name": names.get(str(each), "")} for each in comment.mentions]

    @extend_schema_field(serializers.ChoiceField(choices=RATINGS))
    def get_my_rating(self, comment: Comment) -> str:
        ratings: dict[int, str] = self.context["own_ratings"]
        return ratings.get(comment.pk, NOT_RATED)

    @extend_schema_field(CommentFileOutput(many=True))
    def get_attachments(self, comment: Comment) -> Any:
        files: FilesByComment = self.context["files"]
        return CommentFileOutput(files.get(comment.pk, []), many=True).data


class CommentOutput(ReplyOutput):
    replies = ReplyOutput(many=True)


class CommentPageOutput(serializers.Serializer):
    count = serializers.IntegerField(help_text="Threads of the ticket")
    next = serializers.URLField(allow_null=True, help_text="Older ones")
    previous = serializers.URLField(allow_null=True)
    seq = serializers.IntegerField(help_text="Where to `resume` the socket after reading this")
    results = CommentOutput(many=True)


def shown(comments: list[Comment], *, reader_id: int, internal: bool) -> list[dict[str, Any]]:
    """The comments (of `complete()`) as this reader sees them."""
    return rendered(comments, own_ratings=own_ratings(reader_id, comments), internal=internal)


def rendered(
    comments: list[Comment], *, own_ratings: Mapping[int, str], internal: bool
) -> list[dict[str, Any]]:
    """As `shown`, to somebody who has given these ratings (comment id → up or down)."""
    files = files_by_comment(ids_of(comments))
    context = {"internal": internal, "own_ratings": own_ratings, "files": files}
    return [dict(CommentOutput(comment, context=context).data) for comment in comments]


def as_rated(comment: dict[str, Any], own_ratings: Mapping[int, str]) -> dict[str, Any]:
    """A comment of `rendered`, changed into what it is to somebody with these ratings."""
    own = {**comment, "my_rating": own_ratings.get(comment["id"], NOT_RATED)}
    if "replies" in comment:
        own["replies"] = [as_rated(reply, own_ratings) for reply in comment["replies"]]
    return own


class TextInput(StrictSerializer):
    """`text`, or `content` as sockets call it; either, not both."""

    text = serializers.CharField(max_length=TEXT_LENGTH, trim_whitespace=False, required=False)
    content = serializers.CharField(max_length=TEXT_LENGTH, trim_whitespace=False, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        texts = [attrs.pop(name) for name in ("text", "content") if name in attrs]
        if len(texts) != 1:
            raise serializers.ValidationError({"text": "give either text or content"})
        if not texts[0].strip():
            raise serializers.ValidationError({"text": "may not be blank"})
        return {**attrs, "text": texts[0]}


class ReplyInput(TextInput):
    visibility = serializers.ChoiceField(choices=Comment.Visibility.choices, required=False)
    mentions = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**53),
        max_length=MENTIONS,
        required=False,
    )
    client_id = serializers.CharField(max_length=64, required=False)
    seen_seq = serializers.IntegerField(
        min_value=0,
        max_value=2**53,
        required=False,
        help_text="The newest comment the author has read; 409 when others wrote since",
    )


class NewCommentFrame(ReplyInput):
    parent_id = serializers.IntegerField(
        min_value=1, max_value=2**53, required=False, allow_null=True
    )


class CommentInput(NewCommentFrame):
    ticket_id = serializers.CharField(max_length=64)


class RatingInput(StrictSerializer):
    rating = serializers.ChoiceField(choices=RATINGS)


class ReadMarkerInput(StrictSerializer):
    last_seq = serializers.IntegerField(min_value=0, max_value=2**53)


class ReadMarkerOutput(serializers.Serializer):
    ticket_id = serializers.CharField()
    last_seq = serializers.IntegerField()
    unread = serializers.IntegerField(help_text="Comments of others after last_seq")
