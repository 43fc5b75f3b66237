from django.db import models
from django.db.models import Q


class Seal(models.Model):
    """The place of an audit row in the chain of its service.

    `hash` covers the row, its place and `previous`, the hash of the seal before; the first seal of
    a day follows the last one of the day before. Grants and a trigger refuse to change a seal.
    """

    day = models.DateField()
    seq = models.PositiveIntegerField()
    # A plain number: that the row has gone is what the seal is to tell.
    event = models.PositiveBigIntegerField()
    hash = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)

    class Meta:
        db_table = "audit_seal"
        constraints = [
            models.UniqueConstraint(fields=["day", "seq"], name="audit_seal_place_unique"),
            models.UniqueConstraint(fields=["event"], name="audit_seal_event_unique"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="audit_seal_counts_from_one"),
        ]


class Unsealed(models.Model):
    """An audit row that waits for its seal. A trigger puts it here, in the row's transaction."""

    event = models.PositiveBigIntegerField(primary_key=True)

    class Meta:
        db_table = "audit_unsealed"
