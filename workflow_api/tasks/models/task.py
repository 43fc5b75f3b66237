"""One run of a workflow for one ticket."""

from datetime import datetime

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from workflow_api.engine.sla import SlaState
from workflow_api.engine.state_machine import TaskState
from workflow_api.tasks.querysets import TaskQuerySet, sla_state
from workflow_api.tasks.states import ENDED_STATUSES, OPEN_STATUSES, STATUSES


class Task(models.Model):
    """A ticket on its way through one frozen version of a workflow."""

    ticket = models.ForeignKey("tickets.WorkflowTicket", models.PROTECT, related_name="tasks")
    workflow = models.ForeignKey("workflows.Workflow", models.PROTECT, related_name="+")
    workflow_version = models.ForeignKey(
        "workflows.WorkflowVersion", models.PROTECT, related_name="+"
    )
    why_workflow = models.TextField()
    # {rule: 1, 2 or 0 (by hand), asked: {category, …}, losers: [{workflow_id, name, reason}]}.
    matching = models.JSONField(default=dict)
    title = models.CharField(max_length=200)
    priority = models.CharField(max_length=10)
    status = models.CharField(
        max_length=20, choices=[(s, s) for s in STATUSES], default=TaskState.PENDING
    )
    current_step = models.CharField(max_length=64, blank=True)
    coordinator_id = models.PositiveBigIntegerField(null=True)
    coordinator_name = models.CharField(max_length=200, blank=True)
    # Rises with every change; a writer says which one it saw.
    version = models.PositiveIntegerField(default=1)
    # Items from this id on belong to the present visit of the current step.
    visit_from = models.PositiveBigIntegerField(default=0)
    # What people filled in at steps, by the name of the field.
    filled = models.JSONField(default=dict)

    # Indexes over the ledger in sla.SlaSegment; written through sla.ledger alone.
    # Seconds of working time.
    sla_target = models.PositiveIntegerField(null=True)
    sla_deadline = models.DateTimeField(null=True)
    step_deadline = models.DateTimeField(null=True)
    sla_at_risk_at = models.DateTimeField(null=True)
    next_rung_at = models.DateTimeField(null=True)
    sla_cycle = models.PositiveSmallIntegerField(default=1)
    # Whose targets, calendar and ladder hold; empty: those of `workflow_version`.
    sla_version = models.ForeignKey(
        "workflows.WorkflowVersion", models.PROTECT, null=True, related_name="+", db_index=False
    )

    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    # What changes a task has mostly asked when it locked it, to save a statement of every act.
    is_watched = True

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                name="task_rung_due",
                fields=["next_rung_at"],
                condition=Q(next_rung_at__isnull=False),
            ),
            models.Index(name="task_by_status", fields=["status", "-id"]),
            models.Index(name="task_by_workflow", fields=["workflow", "-id"]),
            models.Index(name="task_by_coordinator", fields=["coordinator_id", "-id"]),
            models.Index(name="task_by_deadline", fields=["sla_deadline"]),
            # Rows lie in the order of their creation: this costs next to nothing.
            BrinIndex(name="task_by_age", fields=["created_at"]),
            # With what an overlay on the graph counts, so that it need not visit the rows.
            models.Index(
                name="task_open_by_step",
                fields=["workflow", "current_step"],
                include=["sla_deadline", "sla_at_risk_at"],
                condition=Q(status__in=OPEN_STATUSES),
            ),
            models.Index(
                name="task_by_completion",
                fields=["completed_at"],
                condition=Q(completed_at__isnull=False),
            ),
            models.Index(
                name="task_open_by_deadline",
                fields=["sla_deadline", "id"],
                condition=Q(status__in=OPEN_STATUSES),
            ),
            models.Index(
                name="task_without_coordinator",
                fields=["id"],
                condition=Q(status__in=OPEN_STATUSES, coordinator_id=None),
            ),
            models.Index(
                name="task_to_be_closed",
                fields=["completed_at"],
                condition=Q(status__in=ENDED_STATUSES),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="task_one_open_per_ticket",
                fields=["ticket"],
                condition=Q(status__in=OPEN_STATUSES),
            ),
            models.CheckConstraint(
                name="task_status_known",
                condition=Q(status__in=STATUSES),
            ),
            models.CheckConstraint(
                name="task_priority_known",
                condition=Q(priority__in=["low", "medium", "high", "urgent"]),
            ),
            models.CheckConstraint(
                name="task_open_iff_at_a_step",
                condition=Q(status__in=OPEN_STATUSES, current_step__gt="", completed_at=None)
                | (~Q(status__in=OPEN_STATUSES) & Q(completed_at__isnull=False)),
            ),
        ]

    @property
    def number(self) -> str:
        return f"T-{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    def sla_state_at(self, now: datetime) -> SlaState:
        """How its clock stands; of a finished task, how it stood at the end."""
        return sla_state(
            at=self.completed_at or now,
            deadline=self.sla_deadline,
            target=self.sla_target,
            at_risk_at=self.sla_at_risk_at,
        )
