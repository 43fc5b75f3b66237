"""How people arrange their lists of tasks."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SavedView(models.Model):
    """A filtered list under a name, for oneself or for everybody in a role."""

    class Sharing(models.TextChoices):
        PRIVATE = "private"
        ROLE = "role"

    owner_id = models.PositiveBigIntegerField()
    owner_name = models.CharField(max_length=200)
    name = models.CharField(max_length=80)
    sharing = models.CharField(max_length=10, choices=Sharing, default=Sharing.PRIVATE)
    role = models.CharField(max_length=150, blank=True)
    # Query parameters of /tasks/ as they are in an address.
    filters = models.JSONField(default=dict)
    ordering = models.CharField(max_length=40, blank=True)
    # [{name, width?}], as its owner proposes them; everybody may have others.
    columns = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(name="view_by_role", fields=["role", "name"], condition=Q(sharing="role")),
        ]
        constraints = [
            models.UniqueConstraint(name="view_name_once_per_owner", fields=["owner_id", "name"]),
            models.CheckConstraint(
                name="view_sharing_known", condition=Q(sharing__in=["private", "role"])
            ),
            models.CheckConstraint(
                name="view_role_iff_shared",
                condition=Q(sharing="private", role="") | (Q(sharing="role") & ~Q(role="")),
            ),
        ]


class OwnColumns(models.Model):
    """What one person sees of each task in one view; nobody else's list changes with it."""

    user_id = models.PositiveBigIntegerField()
    # A built-in view's word, or `saved-<id>`.
    view = models.CharField(max_length=40)
    columns = models.JSONField(default=list)
    density = models.CharField(max_length=12, default="comfortable")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="columns_once_per_view", fields=["user_id", "view"]),
            models.CheckConstraint(
                name="columns_density_known", condition=Q(density__in=["comfortable", "compact"])
            ),
        ]


class Habits(models.Model):
    """How a person likes to work through their list."""

    class Afterwards(models.TextChoices):
        STAY = "stay"
        NEXT = "next"

    user_id = models.PositiveBigIntegerField(primary_key=True)
    # A built-in view's word, or `saved-<id>`; empty for the first.
    default_view = models.CharField(max_length=40, blank=True)
    after_completing = models.CharField(max_length=4, choices=Afterwards, default=Afterwards.STAY)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="habits_afterwards_known", condition=Q(after_completing__in=["stay", "next"])
            )
        ]
