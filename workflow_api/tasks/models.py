"""One run of a workflow for one ticket, the work of each person in it, and what happened."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from workflow_api.engine.state_machine import TaskState
from workflow_api.tasks.querysets import TaskQuerySet
from workflow_api.tasks.states import (
    ENDED_STATUSES,
    OPEN_ITEM_STATUSES,
    OPEN_STATUSES,
    STATUSES,
)


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


class TaskItem(models.Model):
    """One person's assignment on one step; without an assignee it waits for one."""

    class Origin(models.TextChoices):
        SYSTEM = "system"
        CLAIMED = "claimed"
        TRANSFERRED = "transferred"
        ESCALATED = "escalated"
        MANUAL = "manual"

    class Status(models.TextChoices):
        NEW = "new"
        IN_PROGRESS = "in_progress"
        DONE = "done"
        TRANSFERRED = "transferred"
        ESCALATED = "escalated"
        EXPIRED = "expired"

    task = models.ForeignKey(Task, models.CASCADE, related_name="items")
    step_key = models.CharField(max_length=64)
    step_name = models.CharField(max_length=200)
    role = models.CharField(max_length=150)
    # An approval by several people has a seat for each of them; any other step only the first.
    seat = models.PositiveSmallIntegerField(default=0)
    # When a wait step is over.
    wakes_at = models.DateTimeField(null=True)
    assignee_id = models.PositiveBigIntegerField(null=True)
    assignee_name = models.CharField(max_length=200, blank=True)
    assignee_email = models.CharField(max_length=254, blank=True)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.SYSTEM)
    status = models.CharField(max_length=12, choices=Status, default=Status.NEW)
    # False for a released item and a queue to claim from: the turn must not hand it out again.
    assigns_itself = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
    # When the task came to the step: handing the work on does not change that.
    entered_at = models.DateTimeField(default=timezone.now)
    assigned_at = models.DateTimeField(null=True)
    # Until when its person has to begin, or somebody else gets it; counts while it is new.
    first_touch_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # What ended it: the key and outcome of the transition, by whom, and what they wrote.
    transition = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    closed_by_id = models.PositiveBigIntegerField(null=True)
    closed_by_name = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(name="item_by_task", fields=["task", "id"]),
            models.Index(name="item_by_assignee", fields=["assignee_id", "-task"]),
            models.Index(name="item_received", fields=["assignee_id", "assigned_at"]),
            models.Index(
                name="item_gone",
                fields=["assignee_id", "closed_at"],
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                name="item_by_closer",
                fields=["closed_by_id", "closed_at"],
                condition=Q(closed_by_id__isnull=False),
            ),
            models.Index(
                name="item_open_by_assignee",
                fields=["assignee_id", "task"],
                condition=Q(status__in=OPEN_ITEM_STATUSES),
            ),
            models.Index(
                name="item_open_by_role",
                fields=["role", "-task"],
                condition=Q(status__in=OPEN_ITEM_STATUSES),
            ),
            models.Index(
                name="item_open_by_step",
                fields=["step_name", "-task"],
                condition=Q(status__in=OPEN_ITEM_STATUSES),
            ),
            models.Index(
                name="item_open_of_nobody",
                fields=["task"],
                condition=Q(status__in=OPEN_ITEM_STATUSES, assignee_id=None),
            ),
            models.Index(
                name="item_done_by_time", fields=["closed_at"], condition=Q(status="done")
            ),
            models.Index(
                name="item_first_touch_due",
                fields=["first_touch_until"],
                condition=Q(
                    status="new", assignee_id__isnull=False, first_touch_until__isnull=False
                ),
            ),
            models.Index(
                name="item_waiting_for_somebody",
                fields=["role", "id"],
                condition=Q(status__in=OPEN_ITEM_STATUSES, assignee_id=None, assigns_itself=True),
            ),
            models.Index(
                name="item_to_be_woken",
                fields=["wakes_at"],
                condition=Q(status__in=OPEN_ITEM_STATUSES, wakes_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="item_one_open_per_seat",
                fields=["task", "step_key", "seat"],
                condition=Q(status__in=OPEN_ITEM_STATUSES),
            ),
            models.UniqueConstraint(
                name="item_one_open_per_person",
                fields=["task", "step_key", "assignee_id"],
                condition=Q(status__in=OPEN_ITEM_STATUSES),
            ),
            models.CheckConstraint(
                name="item_status_known",
                condition=Q(
                    status__in=[
                        "new",
                        "in_progress",
                        "done",
                        "transferred",
                        "escalated",
                        "expired",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="item_origin_known",
                condition=Q(origin__in=["system", "claimed", "transferred", "escalated", "manual"]),
            ),
            models.CheckConstraint(
                name="item_open_iff_not_closed",
                condition=Q(status__in=OPEN_ITEM_STATUSES, closed_at=None)
                | (~Q(status__in=OPEN_ITEM_STATUSES) & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="item_assigned_iff_since",
                condition=Q(assignee_id=None, assigned_at=None)
                | Q(assignee_id__isnull=False, assigned_at__isnull=False),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_ITEM_STATUSES

    @property
    def is_untouched(self) -> bool:
        """Whether it waits for its person to begin."""
        return self.status == self.Status.NEW and self.assignee_id is not None


class TaskEvent(models.Model):
    """One line of a task's history, in the words of the people who work on it."""

    class Kind(models.TextChoices):
        STARTED = "started"
        ASSIGNED = "assigned"
        UNASSIGNED = "unassigned"
        CLAIMED = "claimed"
        RELEASED = "released"
        BEGUN = "begun"
        TRANSFERRED = "transferred"
        ESCALATED = "escalated"
        NOT_ESCALATED = "not_escalated"
        RETURNED = "returned"
        COORDINATED = "coordinated"
        TRANSITION = "transition"
        VOTED = "voted"
        MOVED = "moved"
        REOPENED = "reopened"
        CLOSED = "closed"
        CHANGED = "changed"
        HELD = "held"
        RESUMED = "resumed"
        AMENDED = "amended"
        CANCELLED = "cancelled"
        COMPLETED = "completed"
        REJECTED = "rejected"
        SLA_WARNING = "sla_warning"
        SLA_BREACH = "sla_breach"
        SLA_ADJUSTED = "sla_adjusted"
        SLA_RECOUNTED = "sla_recounted"
        PRIORITY = "priority"
        RECEIPT = "receipt"
        MIGRATED = "migrated"

    task = models.ForeignKey(Task, models.CASCADE, related_name="events")
    item = models.ForeignKey(TaskItem, models.CASCADE, null=True, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=20, choices=Kind)
    task_version = models.PositiveIntegerField()
    # The number of the version it went by; a migration changes that of the task, not this. Empty
    # in lines that are older than the column.
    workflow_version = models.PositiveIntegerField(null=True)
    # Nobody's id means that a rule of the system did it.
    actor_id = models.PositiveBigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    step_key = models.CharField(max_length=64, blank=True)
    summary = models.CharField(max_length=300)
    notes = models.TextField(blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(name="event_by_task", fields=["task", "id"])]
