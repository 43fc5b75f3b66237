from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from shared.dead_letters.masking import masked, masked_text
from shared.dead_letters.meanings import meaning_of
from shared.dead_letters.models import DeadLetter, DeadLetterEvent, RetryRun
from shared.http.fields import StrictSerializer

MAX_REASON = 1000
MAX_GROUP = 1000


class DeadLetterOutput(serializers.ModelSerializer):
    """One message that was given up; its contents are in the detail."""

    text = serializers.SerializerMethodField()
    replay_of = serializers.IntegerField(source="replay_of_id", allow_null=True)

    class Meta:
        model = DeadLetter
        fields = [
            "id",
            "message_id",
            "queue",
            "task",
            "code",
            "text",
            "cause",
            "attempts",
            "first_failed_at",
            "last_failed_at",
            "received_at",
            "correlation_id",
            "ticket_number",
            "state",
            "assigned_to",
            "ignore_until",
            "retried_as",
            "replay_of",
        ]

    def get_text(self, letter: DeadLetter) -> str:
        return masked_text(letter.text)


class DeadLetterFieldOutput(serializers.Serializer):
    field = serializers.CharField()
    message = serializers.CharField()


class DeadLetterChangeOutput(serializers.Serializer):
    field = serializers.CharField()
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)


class DeadLetterEventOutput(serializers.ModelSerializer):
    """`actor_id` is null when the service itself acted."""

    diff = DeadLetterChangeOutput(many=True)

    class Meta:
        model = DeadLetterEvent
        fields = ["at", "actor_id", "actor_name", "action", "reason", "diff"]


class DeadLetterDetailOutput(DeadLetterOutput):
    """Everything known; secrets are `***`. `kwargs` is null when the message cannot be read, and
    `body_preview` then shows the start of what arrived."""

    meaning = serializers.SerializerMethodField()
    details = serializers.SerializerMethodField()
    kwargs = serializers.SerializerMethodField()
    headers = serializers.SerializerMethodField()
    body_preview = serializers.SerializerMethodField()
    failed_replays = serializers.SerializerMethodField()
    history = DeadLetterEventOutput(source="events", many=True)

    class Meta(DeadLetterOutput.Meta):
        fields = [
            *DeadLetterOutput.Meta.fields,
            "meaning",
            "details",
            "kwargs",
            "headers",
            "body_preview",
            "failed_replays",
            "history",
        ]

    def get_meaning(self, letter: DeadLetter) -> str:
        return meaning_of(letter.code)

    @extend_schema_field(DeadLetterFieldOutput(many=True))
    def get_details(self, letter: DeadLetter) -> Any:
        return masked(letter.details)

    @extend_schema_field(serializers.DictField(allow_null=True))
    def get_kwargs(self, letter: DeadLetter) -> Any:
        return masked(letter.kwargs)

    @extend_schema_field(serializers.DictField())
    def get_headers(self, letter: DeadLetter) -> Any:
        return masked(letter.headers)

    def get_body_preview(self, letter: DeadLetter) -> str:
        return "" if letter.kwargs is not None else masked_text(letter.body_start())

    def get_failed_replays(self, letter: DeadLetter) -> list[int]:
        return [replay.pk for replay in letter.failed_replays.all()]


class DeadLetterGroupOutput(serializers.Serializer):
    """Letters that share a cause. `oldest_age` in seconds; `example` is the newest of them."""

    cause = serializers.CharField()
    queue = serializers.CharField()
    task = serializers.CharField()
    code = serializers.CharField()
    count = serializers.IntegerField()
    first_seen = serializers.DateTimeField()
    last_seen = serializers.DateTimeField()
    oldest_age = serializers.SerializerMethodField()
    meaning = serializers.SerializerMethodField()
    example = serializers.SerializerMethodField()

    def get_oldest_age(self, group: dict[str, Any]) -> int:
        return int((timezone.now() - group["first_seen"]).total_seconds())

    def get_meaning(self, group: dict[str, Any]) -> str:
        return meaning_of(group["code"])

    @extend_schema_field(DeadLetterOutput)
    def get_example(self, group: dict[str, Any]) -> Any:
        return DeadLetterOutput(self.context["examples"][group["example_id"]]).data


class RetryDeadLetterInput(StrictSerializer):
    reason = serializers.CharField(max_length=MAX_REASON, required=False, default="")


class EditDeadLetterInput(StrictSerializer):
    """`kwargs` replaces the arguments as a whole; what is still `***` stays as it was."""

    kwargs = serializers.DictField()
    reason = serializers.CharField(max_length=MAX_REASON)


class IgnoreDeadLetterInput(StrictSerializer):
    """Without `until` it is ignored for good."""

    reason = serializers.CharField(max_length=MAX_REASON)
    until = serializers.DateTimeField(required=False, allow_null=True, default=None)


class AssignDeadLetterInput(StrictSerializer):
    user_id = serializers.IntegerField(min_value=1, max_value=2**63 - 1, allow_null=True)
    reason = serializers.CharField(max_length=MAX_REASON, required=False, default="")


class RetryGroupInput(StrictSerializer):
    """`rate` messages per second, the oldest `limit` letters of the cause."""

    cause = serializers.RegexField(r"^[0-9a-f]{16}$")
    rate = serializers.FloatField(min_value=0.01, max_value=100, default=5)
    limit = serializers.IntegerField(min_value=1, max_value=MAX_GROUP, default=100)
    reason = serializers.CharField(max_length=MAX_REASON, required=False, default="")


class RetryGroupOutput(serializers.Serializer):
    """`skipped` cannot be read or name no task; `remaining` are still open. `run` is null when
    nothing was sent."""

    retried = serializers.IntegerField()
    skipped = serializers.IntegerField()
    remaining = serializers.IntegerField()
    last_at = serializers.DateTimeField(allow_null=True)
    run = serializers.IntegerField(allow_null=True)


class RetryRunOutput(serializers.ModelSerializer):
    """How far a group retry is: of `total` so many are `done` (processed), `failed` again, or
    `remaining` (still to leave, or under way); `kept_back` are open again since it was stopped."""

    done = serializers.IntegerField()
    failed = serializers.IntegerField()
    remaining = serializers.IntegerField()

    class Meta:
        model = RetryRun
        fields = [
            "id",
            "cause",
            "rate",
            "total",
            "reason",
            "actor_id",
            "actor_name",
            "started_at",
            "last_at",
            "stopped_at",
            "kept_back",
            "done",
            "failed",
            "remaining",
        ]


class StopRunInput(StrictSerializer):
    reason = serializers.CharField(max_length=MAX_REASON, required=False, default="")
