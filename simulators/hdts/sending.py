"""Handing tickets over, by REST or AMQP, and reading back what became of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import requests

from simulators.broker import Unreachable, publish
from simulators.hdts.mischief import Key, Sending

TIMEOUT_SECONDS = 15
QUEUE: Final = "TICKET_TASKS_PRODUCTION"
TASK: Final = "tickets.tasks.receive_ticket"


class Channel(StrEnum):
    REST = "rest"
    AMQP = "amqp"


@dataclass(frozen=True, slots=True)
class Handover:
    """The answer to one ticket: an HTTP status, 0 for none, 202 for the broker's confirmation."""

    status: int
    answer: dict[str, Any]


class HelpDesk:
    """Speaks to ticket_service, and to the help desk's virtual host where `broker_url` is given."""

    def __init__(self, *, ticket_url: str, key: Key, broker_url: str = "") -> None:
        self.key = key
        self._url = ticket_url
        self._broker_url = broker_url
        self._session = requests.Session()
        # Proxies of the machine are for the world outside.
        self._session.trust_env = False

    @property
    def channels(self) -> list[Channel]:
        return [Channel.REST, Channel.AMQP] if self._broker_url else [Channel.REST]

    def send(self, sending: Sending, channel: Channel = Channel.REST) -> Handover:
        return self._send_rest(sending) if channel is Channel.REST else self._send_amqp(sending)

    def _send_rest(self, sending: Sending) -> Handover:
        """`POST /send/`; repeating it is safe, TTS knows a ticket by its number."""
        headers = {"Content-Type": "application/json", **sending.headers}
        url = f"{self._url}/send/"
        try:
            answer = self._session.post(
                url, data=sending.body, headers=headers, timeout=TIMEOUT_SECONDS
            )
        except requests.RequestException as error:
            return Handover(0, {"error": f"TTS does not answer ({type(error).__name__})"})
        return Handover(answer.status_code, _json(answer))

    def _send_amqp(self, sending: Sending) -> Handover:
        kwargs = b'{"ticket_data": %b}' % sending.body
        try:
            publish(self._broker_url, QUEUE, TASK, kwargs, sending.headers)
        except Unreachable as error:
            return Handover(0, {"error": str(error)})
        return Handover(202, {"message": "the broker has it"})

    def statuses(self) -> dict[str, str]:
        """Ticket number → status of the newest tickets; empty while TTS does not answer."""
        try:
            answer = self._session.get(
                f"{self._url}/tickets/",
                params={"page_size": 100},
                headers=self.key.sign(b""),
                timeout=TIMEOUT_SECONDS,
            )
        except requests.RequestException:
            return {}
        rows = _json(answer).get("results", []) if answer.ok else []
        return {row["ticket_number"]: row["status"] for row in rows}


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        value = answer.json()
    except requests.JSONDecodeError:
        return {"error": answer.text[:500]}
    return value if isinstance(value, dict) else {"error": "the answer is no JSON object"}
