from rest_framework import serializers

from shared.files.serializers import FileOutput, QuarantinedFileOutput


class CommentFileOutput(FileOutput):
    """Bytes at `/api/comments/{comment_id}/attachments/{id}/`."""

    comment_id = serializers.IntegerField()


class QuarantinedCommentFileOutput(QuarantinedFileOutput):
    comment_id = serializers.IntegerField()
