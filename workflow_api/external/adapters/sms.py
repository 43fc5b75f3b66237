"""SMS: sending a short text. The step is done when the gateway has taken it."""

import re
from typing import Any, Final

from django.conf import settings

from shared.errors import FieldError
from shared.integrations.adapter import CallContext, Health
from shared.integrations.errors import Garbled
from workflow_api.external.adapters import office
from workflow_api.external.adapters.answers import APPROVE, DONE, Answer, kept, text_problem
from workflow_api.external.adapters.operation import Occasion, Operation

# ITU-T E.164: a plus sign and at most fifteen digits.
NUMBER: Final = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
BETWEEN_DIGITS: Final = str.maketrans("", "", " -/().")
MAX_TEXT = 480
TAKEN = ("queued", "sent")
KEPT = ("messageId", "status")


class SendText(Operation):
    adapter_id = "sms.send_text"
    version = "1.0.0"
    policy = "sms"

    def usual(self, occasion: Occasion) -> dict[str, Any]:
        return {
            "to": "",
            "text": f"{occasion.ticket_number}: {occasion.title}"[:MAX_TEXT],
            "sender": settings.SMS_SENDER,
            "reference": occasion.reference,
        }

    def validate(self, request: dict[str, Any]) -> list[FieldError]:
        to = request.get("to")
        dialled = isinstance(to, str) and NUMBER.fullmatch(_digits(to))
        wrong = FieldError("to", "must be a telephone number with its country, such as +4915112345")
        return [*([] if dialled else [wrong]), *text_problem(request, "text", MAX_TEXT)]

    def execute(self, request: dict[str, Any], context: CallContext) -> Any:
        body = {**request, "to": _digits(request["to"])}
        return office.post(
            settings.SMS_URL, "/api/v1/messages", settings.SMS_API_KEY, body, context
        )

    def transform(self, response: Any) -> Answer:
        if response["status"] not in TAKEN or not response["messageId"]:
            raise Garbled("The gateway did not take the message")
        return Answer(outcomes=(DONE, APPROVE), facts=kept(response, KEPT))

    def health_check(self) -> Health:
        return office.probe(settings.SMS_URL)


def _digits(number: str) -> str:
    """People write numbers in groups."""
    return number.translate(BETWEEN_DIGITS)
