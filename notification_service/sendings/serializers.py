import re
from typing import Any, Final

from django.conf import settings
from rest_framework import serializers

from notification_service.sendings.kinds import SENDABLE
from notification_service.sendings.models import Sending
from notification_service.sendings.selectors import Progress
from shared.http.fields import StrictSerializer

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
MAX_ENTRIES: Final = 20
LONGEST: Final = {"subject": 300, "message": 5000, "ticket_number": 64}
LONGEST_FACT: Final = 500


class ContextField(serializers.DictField):
    """Names and plain values. `subject`, `message`, `ticket_number` and `link` have their place in
    the mail, everything else is listed in it as a fact."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        given: dict[str, Any] = super().to_internal_value(data)
        if len(given) > MAX_ENTRIES:
            raise serializers.ValidationError(f"has more than {MAX_ENTRIES} entries")
        faults = {name: fault for name, value in given.items() if (fault := _fault(name, value))}
        if faults:
            raise serializers.ValidationError(faults)
        return given


def _fault(name: str, value: Any) -> str:
    if not NAME.fullmatch(name):
        return "a name has at most 40 small letters, digits and _, beginning with a letter"
    if name in {*LONGEST, "link"} and not isinstance(value, str):
        return "must be a text"
    if not isinstance(value, str | int | float):
        return "must be a text, a number or true or false"
    longest = LONGEST.get(name, LONGEST_FACT)
    if len(str(value)) > longest:
        return f"has more than {longest} characters"
    if name == "link" and not str(value).startswith(f"{settings.PUBLIC_URL}/"):
        return f"must begin with {settings.PUBLIC_URL}/"
    return "must not contain NUL" if "\x00" in str(value) else ""


class SendInput(StrictSerializer):
    user_email = serializers.EmailField(max_length=254)
    user_name = serializers.CharField(max_length=150)
    notification_type = serializers.ChoiceField(choices=SENDABLE)
    context_data = ContextField(default=dict)


class SendingOutput(serializers.ModelSerializer):
    """`status` is queued, sending, sent or failed; a failed one without `next_attempt_at` was
    given up. `key_name` is the program that asked, `repeats` the sending that was sent again."""

    context_data = serializers.DictField()
    status = serializers.ChoiceField(choices=["queued", "sending", "sent", "failed"])
    attempts = serializers.IntegerField()
    last_error = serializers.CharField(allow_blank=True)
    next_attempt_at = serializers.DateTimeField(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        model = Sending
        fields = (
            "id",
            "key_name",
            "user_email",
            "user_name",
            "notification_type",
            "context_data",
            "repeats",
            "correlation_id",
            "requested_at",
            "status",
            "attempts",
            "last_error",
            "next_attempt_at",
            "sent_at",
        )
        read_only_fields = fields

    def to_representation(self, instance: Any) -> dict[str, Any]:
        sending, progress = instance
        facts = {name: getattr(sending, name) for name in FACTS}
        return super().to_representation({**facts, **{n: getattr(progress, n) for n in STEPS}})


STEPS: Final = tuple(Progress.__dataclass_fields__)
FACTS: Final = tuple(name for name in SendingOutput.Meta.fields if name not in STEPS)
