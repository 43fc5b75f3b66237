from django.db import models

from shared.files.models import StoredFile


class CommentFile(StoredFile):
    """A file that belongs to a comment: who may see one may see the other."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False
        indexes = [models.Index(fields=["comment", "uploaded_at"], name="comment_file_of_comment")]
