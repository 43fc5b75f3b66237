"""Workflows as they are drawn, and the frozen versions of them that tasks run on."""

from itertools import combinations
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Trim
from django.utils import timezone

from workflow_api.engine.definition import DEFAULT_COORDINATOR_ROLE, PRIORITIES
from workflow_api.engine.elements import KINDS

KEY_LENGTH = 64
SLA_PAIRS = list(combinations(PRIORITIES, 2))


class Workflow(models.Model):
    """A way of working. Tickets find it by category, sub-category and department (empty: any)
    while it is deployed; what they then run on is `current_version`.

    `version` rises with every edit, so that a writer can say which state they saw.
    """

    class Status(models.TextChoices):
        DRAFT = "draft"
        INITIALIZED = "initialized"
        DEPLOYED = "deployed"
        PAUSED = "paused"
        ARCHIVED = "archived"

    class EndLogic(models.TextChoices):
        NONE = "none"
        NOTIFICATION = "notification"
        ASSET = "asset"
        BUDGET = "budget"

    name = models.CharField(max_length=150)
    key = models.SlugField(max_length=KEY_LENGTH)
    description = models.TextField(blank=True)
    category = models.CharField(max_length=100, blank=True)
    sub_category = models.CharField(max_length=100, blank=True)
    department = models.CharField(max_length=100, blank=True)
    end_logic = models.CharField(max_length=20, choices=EndLogic, default=EndLogic.NONE)
    urgent_sla = models.DurationField(null=True, blank=True)
    high_sla = models.DurationField(null=True, blank=True)
    medium_sla = models.DurationField(null=True, blank=True)
    low_sla = models.DurationField(null=True, blank=True)
    coordinator_role = models.CharField(max_length=150, default=DEFAULT_COORDINATOR_ROLE)
    # Empty: every second works (24x7).
    calendar = models.ForeignKey(
        "calendars.Calendar", models.PROTECT, to_field="key", null=True, related_name="workflows"
    )
    # As in `tts.workflow/1`; empty: the default ladder.
    ladder: Any = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    current_version = models.ForeignKey(
        "WorkflowVersion", models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    created_by = models.PositiveBigIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="workflow_name_unique"),
            models.UniqueConstraint(name="workflow_key_unique", fields=["key"]),
            models.UniqueConstraint(
                Lower(Trim("category")),
                Lower(Trim("sub_category")),
                Lower(Trim("department")),
                name="workflow_one_deployed_per_match",
                condition=Q(status="deployed"),
            ),
            models.CheckConstraint(
                name="workflow_status_known",
                condition=Q(status__in=["draft", "initialized", "deployed", "paused", "archived"]),
            ),
            models.CheckConstraint(
                name="workflow_end_logic_known",
                condition=Q(end_logic__in=["none", "notification", "asset", "budget"]),
            ),
            models.CheckConstraint(
                name="workflow_live_has_version",
                condition=~Q(status__in=["deployed", "paused"]) | Q(current_version__isnull=False),
            ),
            # A missing target makes a comparison unknown, which a check lets pass.
            *(
                models.CheckConstraint(
                    name=f"workflow_{sooner}_before_{later}",
                    condition=Q(**{f"{sooner}_sla__lt": F(f"{later}_sla")}),
                )
                for sooner, later in SLA_PAIRS
            ),
        ]


class Step(models.Model):
    """A step of the draft. Drafts may be contradictory, so only identity is constrained."""

    workflow = models.ForeignKey(Workflow, models.CASCADE, related_name="steps")
    key = models.CharField(max_length=KEY_LENGTH)
    order = models.IntegerField(default=0)
    # The rest of the element in the form of `tts.workflow/1`.
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=150, blank=True)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    weight = models.FloatField(default=1.0)
    is_start = models.BooleanField(default=False)
    is_end = models.BooleanField(default=False)
    instructions = models.TextField(blank=True)
    policy = models.CharField(max_length=100, default="round_robin")
    escalate_to = models.CharField(max_length=150, blank=True)
    comment_required = models.BooleanField(default=False)
    first_touch_minutes = models.PositiveIntegerField(null=True)
    approvals_needed = models.PositiveSmallIntegerField(default=1)
    approvers = models.PositiveSmallIntegerField(null=True)
    checklist = models.JSONField(default=list)
    required_fields = models.JSONField(default=list)
    operation = models.CharField(max_length=80, blank=True)
    mapping = models.JSONField(default=dict)
    wait_seconds = models.PositiveIntegerField(null=True)
    position = models.JSONField(null=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(name="step_key_unique", fields=["workflow", "key"]),
            models.CheckConstraint(name="step_kind_known", condition=Q(kind__in=list(KINDS))),
        ]


class Transition(models.Model):
    """A way out of a step of the draft. Its ends are keys and no foreign keys: a half-drawn
    graph must be storable; `target` empty ends the workflow."""

    workflow = models.ForeignKey(Workflow, models.CASCADE, related_name="transitions")
    key = models.CharField(max_length=KEY_LENGTH)
    order = models.IntegerField(default=0)
    source = models.CharField(max_length=KEY_LENGTH)
    target = models.CharField(max_length=KEY_LENGTH, null=True)
    label = models.CharField(max_length=100)
    outcome = models.CharField(max_length=40, default="done")
    condition = models.JSONField(null=True)
    requires_comment = models.BooleanField(default=False)
    default = models.BooleanField(default=False)
    allowed_roles = models.JSONField(default=list)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(name="transition_key_unique", fields=["workflow", "key"])
        ]


class WorkflowVersion(models.Model):
    """A deployed definition (`tts.workflow/1`). A trigger refuses to alter or remove it."""

    workflow = models.ForeignKey(Workflow, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition: Any = models.JSONField()
    hash = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    deployed_by = models.PositiveBigIntegerField(null=True)
    deployed_by_name = models.CharField(max_length=200)
    deployed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="version_number_unique", fields=["workflow", "number"])
        ]
