from django.db import models
from django.db.models.functions import Now

from auth_service.accounts.models import User


class ForeignIdentity(models.Model):
    """A person as their organisation's provider knows them; `subject` never changes there."""

    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    linked_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_once"),
            models.UniqueConstraint(fields=["issuer", "user"], name="identity_one_per_person"),
        ]
