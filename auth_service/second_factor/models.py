from django.db import models
from django.db.models import Q

from auth_service.accounts.models import User


class FactorQuerySet(models.QuerySet["SecondFactor"]):
    def confirmed(self) -> "FactorQuerySet":
        """Those that were proven to work; until then they protect nothing."""
        return self.filter(confirmed_at__isnull=False)


class SecondFactor(models.Model):
    """A way in which a person proves a sign-in besides the password."""

    class Method(models.TextChoices):
        TOTP = "totp"
        EMAIL = "email"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="second_factors")
    method = models.CharField(max_length=10, choices=Method)
    # Of TOTP alone, encrypted: it has to be read at every sign-in.
    secret = models.TextField(blank=True, default="")
    # The last thirty seconds whose TOTP code was used: that one and older ones are refused.
    last_counter = models.PositiveBigIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FactorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "method"], name="second_factor_one_per_method"),
            models.CheckConstraint(
                condition=Q(method="totp") & ~Q(secret="") | Q(method="email", secret=""),
                name="second_factor_totp_has_secret",
            ),
        ]


class EmailedCode(models.Model):
    """The code that was mailed to a person last. Only a keyed digest of it is stored."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="emailed_code"
    )
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField(db_index=True)
    attempts_left = models.PositiveSmallIntegerField()


class RecoveryCode(models.Model):
    """For whoever has lost the other factors: good once. Only a keyed digest is stored."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_unique")
        ]
