import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from auth_service.accounts.models import User


class SigningKey(models.Model):
    """An RSA key pair. The private half is stored encrypted, the public half as a JWK.

    `next` is published before it signs, `previous` stays until nothing it signed can be valid.
    """

    class State(models.TextChoices):
        NEXT = "next"
        CURRENT = "current"
        PREVIOUS = "previous"

    kid = models.CharField(max_length=64, primary_key=True)
    state = models.CharField(max_length=10, choices=State)
    private_key = models.TextField()
    public_key = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["next", "current", "previous"]), name="signing_key_state"
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state__in=["next", "current"]),
                name="signing_key_one_next_one_current",
            ),
            models.CheckConstraint(
                condition=Q(state="previous", retired_at__isnull=False)
                | (~Q(state="previous") & Q(retired_at=None)),
                name="signing_key_previous_iff_retired",
            ),
        ]


class Session(models.Model):
    """One sign-in and all refresh tokens that follow from it: the family."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    address = models.GenericIPAddressField(null=True, blank=True)
    user_agent = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField(db_default=Now())
    # When and how the person last proved who they are (the claims auth_time and amr).
    authenticated_at = models.DateTimeField(db_default=Now())
    methods = models.JSONField(default=list)
    last_used_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(max_length=50, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["user", "last_used_at"], name="session_user_used")]


class RefreshToken(models.Model):
    """A refresh token, good for one use. `id` is its jti; the token itself is not stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="tokens")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    # Fingerprint of the client that used it, for the grace period.
    used_by = models.CharField(max_length=64, blank=True, default="")
    replaced_by = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=False) | Q(replaced_by=None, used_by=""),
                name="refresh_token_unused_has_no_successor",
            )
        ]


class ServiceClient(models.Model):
    """A program that signs in with a secret of its own; its tokens carry `scopes`."""

    client_id = models.CharField(max_length=100, unique=True)
    secret = models.CharField(max_length=128)
    # After a rotation: the secret before, for as long as the program may still use it.
    former_secret = models.CharField(max_length=128, blank=True, default="")
    former_until = models.DateTimeField(null=True, blank=True)
    scopes = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    # Rises with every change, for `If-Match`.
    version = models.PositiveIntegerField(default=1)
    # Rises whenever tokens that are still out must no longer be believed.
    token_version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(former_secret="", former_until=None)
                | (~models.Q(former_secret="") & models.Q(former_until__isnull=False)),
                name="service_client_former_has_end",
            )
        ]


class LoginDelay(models.Model):
    """Recent failures to sign in to one account, or from one address."""

    subject = models.CharField(max_length=80, primary_key=True)
    failures = models.PositiveIntegerField()
    blocked_until = models.DateTimeField()
    forget_at = models.DateTimeField(db_index=True)
