"""Shapes of bulk jobs."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from shared.http.fields import StrictSerializer
from workflow_api.bulk import selectors
from workflow_api.bulk.models import BulkItem, BulkJob
from workflow_api.bulk.registry import ACTIONS
from workflow_api.bulk.services.choosing import MOST_TASKS
from workflow_api.bulk.services.deciding import UNDO_WINDOW


class ChosenTask(StrictSerializer):
    """With a version, the act is refused when somebody changed the task since."""

    task_id = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    version = serializers.IntegerField(min_value=1, required=False, allow_null=True)


class BulkInput(StrictSerializer):
    """Either `tasks` or `filter`: query parameters of /tasks/, for everything that matches.

    `arguments` are those of the single act, without its version.
    """

    action = serializers.CharField()
    arguments = serializers.DictField(default=dict)
    tasks = serializers.ListField(child=ChosenTask(), required=False, max_length=MOST_TASKS)
    filter = serializers.DictField(child=serializers.CharField(max_length=300), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Apps register their acts after this class was made.
        self.fields["action"] = serializers.ChoiceField(choices=sorted(ACTIONS))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("tasks" in attrs) == ("filter" in attrs):
            raise serializers.ValidationError({"tasks": "give either tasks or filter"})
        ids = [chosen["task_id"] for chosen in attrs.get("tasks", [])]
        if len(ids) != len(set(ids)):
            raise serializers.ValidationError({"tasks": "names a task twice"})
        return {**attrs, "arguments": _checked(attrs["action"], attrs["arguments"])}


def _checked(action: str, arguments: dict[str, Any]) -> dict[str, Any]:
    given = ACTIONS[action].arguments(data=arguments)
    if not given.is_valid():
        raise serializers.ValidationError({"arguments": given.errors})
    checked: dict[str, Any] = given.validated_data
    return checked


class StartBulkInput(StrictSerializer):
    """Whether five are done first, and the job waits to be started again; left out: of more than
    20 tasks."""

    try_first = serializers.BooleanField(required=False, allow_null=True, default=None)


class RefusalCount(serializers.Serializer):
    message = serializers.CharField()
    count = serializers.IntegerField()


class BulkJobLine(serializers.ModelSerializer):
    """A job with the number of its tasks in each state.

    `trying`: only a few are being done yet. `undo_until` is empty when it cannot be taken back
    (any more).
    """

    waiting = serializers.IntegerField(source="tasks_waiting")
    done = serializers.IntegerField(source="tasks_done")
    refused = serializers.IntegerField(source="tasks_refused")
    cancelled = serializers.IntegerField(source="tasks_cancelled")
    undo_until = serializers.SerializerMethodField()
    undone_by = serializers.SerializerMethodField()

    class Meta:
        model = BulkJob
        fields = [
            "id",
            "action",
            "arguments",
            "state",
            "trying",
            "total",
            "waiting",
            "done",
            "refused",
            "cancelled",
            "created_at",
            "started_at",
            "finished_at",
            "undo_of",
            "undone_by",
            "undo_until",
        ]

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_undo_until(self, job: BulkJob) -> datetime | None:
        known = ACTIONS.get(job.action)
        if known is None or known.inverse is None or job.undo_of_id is not None:
            return None
        if job.finished_at is None or self.get_undone_by(job):
            return None
        return job.finished_at + UNDO_WINDOW

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_undone_by(self, job: BulkJob) -> Any:
        return getattr(getattr(job, "undone_by", None), "pk", None)


class BulkJobOutput(BulkJobLine):
    """`refusals` are the commonest reasons why tasks are left out."""

    refusals = serializers.SerializerMethodField()

    class Meta(BulkJobLine.Meta):
        fields = [*BulkJobLine.Meta.fields, "refusals"]

    @extend_schema_field(RefusalCount(many=True))
    def get_refusals(self, job: BulkJob) -> Any:
        return RefusalCount(selectors.refusals(job.pk), many=True).data


class BulkItemOutput(serializers.ModelSerializer):
    """`message` says why a task is left out."""

    number = serializers.CharField()

    class Meta:
        model = BulkItem
        fields = ["position", "task_id", "number", "title", "version", "state", "message", "at"]
