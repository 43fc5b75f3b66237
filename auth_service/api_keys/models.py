import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def opened_by(self, digest: str, now: datetime) -> "ApiKeyQuerySet":
        """The key that a program may use now, by the digest of what it sent."""
        current = Q(digest=digest)
        former = Q(former_digest=digest, former_until__gt=now)
        return self.filter(current | former, revoked_at=None, expires_at__gt=now)


class ApiKey(models.Model):
    """Lets a program of somebody else in. Only a digest of the key is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    # The beginning of the key, for people to tell one from another.
    prefix = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    # After a rotation: the key before, for as long as the program may still use it.
    former_digest = models.CharField(max_length=64, blank=True, default="")
    former_until = models.DateTimeField(null=True, blank=True)
    scopes = models.JSONField(default=list)
    created_by = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(db_default=Now())
    rotated_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="api_key_by_former", fields=["former_digest"])]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), condition=Q(revoked_at=None), name="api_key_name_unique"
            ),
            models.CheckConstraint(
                condition=Q(former_digest="", former_until=None)
                | (~Q(former_digest="") & Q(former_until__isnull=False)),
                name="api_key_former_has_end",
            ),
        ]
