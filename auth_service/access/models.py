from django.db import models
from django.db.models.functions import Lower

from auth_service.accounts.models import User


class System(models.Model):
    """A system whose roles are kept here: TTS itself, HDTS, AMS, BMS. `version` rises with every
    change."""

    name = models.CharField(max_length=32)
    description = models.CharField(max_length=2000, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="system_name_unique")]


class Role(models.Model):
    """What people may be in one system. `version` rises with every change."""

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="roles")
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=2000, blank=True, default="")
    permissions = models.JSONField(default=list, blank=True)
    is_active = models.BooleanField(default=True)
    # Whoever holds it signs in with a second factor.
    requires_second_factor = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("system", Lower("name"), name="role_name_unique_in_system")
        ]


class AssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def in_force(self) -> "AssignmentQuerySet":
        """Those that give somebody a role now: assignment, role and person are all active."""
        return self.filter(is_active=True, role__is_active=True, user__is_active=True)


class RoleAssignment(models.Model):
    """A person's role. Taking it away keeps the row, so that `version` can only ever rise."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="assignments")
    is_active = models.BooleanField(default=True)
    assigned_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="assignment_unique_user_role")
        ]
