"""What the acts on a task take. `version` is the one the writer saw: a stale one is refused with
what changed since."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from shared.http.fields import StrictSerializer
from workflow_api.holds.models import Reason
from workflow_api.tasks.states import STATUSES
from workflow_api.tickets.models import WorkflowTicket

MAX_NOTES = 10_000
MAX_FIELDS = 100
MAX_VALUE = 2_000
BIGGEST = 2**53
SIMPLE = str | int | float | bool


class SimpleValues(serializers.DictField):
    """An object of texts, numbers, and true or false."""

    child = serializers.JSONField()

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            faults = {str(name): [why] for name, value in data.items() if (why := _fault(value))}
            if faults or len(data) > MAX_FIELDS:
                raise serializers.ValidationError(faults or [f"At most {MAX_FIELDS} fields"])
        return super().to_internal_value(data)


def _fault(value: Any) -> str:
    if not isinstance(value, SIMPLE):
        return "Must be a text, a number, true or false"
    if isinstance(value, str):
        if "\x00" in value:
            return "Null characters are not allowed."
        return f"Must have at most {MAX_VALUE} characters" if len(value) > MAX_VALUE else ""
    return "" if abs(value) <= BIGGEST else f"Must be between -{BIGGEST} and {BIGGEST}"


class TransitionInput(StrictSerializer):
    """`fields` are those that the step asks for, by name."""

    transition = serializers.CharField(max_length=100)
    notes = serializers.CharField(max_length=MAX_NOTES, allow_blank=True, default="")
    version = serializers.IntegerField(min_value=1)
    fields_ = SimpleValues(required=False)

    def get_fields(self) -> Any:
        # A serializer's own attribute has this name.
        fields = super().get_fields()
        fields["fields"] = fields.pop("fields_")
        return fields


class ClaimInput(StrictSerializer):
    version = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class ReleaseInput(ClaimInput):
    reason = serializers.CharField(max_length=MAX_NOTES, allow_blank=True, default="")


class HoldTerms(StrictSerializer):
    """`code` is one of `/tasks/hold-reasons/`; another reason has to be put in words. With `until`
    the task goes on by itself then."""

    reason = serializers.CharField(max_length=300, allow_blank=True, default="")
    code = serializers.ChoiceField(choices=Reason.choices, default=Reason.OTHER)
    until = serializers.DateTimeField(required=False, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["code"] == Reason.OTHER and not attrs["reason"]:
            raise serializers.ValidationError({"reason": ["is required for another reason"]})
        return attrs


class HoldInput(HoldTerms):
    __doc__ = HoldTerms.__doc__

    version = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class SeenInput(StrictSerializer):
    version = serializers.IntegerField(min_value=1)


class ReasonedInput(SeenInput):
    """The reason is kept in the history."""

    reason = serializers.CharField(max_length=MAX_NOTES)


class ReopenInput(ReasonedInput):
    """Without a step the task goes on at its last one."""

    step = serializers.CharField(max_length=64, allow_blank=True, default="")


class MoveInput(ReasonedInput):
    step = serializers.CharField(max_length=64)


class TickInput(SeenInput):
    """`item` is the text on the checklist."""

    item = serializers.CharField(max_length=MAX_NOTES)
    done = serializers.BooleanField(default=True)


class PatchTaskInput(SeenInput):
    """`status` goes through the state machine; `notes` say why, or stand alone in the history."""

    status = serializers.ChoiceField(choices=STATUSES, required=False)
    notes = serializers.CharField(max_length=MAX_NOTES, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs.get("status") and not attrs["notes"]:
            raise serializers.ValidationError({"status": ["give a status or notes"]})
        return attrs


class PersonInput(StrictSerializer):
    name = serializers.CharField(max_length=200, allow_blank=True, default="")
    email = serializers.EmailField(max_length=254)


class CreateTaskInput(StrictSerializer):
    """`workflow_id` names a deployed workflow; category and sub-category are the workflow's.

    Without a requester the ticket is the caller's own. `details` are its further fields.
    """

    workflow_id = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    title = serializers.CharField(max_length=200)
    description = serializers.CharField(max_length=20_000, allow_blank=True, default="")
    priority = serializers.ChoiceField(
        choices=WorkflowTicket.Priority.choices, default=WorkflowTicket.Priority.MEDIUM
    )
    department = serializers.CharField(max_length=100, allow_blank=True, default="")
    requester = PersonInput(required=False)
    details = SimpleValues(required=False)
