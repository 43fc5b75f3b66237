from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from auth_service.accounts.models import User


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def undecided(self) -> "RegistrationQuerySet":
        return self.filter(status__in=["unverified", "pending"])


class Registration(models.Model):
    """An employee's wish for an account, from the form to an Admin's decision.

    `unverified` until the address is proven, then `pending`. The password is kept hashed from the
    start, so that nobody needs a further link after the approval.
    """

    class Status(models.TextChoices):
        UNVERIFIED = "unverified"
        PENDING = "pending"
        APPROVED = "approved"
        REJECTED = "rejected"

    email = models.EmailField(max_length=254)
    full_name = models.CharField(max_length=200)
    department = models.CharField(max_length=100, blank=True, default="")
    password = models.CharField(max_length=128, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.UNVERIFIED)
    # Whether the scheduler has looked at it: who has an account is found out after the answer.
    answered_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True, default="")
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    correlation_id = models.UUIDField()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["unverified", "pending", "approved", "rejected"]),
                name="registration_status_known",
            ),
            models.CheckConstraint(
                condition=Q(status="unverified", verified_at=None)
                | (~Q(status="unverified") & Q(verified_at__isnull=False)),
                name="registration_verified_before_decided",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["unverified", "pending"], decided_at=None)
                | (Q(status__in=["approved", "rejected"]) & Q(decided_at__isnull=False)),
                name="registration_decided_iff_decided_at",
            ),
            models.CheckConstraint(
                condition=Q(status="approved", person__isnull=False)
                | (~Q(status="approved") & Q(person=None)),
                name="registration_approved_is_a_person",
            ),
            models.UniqueConstraint(
                Lower("email"), condition=Q(status="pending"), name="registration_one_pending"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="registration_unanswered", condition=Q(answered_at=None)
            )
        ]
