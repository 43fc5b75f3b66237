from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from auth_service.access.models import Role
from auth_service.accounts.models import User


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor revoked; the link may have expired."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """An offer of an account with roles to whoever reads the mails of an address."""

    class Status(models.TextChoices):
        OPEN = "open"
        EXPIRED = "expired"
        ACCEPTED = "accepted"
        REVOKED = "revoked"

    email = models.EmailField(max_length=254)
    full_name = models.CharField(max_length=200)
    department = models.CharField(max_length=100, blank=True, default="")
    roles = models.ManyToManyField(Role, related_name="+")
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Whoever accepted; the account has the address from then on.
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_one_open_per_address",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, person=None)
                | Q(accepted_at__isnull=False, person__isnull=False, revoked_at=None),
                name="invitation_accepted_by_a_person",
            ),
        ]

    @property
    def status(self) -> Status:
        if self.accepted_at is not None:
            return self.Status.ACCEPTED
        if self.revoked_at is not None:
            return self.Status.REVOKED
        return self.Status.OPEN if self.expires_at > timezone.now() else self.Status.EXPIRED
