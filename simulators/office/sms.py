"""SMS gateway: takes text messages and sends them to nobody."""

from typing import Any, Final

from simulators.office.checking import NUMBER, Problems, matching, text
from simulators.office.system import Body, Occasion, System, impossible
from simulators.web import Answer

MAX_TEXT: Final = 480


def problems(body: Body) -> Problems:
    return [
        *matching(body, "to", NUMBER, "+4915112345678"),
        *text(body, "text", MAX_TEXT),
        *text(body, "sender", 11, least=0),
        *text(body, "reference", 64, least=0),
    ]


def decide(body: Body, occasion: Occasion) -> dict[str, Any]:
    return {"messageId": f"SM{occasion.number:010d}", "status": "queued"}


def decline() -> Answer:
    raise impossible("The number is not in service", "NUMBER_NOT_IN_SERVICE")


def summary(body: Body) -> str:
    return f"{body['to']}: {body['text']}"


SMS: Final = System(
    name="sms",
    title="SMS",
    path="/api/v1/messages",
    reference="reference",
    problems=problems,
    decide=decide,
    decline=decline,
    summary=summary,
)
