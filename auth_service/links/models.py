from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone


class LinkQuerySet(models.QuerySet["SingleUseLink"]):
    def usable(self) -> "LinkQuerySet":
        """Neither used nor expired."""
        return self.filter(used_at=None, expires_at__gt=timezone.now())


class SingleUseLink(models.Model):
    """What a link in a mail is good for, once. The token itself is not stored, only its digest."""

    class Purpose(models.TextChoices):
        PASSWORD_RESET = "password_reset"  # noqa: S105  a purpose, not a secret
        INVITATION = "invitation"
        VERIFY_EMAIL = "verify_email"
        CONFIRM_EMAIL = "confirm_email"

    digest = models.CharField(max_length=64, primary_key=True)
    purpose = models.CharField(max_length=20, choices=Purpose)
    # A person, an invitation or a registration: the purpose says which.
    subject_id = models.PositiveBigIntegerField()
    address = models.EmailField(max_length=254)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="single_use_link_purpose",
                condition=Q(
                    purpose__in=["password_reset", "invitation", "verify_email", "confirm_email"]
                ),
            ),
            models.UniqueConstraint(
                fields=["purpose", "subject_id"],
                condition=Q(used_at=None),
                name="single_use_link_one_open",
            ),
        ]
