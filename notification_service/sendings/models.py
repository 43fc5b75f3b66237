import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from notification_service.sendings.kinds import SENDABLE
from shared.identity.caller import Caller
from shared.identity.rights import Action, decide


class SendingQuerySet(models.QuerySet["Sending"]):
    def visible_to(self, caller: Caller) -> "SendingQuerySet":
        """All for whoever may read the administration, its own for a program, none otherwise."""
        if decide(caller.roles, Action.READ_ADMINISTRATION).allowed:
            return self
        return self.filter(key_id=caller.key_id) if caller.key_id else self.none()


class Sending(models.Model):
    """A notice that another program asked to be mailed. Its id is that of the mail too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The key lives in auth_service; its name is kept as it was.
    key_id = models.UUIDField()
    key_name = models.CharField(max_length=100)
    user_email = models.CharField(max_length=254)
    user_name = models.CharField(max_length=150)
    notification_type = models.CharField(max_length=32)
    context_data = models.JSONField(default=dict)
    repeats = models.UUIDField(null=True, help_text="The earlier sending that this one repeats.")
    correlation_id = models.UUIDField()
    requested_at = models.DateTimeField(default=timezone.now)

    objects = SendingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sending_type_known", condition=Q(notification_type__in=SENDABLE)
            ),
            models.CheckConstraint(name="sending_has_address", condition=~Q(user_email="")),
            models.CheckConstraint(
                name="sending_repeats_another", condition=~Q(repeats=models.F("id"))
            ),
        ]
        indexes = [
            models.Index(fields=["key_id", "-requested_at", "id"], name="sending_by_key"),
            models.Index(fields=["-requested_at", "id"], name="sending_newest"),
            models.Index(fields=["user_email", "-requested_at"], name="sending_by_address"),
        ]
