"""Who did what to which object, kept for ever."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class AuditEvent(models.Model):
    """One change and its author. A trigger refuses to alter or remove a row."""

    class ActorKind(models.TextChoices):
        PERSON = "person"
        SERVICE = "service"
        SYSTEM = "system"

    at = models.DateTimeField(default=timezone.now)
    actor_kind = models.CharField(max_length=10, choices=ActorKind)
    actor_id = models.PositiveBigIntegerField(null=True)
    actor_name = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)
    # A plain number: the record outlives whatever becomes of the task.
    task_id = models.PositiveBigIntegerField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    correlation_id = models.UUIDField(null=True)
    address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=300, blank=True)

    # What a seal covers (shared.audit); a column that is added later stays outside.
    SEALED = (
        *("id", "at", "actor_kind", "actor_id", "actor_name", "action", "object_type"),
        *("object_id", "task_id", "before", "after", "reason", "correlation_id", "address"),
        "user_agent",
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(name="audit_by_task", fields=["task_id", "-id"]),
            models.Index(name="audit_by_actor", fields=["actor_id", "-id"]),
            # By how a name begins: an ordinary index finds that in the collation "C" alone.
            models.Index(
                name="audit_by_action_begin",
                fields=["action", "-id"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
            ),
            models.Index(name="audit_by_object", fields=["object_type", "object_id", "-id"]),
            models.Index(name="audit_by_time", fields=["at"]),
            models.Index(
                name="audit_by_correlation",
                fields=["correlation_id", "-id"],
                condition=Q(correlation_id__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_actor_kind_known",
                condition=Q(actor_kind__in=["person", "service", "system"]),
            ),
            models.CheckConstraint(
                name="audit_person_has_id",
                condition=~Q(actor_kind="person") | Q(actor_id__isnull=False),
            ),
        ]
