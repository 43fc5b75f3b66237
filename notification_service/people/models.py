from django.db import models


class KnownPerson(models.Model):
    """What auth_service said about a person; a copy that answers while auth_service cannot."""

    user_id = models.PositiveBigIntegerField(primary_key=True)
    email = models.CharField(max_length=254, blank=True)
    full_name = models.CharField(max_length=200, blank=True)
    fetched_at = models.DateTimeField()


class KnownRole(models.Model):
    """Who held a role when auth_service was last asked."""

    pk = models.CompositePrimaryKey("system", "role")
    system = models.CharField(max_length=32)
    role = models.CharField(max_length=100)
    user_ids = models.JSONField(default=list)
    fetched_at = models.DateTimeField()
