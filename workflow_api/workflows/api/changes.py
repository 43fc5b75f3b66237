"""The shape of what differs between two definitions."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

KINDS: Final = ["added", "removed", "changed"]
ELEMENTS: Final = ["workflow", "step", "transition"]


class FieldChangeOutput(serializers.Serializer):
    """A field before and after; what was added has no `before`, what was removed no `after`.

    A transition's `rank` is its place among the ways out of its step.
    """

    field = serializers.CharField()
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)


class ChangeOutput(serializers.Serializer):
    """What became of one element; `key` is empty for the workflow itself."""

    kind = serializers.ChoiceField([(word, word) for word in KINDS])
    element = serializers.ChoiceField([(word, word) for word in ELEMENTS])
    key = serializers.CharField(allow_blank=True)
    name = serializers.CharField(allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        # `fields` belongs to every serializer: it cannot be declared above.
        return {**super().get_fields(), "fields": FieldChangeOutput(many=True)}


CHANGES_EXAMPLE: Final = [
    {
        "kind": "changed",
        "element": "step",
        "key": "approve",
        "name": "Approve request",
        "fields": [{"field": "role", "before": "IT Support", "after": "Security Officer"}],
    }
]


class ConflictFacts(serializers.Serializer):
    """What happened since the writer read the workflow, with the layout of its steps; `changes`
    is null when the state they read is not kept any more."""

    version = serializers.IntegerField()
    changed_by = serializers.CharField()
    changed_at = serializers.DateTimeField()
    changes = ChangeOutput(many=True, allow_null=True)


CONFLICT_EXAMPLE: Final = OpenApiExample(
    "Somebody was faster",
    {
        "error": "Ada Admin changed the workflow at 2026-11-21T10:42:00+00:00: it is at version 13",
        "code": "CONFLICT",
        "details": [],
        "timestamp": "2026-11-21T10:43:10Z",
        "correlation_id": "3f0c2a54-7a55-4d0e-8b7c-0d6f5a1f2b3c",
        "conflict": {
            "version": 13,
            "changed_by": "Ada Admin",
            "changed_at": "2026-11-21T10:42:00Z",
            "changes": CHANGES_EXAMPLE,
        },
    },
    response_only=True,
    status_codes=["409", "412"],
)


@extend_schema_serializer(examples=[CONFLICT_EXAMPLE])
class WorkflowConflict(serializers.Serializer):
    """A refusal to overwrite what somebody else has done meanwhile."""

    error = serializers.CharField()
    code = serializers.CharField()
    details = serializers.ListField(child=serializers.DictField())
    timestamp = serializers.DateTimeField()
    correlation_id = serializers.CharField()
    conflict = ConflictFacts(required=False)


CONFLICTS: Final = {409: WorkflowConflict, 412: WorkflowConflict}
