"""The work of each person in a task."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from workflow_api.tasks.models.task import Task
from workflow_api.tasks.states import OPEN_ITEM_STATUSES


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
                name="item_begun_by_somebody",
                condition=~Q(status="in_progress") | Q(assignee_id__isnull=False),
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
