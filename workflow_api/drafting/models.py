"""Several people at one draft: what it was before each change, and who has it open."""

from typing import Any

from django.db import models
from django.utils import timezone


class Revision(models.Model):
    """A draft as it was at one of its versions, kept for as long as somebody may still be
    editing on top of it."""

    workflow = models.ForeignKey("workflows.Workflow", models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    definition: Any = models.JSONField()
    made_by_name = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="revision_by_age", fields=["made_at"])]
        constraints = [
            models.UniqueConstraint(
                name="revision_once_per_version", fields=["workflow", "version"]
            )
        ]


class Editor(models.Model):
    """Somebody who has a workflow open in the designer, as their last heartbeat said."""

    workflow = models.ForeignKey("workflows.Workflow", models.CASCADE, related_name="editors")
    user_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["since", "id"]
        indexes = [models.Index(name="editor_by_age", fields=["seen_at"])]
        constraints = [
            models.UniqueConstraint(name="editor_once_per_workflow", fields=["workflow", "user_id"])
        ]
