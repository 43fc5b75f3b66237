"""Handing tickets over by REST, signed, and reading back what became of them."""

import json
import time
from dataclasses import dataclass
from typing import Any

import requests

from shared.identity.signatures import signed_headers

TIMEOUT_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Handover:
    """TTS's answer to one ticket; status 0 when there was none."""

    status: int
    answer: dict[str, Any]

    @property
    def accepted(self) -> bool:
        return self.status in (200, 201)


class HelpDesk:
    """Speaks to ticket_service under the help desk's key."""

    def __init__(self, *, ticket_url: str, key_id: str, secret: str) -> None:
        self._url = ticket_url
        self._key_id = key_id
        self._secret = secret
        self._session = requests.Session()
        # Proxies of the machine are for the world outside.
        self._session.trust_env = False

    def send_rest(self, ticket: dict[str, Any]) -> Handover:
        """`POST /send/`; repeating it is safe, TTS knows a ticket by its number."""
        body = json.dumps(ticket).encode()
        headers = {"Content-Type": "application/json", **self._signed(body)}
        try:
            answer = self._session.post(
                f"{self._url}/send/", data=body, headers=headers, timeout=TIMEOUT_SECONDS
            )
        except requests.RequestException as error:
            return Handover(0, {"error": f"TTS does not answer ({type(error).__name__})"})
        return Handover(answer.status_code, _json(answer))

    def statuses(self) -> dict[str, str]:
        """Ticket number → status of the newest tickets; empty while TTS does not answer."""
        try:
            answer = self._session.get(
                f"{self._url}/tickets/",
                params={"page_size": 100},
                headers=self._signed(b""),
                timeout=TIMEOUT_SECONDS,
            )
        except requests.RequestException:
            return {}
        rows = _json(answer).get("results", []) if answer.ok else []
        return {row["ticket_number"]: row["status"] for row in rows}

    def _signed(self, body: bytes) -> dict[str, str]:
        return signed_headers(self._key_id, self._secret, int(time.time()), body)


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        value = answer.json()
    except requests.JSONDecodeError:
        return {"error": answer.text[:500]}
    return value if isinstance(value, dict) else {"error": "the answer is no JSON object"}
