"""Whom a task concerns besides those who work on it."""

from django.db import models
from django.utils import timezone


class Watch(models.Model):
    """Somebody wants to keep an eye on a task."""

    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="watches")
    user_id = models.PositiveBigIntegerField()
    user_name = models.CharField(max_length=200)
    # Of their token, as it was then: what a manager sees depends on it, and nobody tells it later.
    department = models.CharField(max_length=100, blank=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["user_name", "user_id"]
        indexes = [models.Index(name="watch_by_user", fields=["user_id", "-task"])]
        constraints = [
            models.UniqueConstraint(name="watch_once_per_task", fields=["task", "user_id"])
        ]


class Mention(models.Model):
    """A comment addressed somebody; the comment itself is in messaging_service."""

    ticket = models.ForeignKey("tickets.WorkflowTicket", models.CASCADE, related_name="mentions")
    user_id = models.PositiveBigIntegerField()
    comment_id = models.PositiveBigIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(name="mention_by_user", fields=["user_id", "ticket"])]
        constraints = [
            models.UniqueConstraint(
                name="mention_once_per_comment", fields=["ticket", "comment_id", "user_id"]
            )
        ]
