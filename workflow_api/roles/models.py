"""A synced copy of auth_service's roles and who has them. Only sync messages change it, except
for the turns of the round robin, which are ours."""

from django.db import models
from django.utils import timezone

from workflow_api.roles.querysets import RoleMemberQuerySet


class Role(models.Model):
    """A role of one system. `id` is auth_service's; `version` rises with every change there."""

    id = models.PositiveBigIntegerField(primary_key=True)
    # Not unique here: a renamed role and its successor may arrive in either order.
    name = models.CharField(max_length=150)
    system = models.CharField(max_length=32, default="TTS")
    description = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveBigIntegerField(default=0)
    synced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["system", "name", "id"]
        indexes = [models.Index(name="role_by_name", fields=["system", "name"])]


class RoleMember(models.Model):
    """A person in a role, and when they last had a turn (`turn_no` 0: never)."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="members")
    user_id = models.PositiveBigIntegerField()
    username = models.CharField(max_length=150, blank=True)
    full_name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    # Empty: in none. Nothing: auth_service has not told yet.
    department = models.CharField(max_length=100, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    assigned_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveBigIntegerField(default=0)
    last_turn_at = models.DateTimeField(null=True)
    turn_no = models.PositiveBigIntegerField(default=0)
    # Turns that came back unused; they go before everybody else's.
    owed_turns = models.PositiveIntegerField(default=0)

    objects = RoleMemberQuerySet.as_manager()

    class Meta:
        ordering = ["full_name", "user_id"]
        indexes = [models.Index(name="member_by_user", fields=["user_id"])]
        constraints = [
            models.UniqueConstraint(name="member_once_in_role", fields=["role", "user_id"])
        ]

    @property
    def display_name(self) -> str:
        return self.full_name or self.username or f"User {self.user_id}"


class Availability(models.Model):
    """When a person works, as auth_service last said. Nobody is away who has no row."""

    user_id = models.PositiveBigIntegerField(primary_key=True)
    # {time_zone, shifts, leaves} as `shared.availability` reads them.
    content = models.JSONField()
    version = models.PositiveBigIntegerField()


class Departure(models.Model):
    """Somebody who is no longer in a role; whoever hands out work looks after what they had."""

    role_name = models.CharField(max_length=150)
    user_id = models.PositiveBigIntegerField()
    left_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="departure_once_per_role", fields=["role_name", "user_id"])
        ]


class PendingAssignment(models.Model):
    """An assignment that arrived before its role and waits for it."""

    role_id = models.PositiveBigIntegerField()
    user_id = models.PositiveBigIntegerField()
    # The message's own fields, as the handler would have used them.
    content = models.JSONField()
    version = models.PositiveBigIntegerField()
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="pending_once_per_role", fields=["role_id", "user_id"])
        ]
