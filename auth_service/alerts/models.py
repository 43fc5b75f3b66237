from django.db import models

from auth_service.accounts.models import User


class KnownTrait(models.Model):
    """A device or network that a person has signed in from before; only digests are kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_traits")
    digest = models.CharField(max_length=64)
    last_seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="known_trait_unique")
        ]
