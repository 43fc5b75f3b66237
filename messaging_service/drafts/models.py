"""What people have begun to write."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

TEXT_LENGTH = 10_000


class Draft(models.Model):
    """One person's unfinished comment on a ticket, read by nobody else."""

    ticket_id = models.CharField(max_length=64)
    user_id = models.PositiveBigIntegerField()
    text = models.CharField(max_length=TEXT_LENGTH)
    visibility = models.CharField(max_length=16, default="internal")
    mentions = models.JSONField(default=list)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(name="draft_by_age", fields=["saved_at"])]
        constraints = [
            models.UniqueConstraint(fields=["user_id", "ticket_id"], name="draft_one_per_person"),
            models.CheckConstraint(
                name="draft_visibility_known",
                condition=Q(visibility__in=["internal", "requester"]),
            ),
            models.CheckConstraint(name="draft_not_empty", condition=~Q(text="")),
        ]
