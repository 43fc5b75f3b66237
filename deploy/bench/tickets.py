"""The sample tickets under fresh numbers, as signed requests of HDTS."""

import json
import time
from typing import Any, Final

import orjson

from deploy.bench.http import request_bytes
from deploy.bench.subject import Subject
from deploy.demo import NUMBER_FIELDS, TICKETS_FILE, TIMES
from shared.identity.signatures import signed_headers

JSON: Final = "application/json"
NDJSON: Final = "application/x-ndjson"


class Sender:
    """Writes the requests that HDTS would send."""

    def __init__(self, subject: Subject) -> None:
        self._url = subject.url("ticket")
        self._key = subject.secrets["hdts"]
        samples = [row["ticket"] for row in json.loads(TICKETS_FILE.read_text())["tickets"]]
        self._samples = [_without_identity(sample) for sample in samples]

    def single(self, number: str, index: int) -> bytes:
        return self._request("/tickets/", self._body(number, index), JSON)

    def batch(self, tickets: list[tuple[str, int]]) -> bytes:
        """One JSON object per line."""
        lines = b"\n".join(self._body(number, index) for number, index in tickets)
        return self._request("/tickets/batch/", lines, NDJSON)

    def _body(self, number: str, index: int) -> bytes:
        sample = self._samples[index % len(self._samples)]
        return orjson.dumps({**sample, NUMBER_FIELDS[0]: number})

    def _request(self, path: str, body: bytes, content_type: str) -> bytes:
        headers = signed_headers(self._key["key_id"], self._key["secret"], int(time.time()), body)
        headers |= {"Content-Type": content_type}
        return request_bytes("POST", self._url + path, headers, body)


def _without_identity(sample: dict[str, Any]) -> dict[str, Any]:
    """Without its number; and a ticket submitted weeks ago would arrive with its SLA used up."""
    return {key: value for key, value in sample.items() if key not in (*NUMBER_FIELDS, *TIMES)}
