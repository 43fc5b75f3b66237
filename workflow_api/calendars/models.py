"""Working time, and every state it ever had: clocks that ran by an old one keep it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

KEY_LENGTH = 64


class Calendar(models.Model):
    """Working time under a name. Workflows refer to it by `key`, which never changes.

    `version` rises with every edit, so that a writer can say which state they saw.
    """

    key = models.SlugField(max_length=KEY_LENGTH)
    name = models.CharField(max_length=150)
    description = models.TextField(blank=True)
    current_version = models.ForeignKey(
        "CalendarVersion", models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(name="calendar_key_unique", fields=["key"]),
            models.UniqueConstraint(Lower("name"), name="calendar_name_unique"),
            models.CheckConstraint(name="calendar_has_key", condition=~Q(key="")),
        ]


class CalendarVersion(models.Model):
    """Slots, holidays and zone (`tts.calendar/1`). A trigger refuses to alter it."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content: Any = models.JSONField()
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="calendar_version_number_unique", fields=["calendar", "number"]
            )
        ]
