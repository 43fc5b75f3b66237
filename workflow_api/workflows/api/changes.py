"""The shape of what differs between two definitions."""

from typing import Any, Final

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
