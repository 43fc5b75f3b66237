from django.db import models
from django.db.models.functions import Now


class ResetRequest(models.Model):
    """Somebody forgot a password. Looked into after they were answered, so no answer tells who
    has an account."""

    login = models.CharField(max_length=254)
    correlation_id = models.UUIDField()
    created_at = models.DateTimeField(db_default=Now())
