from rest_framework import serializers

from shared.files.serializers import FileOutput


class CommentFileOutput(FileOutput):
    """Bytes at `/api/comments/{comment_id}/attachments/{id}/`."""

    comment_id = serializers.IntegerField()
