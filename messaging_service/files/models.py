from django.db import models

from shared.files.models import StoredFile


class CommentFile(StoredFile):
    """A file that belongs to a comment: who may see one may see the other."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["comment", "uploaded_at"], name="comment_file_of_comment"),
            models.Index(
                fields=["-uploaded_at"],
                condition=models.Q(state="quarantined"),
                name="comment_file_in_quarantine",
            ),
        ]

    @property
    def ticket_number(self) -> str:
        return self.comment.ticket_id
