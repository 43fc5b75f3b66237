from django.db import models


class LetterQuota(models.Model):
    """How many mails of a kind an address was sent lately, so that nobody can flood it."""

    key = models.CharField(max_length=100, primary_key=True)
    sent = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)
