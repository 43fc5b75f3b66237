"""Frames that clients send. Unknown types and bad fields are refused by name."""

from dataclasses import dataclass
from typing import Any

import orjson
from rest_framework import serializers

from messaging_service.realtime.outgoing import Frame
from shared.errors import DomainError, FieldError, Invalid
from shared.http.errors import field_errors
from shared.http.fields import StrictSerializer


class PingFrame(StrictSerializer):
    timestamp = serializers.JSONField(required=False)


class ResumeFrame(StrictSerializer):
    after = serializers.IntegerField(min_value=0, max_value=2**53)


class ReauthFrame(StrictSerializer):
    ticket = serializers.CharField(max_length=100)


class TypingFrame(StrictSerializer):
    is_typing = serializers.BooleanField(default=True)


Known = dict[str, type[serializers.Serializer]]
BASIC: Known = {"ping": PingFrame, "resume": ResumeFrame, "reauth": ReauthFrame}


@dataclass(frozen=True, slots=True)
class ClientFrame:
    type: str
    fields: dict[str, Any]


def parse_frame(text: str | None) -> dict[str, Any]:
    """The JSON object of a text frame."""
    if text is None:
        raise refusal("frame", "must be text")
    try:
        frame = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise refusal("frame", "must be JSON") from error
    if not isinstance(frame, dict):
        raise refusal("frame", "must be a JSON object")
    return frame


def check_frame(frame: dict[str, Any], known: Known) -> ClientFrame:
    """The frame's type and its fields as declared; Invalid names what is wrong."""
    kind = frame.get("type")
    if not isinstance(kind, str) or kind not in known:
        raise refusal("type", f"must be one of {', '.join(sorted(known))}")
    body = known[kind](data={name: value for name, value in frame.items() if name != "type"})
    if not body.is_valid():
        raise Invalid("The frame is not valid", field_errors(body.errors))
    return ClientFrame(kind, body.validated_data)


def refusal(field: str, message: str) -> Invalid:
    return Invalid("The frame is not valid", [FieldError(field, message)])


def error_frame(error: DomainError, client_id: object = None) -> Frame:
    """What the client is told; the socket stays open. `client_id` is that of its own frame."""
    frame: Frame = {
        "type": "error",
        "code": error.code,
        "error": error.message,
        "details": [{"field": d.field, "message": d.message} for d in error.details],
    }
    return {**frame, "client_id": client_id} if isinstance(client_id, str) else frame
