import base64

from django.db import models
from django.db.models.functions import Now

from shared.outbox.models import JSONText

PREVIEW = 3000


class RetryRun(models.Model):
    """Letters of one cause that are sent again together, `rate` of them per second."""

    cause = models.CharField(max_length=16)
    rate = models.FloatField()
    total = models.PositiveIntegerField()
    reason = models.TextField(default="")
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    started_at = models.DateTimeField(db_default=Now())
    # When the last message leaves.
    last_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    # Those that had not left when somebody stopped it; they are open again.
    kept_back = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kept_back__lte=models.F("total")),
                name="retry_run_keeps_back_its_own",
            )
        ]


class DeadLetter(models.Model):
    """A message that was given up: as it arrived, why, and what became of it.

    `kwargs` is null when the message could not be read; `body` then has every byte (base64), as it
    does for all that the broker itself gave up. `retried_as` is the message id of the replay; when
    that one dies too, it is a dead letter of its own with `replay_of` pointing here.
    """

    class State(models.TextChoices):
        OPEN = "open"
        RETRIED = "retried"
        IGNORED = "ignored"
        RESOLVED = "resolved"

    message_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    queue = models.CharField(max_length=200)
    task = models.CharField(max_length=200)
    routing_key = models.CharField(max_length=255)
    kwargs = JSONText()
    headers = JSONText()
    body = models.TextField(default="")
    code = models.CharField(max_length=100)
    text = models.TextField()
    details = JSONText(default=list)
    cause = models.CharField(max_length=16)
    attempts = models.PositiveIntegerField()
    first_failed_at = models.DateTimeField()
    last_failed_at = models.DateTimeField()
    received_at = models.DateTimeField(db_default=Now())
    correlation_id = models.UUIDField(null=True)
    # Of the ticket it is about; empty when it is about none, or could not be read.
    ticket_number = models.CharField(max_length=64, default="", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    assigned_to = models.BigIntegerField(null=True)
    ignore_until = models.DateTimeField(null=True)
    retried_as = models.UUIDField(null=True)
    run = models.ForeignKey(RetryRun, on_delete=models.PROTECT, null=True, related_name="letters")
    replay_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="failed_replays"
    )

    class Meta:
        constraints = [
            # A sender may use an id twice; only the same content again is a redelivery.
            models.UniqueConstraint(
                fields=["message_id", "queue", "digest"], name="dead_letter_stored_once"
            ),
            models.UniqueConstraint(
                fields=["retried_as"], name="dead_letter_replay_has_one_origin"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "retried", "ignored", "resolved"]),
                name="dead_letter_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    # Resolved without a replay: what was missing came by another way.
                    models.Q(state="resolved")
                    | models.Q(state="retried", retried_as__isnull=False)
                    | models.Q(state__in=["open", "ignored"], retried_as__isnull=True)
                ),
                name="dead_letter_replay_is_named",
            ),
            models.CheckConstraint(
                condition=models.Q(ignore_until__isnull=True) | models.Q(state="ignored"),
                name="dead_letter_only_ignored_expires",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="dead_letter_newest"),
            models.Index(fields=["cause", "state", "id"], name="dead_letter_cause"),
            models.Index(fields=["correlation_id"], name="dead_letter_correlation"),
            models.Index(
                fields=["ticket_number"],
                condition=~models.Q(ticket_number=""),
                name="dead_letter_ticket",
            ),
            models.Index(
                fields=["ignore_until"],
                condition=models.Q(ignore_until__isnull=False),
                name="dead_letter_expiry",
            ),
        ]

    def body_start(self) -> str:
        """The first characters of what arrived, for a person to look at."""
        start = base64.b64decode(self.body[: PREVIEW // 3 * 4])
        return start.decode(errors="backslashreplace")


class DeadLetterEvent(models.Model):
    """Who did what to a dead letter, and why. `actor_id` is null for the service itself."""

    class Action(models.TextChoices):
        RETRIED = "retried"
        EDITED = "edited"
        IGNORED = "ignored"
        REOPENED = "reopened"
        ASSIGNED = "assigned"
        RESOLVED = "resolved"
        STOPPED = "stopped"

    letter = models.ForeignKey(DeadLetter, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(db_default=Now())
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    action = models.CharField(max_length=10, choices=Action.choices)
    reason = models.TextField(default="")
    diff = JSONText(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    action__in=[
                        "retried",
                        "edited",
                        "ignored",
                        "reopened",
                        "assigned",
                        "resolved",
                        "stopped",
                    ]
                ),
                name="dead_letter_event_action_known",
            )
        ]
