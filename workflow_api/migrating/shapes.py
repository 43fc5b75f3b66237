"""Shapes of migrations in HTTP."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from shared.http.fields import StrictSerializer
from workflow_api.migrating.models import Migration, Move
from workflow_api.migrating.selectors import Plan
from workflow_api.workflows.api.examples import answered

MOST_NAMED = 10_000


MIGRATION = {
    "id": 3,
    "workflow_id": 1,
    "to_version": 4,
    "mapping": {"check": "review"},
    "reason": "The review goes to another team",
    "canary": 5,
    "status": "waiting",
    "total": 120,
    "done": 5,
    "moved": 5,
    "refused": 0,
    "undone": 0,
    "started_by": 1,
    "started_by_name": "Ada Admin",
    "created_at": "2026-11-21T13:40:00Z",
    "finished_at": None,
    "results_url": "/workflows/migrations/3/results/",
}
RESULT = {
    "task_id": 17,
    "number": "T-17",
    "title": "New laptop",
    "from_version": 3,
    "from_step": "check",
    "to_step": "review",
    "status": "moved",
    "reason": "",
    "decided_at": "2026-11-21T13:40:02Z",
}


class MigrationPlanInput(StrictSerializer):
    """Which open tasks go to version `to_version`; all of the workflow unless narrowed.

    `mapping` leads from steps of their versions to steps of the target; a step that is not named
    goes to the one of the same key.
    """

    to_version = serializers.IntegerField(min_value=1)
    from_version = serializers.IntegerField(min_value=1, required=False, allow_null=True)
    task_ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1),
        max_length=MOST_NAMED,
        required=False,
        allow_null=True,
    )
    mapping = serializers.DictField(child=serializers.CharField(max_length=64), required=False)

    def plan(self, workflow_id: int) -> Plan:
        """The plan of a valid body."""
        names = {"to_version", "from_version", "task_ids", "mapping"}
        given = {name: value for name, value in self.validated_data.items() if name in names}
        return Plan(workflow_id=workflow_id, **given)


class MigrationInput(MigrationPlanInput):
    """`canary`: stop after so many tasks until told to continue."""

    reason = serializers.CharField(max_length=500)
    canary = serializers.IntegerField(min_value=1, required=False, allow_null=True)


class MigrationVerdictOutput(serializers.Serializer):
    """`reassigned`: the new step is another role's, so somebody else gets the work. `anew`: a wait
    or a question to another system ends, or begins.

    The deadlines are empty where there is none, or while the clock stands still.
    """

    task_id = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    from_version = serializers.IntegerField()
    from_step = serializers.CharField()
    to_step = serializers.CharField(allow_null=True)
    verdict = serializers.ChoiceField([("moves", "moves"), ("blocked", "blocked")])
    reassigned = serializers.BooleanField()
    anew = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True)
    sla_deadline_before = serializers.DateTimeField(allow_null=True)
    sla_deadline = serializers.DateTimeField(allow_null=True)


class MigrationPreviewOutput(serializers.Serializer):
    """`tasks` shows at most 200 of `count`; `moves` and `blocked` count all."""

    count = serializers.IntegerField()
    moves = serializers.IntegerField()
    blocked = serializers.IntegerField()
    tasks = MigrationVerdictOutput(many=True)


@extend_schema_serializer(examples=[answered(MIGRATION)])
class MigrationOutput(serializers.Serializer):
    """`done` of `total` tasks are decided: `moved` or `refused`; `undone` came back since."""

    id = serializers.IntegerField()
    workflow_id = serializers.IntegerField()
    to_version = serializers.IntegerField(source="to_version.number")
    mapping = serializers.DictField(child=serializers.CharField())
    reason = serializers.CharField()
    canary = serializers.IntegerField(allow_null=True)
    status = serializers.ChoiceField(Migration.Status.choices)
    total = serializers.IntegerField()
    done = serializers.IntegerField()
    moved = serializers.IntegerField()
    refused = serializers.IntegerField()
    undone = serializers.IntegerField()
    started_by = serializers.IntegerField(source="started_by_id", allow_null=True)
    started_by_name = serializers.CharField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    results_url = serializers.SerializerMethodField()

    def get_results_url(self, migration: Migration) -> str:
        return f"/workflows/migrations/{migration.pk}/results/"


@extend_schema_serializer(examples=[answered(RESULT)])
class MigrationResultOutput(serializers.Serializer):
    """`pending`, then `moved` or `refused` (`skipped` when cancelled before); undoing turns
    `moved` into `undone`, or `kept` when somebody has acted on the task since."""

    task_id = serializers.IntegerField()
    number = serializers.CharField(source="task.number")
    title = serializers.CharField(source="task.title")
    from_version = serializers.IntegerField(source="from_version.number")
    from_step = serializers.CharField()
    to_step = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(Move.Status.choices)
    reason = serializers.CharField(allow_blank=True)
    decided_at = serializers.DateTimeField(allow_null=True)


PLAN: dict[str, Any] = {"to_version": 4, "mapping": {"check": "review"}}
PLAN_EXAMPLE = OpenApiExample("One step was renamed", PLAN, request_only=True)
ORDER_EXAMPLE = OpenApiExample(
    "Five tasks first",
    {**PLAN, "reason": "The review goes to another team", "canary": 5},
    request_only=True,
)
PREVIEW_EXAMPLE = OpenApiExample(
    "One goes, one stays",
    {
        "count": 2,
        "moves": 1,
        "blocked": 1,
        "tasks": [
            {
                "task_id": 17,
                "number": "T-17",
                "title": "New laptop",
                "from_version": 3,
                "from_step": "check",
                "to_step": "review",
                "verdict": "moves",
                "reassigned": True,
                "anew": False,
                "reason": "",
                "sla_deadline_before": "2026-11-21T17:40:00Z",
                "sla_deadline": "2026-11-21T19:40:00Z",
            },
            {
                "task_id": 18,
                "number": "T-18",
                "title": "New screen",
                "from_version": 3,
                "from_step": "budget",
                "to_step": None,
                "verdict": "blocked",
                "reassigned": False,
                "anew": False,
                "reason": "Check budget has asked another system: it can leave once that has "
                "answered",
                "sla_deadline_before": "2026-11-21T18:10:00Z",
                "sla_deadline": "2026-11-21T18:10:00Z",
            },
        ],
    },
    response_only=True,
)
