from django.db import models
from django.db.models import Q


class CategorySnapshot(models.Model):
    """The categories workflow_api named last: what the requester's form offers while it is away."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    categories = models.JSONField(null=True)
    fetched_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="category_snapshot_is_single", condition=Q(id=1)),
            models.CheckConstraint(
                name="category_snapshot_complete",
                condition=Q(categories__isnull=True, fetched_at__isnull=True)
                | Q(categories__isnull=False, fetched_at__isnull=False),
            ),
        ]
