"""Bundles of acts under a name, and what their runs changed."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from workflow_api.holds.models import Reason
from workflow_api.tickets.models import WorkflowTicket

UNDO_WITHIN = timedelta(minutes=15)
EMPTY_FIELDS = Q(fields={})


class Macro(models.Model):
    """What somebody does to tickets again and again, done in one act.

    `version` rises with every change; the history of a task names the one that ran.
    """

    class Scope(models.TextChoices):
        EVERYBODY = "everybody"
        ROLE = "role"
        PERSONAL = "personal"

    class TextKind(models.TextChoices):
        # A line in the task's history, or the comment of the transition.
        NOTE = "note"
        # Put into the composer for a person to send.
        REPLY = "reply"

    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300, blank=True)
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.PERSONAL)
    role = models.CharField(max_length=150, blank=True)
    owner_id = models.PositiveBigIntegerField()
    owner_name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    priority = models.CharField(max_length=10, choices=WorkflowTicket.Priority, blank=True)
    # Texts of the checklist of whatever step the task is at.
    ticks: Any = models.JSONField(default=list)
    # Values for what the step asks for, by the name of the field.
    fields: Any = models.JSONField(default=dict)
    text_kind = models.CharField(max_length=5, choices=TextKind, blank=True)
    text = models.TextField(blank=True)
    # The key of a way out of the step, or the outcome of the only one that has it.
    transition = models.CharField(max_length=64, blank=True)
    hold_code = models.CharField(max_length=30, choices=Reason, blank=True)
    hold_reason = models.CharField(max_length=300, blank=True)
    # Empty: until somebody lets it go on.
    hold_hours = models.PositiveSmallIntegerField(null=True)

    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), name="macro_name_once_for_everybody", condition=Q(scope="everybody")
            ),
            models.UniqueConstraint(
                "role", Lower("name"), name="macro_name_once_per_role", condition=Q(scope="role")
            ),
            models.UniqueConstraint(
                "owner_id",
                Lower("name"),
                name="macro_name_once_per_person",
                condition=Q(scope="personal"),
            ),
            models.CheckConstraint(name="macro_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="macro_scope_known", condition=Q(scope__in=["everybody", "role", "personal"])
            ),
            models.CheckConstraint(
                name="macro_role_iff_for_one",
                condition=Q(scope="role", role__gt="") | (~Q(scope="role") & Q(role="")),
            ),
            models.CheckConstraint(
                name="macro_priority_known",
                condition=Q(priority__in=["", "low", "medium", "high", "urgent"]),
            ),
            models.CheckConstraint(
                name="macro_text_iff_of_a_kind",
                condition=Q(text_kind="", text="")
                | Q(text_kind__in=["note", "reply"], text__gt=""),
            ),
            models.CheckConstraint(
                name="macro_fields_with_transition", condition=EMPTY_FIELDS | Q(transition__gt="")
            ),
            models.CheckConstraint(
                name="macro_transition_or_hold", condition=Q(transition="") | Q(hold_code="")
            ),
            models.CheckConstraint(
                name="macro_hold_code_known",
                condition=Q(
                    hold_code__in=[
                        "",
                        "waiting_for_requester",
                        "waiting_for_supplier",
                        "waiting_for_third_party",
                        "planned",
                        "no_capacity",
                        "other",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="macro_hold_terms_with_hold",
                condition=Q(hold_code__gt="") | Q(hold_reason="", hold_hours=None),
            ),
            models.CheckConstraint(
                name="macro_hold_other_says_why",
                condition=~Q(hold_code="other") | Q(hold_reason__gt=""),
            ),
            models.CheckConstraint(
                name="macro_hold_lasts",
                condition=Q(hold_hours=None) | Q(hold_hours__gte=1),
            ),
            models.CheckConstraint(
                name="macro_does_something",
                condition=Q(priority__gt="")
                | ~Q(ticks=[])
                | Q(text__gt="")
                | Q(transition__gt="")
                | Q(hold_code__gt=""),
            ),
        ]

    @property
    def note(self) -> str:
        return self.text if self.text_kind == self.TextKind.NOTE else ""

    @property
    def reply(self) -> str:
        return self.text if self.text_kind == self.TextKind.REPLY else ""

    @property
    def acts(self) -> bool:
        """Whether it changes a task; one with a reply alone only brings text."""
        return bool(self.priority or self.ticks or self.note or self.transition or self.hold_code)


class MacroRun(models.Model):
    """What a run without a transition changed, kept so that it can be taken back.

    `before` is {priority: what it was or "", ticks: those it set, held: whether it put on hold}.
    """

    macro = models.ForeignKey(Macro, models.SET_NULL, null=True, related_name="runs")
    macro_name = models.CharField(max_length=80)
    macro_version = models.PositiveIntegerField()
    task = models.ForeignKey("tasks.Task", models.CASCADE, related_name="+")
    # The task's version right after the run: whoever changed it since stands in the way.
    task_version = models.PositiveIntegerField()
    before: Any = models.JSONField(default=dict)
    by_id = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(name="macro_run_by_age", fields=["at"])]
        constraints = [
            models.UniqueConstraint(
                name="macro_run_once_per_state", fields=["task", "task_version"]
            )
        ]

    @property
    def undo_until(self) -> datetime:
        return self.at + UNDO_WITHIN
