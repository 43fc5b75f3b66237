"""What people say about a ticket."""

from typing import Self

from django.db import models
from django.db.models import Count, Prefetch, Q

TEXT_LENGTH = 10_000


class CommentQuerySet(models.QuerySet["Comment"]):
    def readable(self, *, internal: bool) -> Self:
        """All comments, or only those that a requester may read."""
        return self if internal else self.filter(visibility=Comment.Visibility.REQUESTER)

    def with_ratings(self) -> Self:
        return self.annotate(
            thumbs_up=Count("rating", filter=Q(rating__value="up")),
            thumbs_down=Count("rating", filter=Q(rating__value="down")),
        )

    def complete(self, *, internal: bool) -> Self:
        """With everything that is shown of a comment, in a constant number of queries."""
        replies = Comment.objects.readable(internal=internal).with_ratings().order_by("seq")
        return self.with_ratings().prefetch_related(Prefetch("replies", replies))


class Comment(models.Model):
    """One statement. A deleted one stays as a stub, so that its replies keep their place."""

    class Visibility(models.TextChoices):
        INTERNAL = "internal"
        REQUESTER = "requester"

    ticket_id = models.CharField(max_length=64)
    # Place in the ticket's stream of all comments, and in the one that the requester follows.
    seq = models.PositiveBigIntegerField()
    requester_seq = models.PositiveBigIntegerField(null=True)
    user_id = models.PositiveBigIntegerField()
    username = models.CharField(max_length=150)
    full_name = models.CharField(max_length=255, blank=True)
    text = models.CharField(max_length=TEXT_LENGTH)
    # A reply to a reply belongs to the same thread: its parent is the thread's first comment.
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    visibility = models.CharField(max_length=16, choices=Visibility, default=Visibility.INTERNAL)
    mentions = models.JSONField(default=list)
    # By user id, as they were called when it was written.
    mention_names = models.JSONField(default=dict)
    # The author's own id for this comment: sent again after a lost connection, it is the same.
    client_id = models.CharField(max_length=64, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket_id", "seq"], name="comment_seq_unique"),
            models.UniqueConstraint(
                fields=["ticket_id", "user_id", "client_id"], name="comment_client_id_unique"
            ),
            models.CheckConstraint(
                name="comment_visibility_known",
                condition=Q(visibility__in=["internal", "requester"]),
            ),
            models.CheckConstraint(
                name="comment_requester_seq_iff_visible",
                condition=Q(visibility="internal", requester_seq__isnull=True)
                | Q(visibility="requester", requester_seq__isnull=False),
            ),
            models.CheckConstraint(
                name="comment_empty_iff_deleted",
                condition=Q(deleted_at__isnull=True) & ~Q(text="")
                | Q(deleted_at__isnull=False, text=""),
            ),
        ]

    def seq_for(self, *, internal: bool) -> int:
        """Its place in the stream that this kind of reader follows; it must be in there."""
        if internal:
            return self.seq
        assert self.requester_seq is not None
        return self.requester_seq


class CommentVersion(models.Model):
    """A text that a comment had before it was edited or deleted."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")
    text = models.CharField(max_length=TEXT_LENGTH)
    replaced_by = models.PositiveBigIntegerField()
    replaced_at = models.DateTimeField(auto_now_add=True)


class CommentRating(models.Model):
    """One person's opinion of a comment."""

    class Value(models.TextChoices):
        UP = "up"
        DOWN = "down"

    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="ratings", related_query_name="rating"
    )
    user_id = models.PositiveBigIntegerField()
    value = models.CharField(max_length=4, choices=Value)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "user_id"], name="rating_one_per_person"),
            models.CheckConstraint(
                name="rating_value_known", condition=Q(value__in=["up", "down"])
            ),
        ]


class ReadMarker(models.Model):
    """How far a person has read the comments of a ticket, as a seq of the stream they see."""

    ticket_id = models.CharField(max_length=64)
    user_id = models.PositiveBigIntegerField()
    last_seq = models.PositiveBigIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket_id", "user_id"], name="read_marker_unique")
        ]
