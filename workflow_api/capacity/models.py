"""How much work fills a person's hands, where that is not the usual."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils import timezone

LEAST: Final = 1
MOST: Final = 200


class Capacity(models.Model):
    """Open items, of whatever role, that are as much as somebody can do at a time.

    It is shown and decides nothing: shares follow from turns alone.
    """

    user_id = models.PositiveBigIntegerField(primary_key=True)
    items = models.PositiveSmallIntegerField()
    set_by_id = models.PositiveBigIntegerField()
    set_by_name = models.CharField(max_length=200)
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="capacity_within_bounds",
                condition=Q(items__gte=LEAST, items__lte=MOST),
            )
        ]
