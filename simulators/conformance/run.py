"""A whole report about one endpoint."""

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from shared.contracts.base import Message
from shared.contracts.completions import AmsCompletion, BmsCompletion
from shared.integrations.policies import POLICIES
from simulators.broker import publish
from simulators.conformance.calls import Endpoint
from simulators.conformance.contracts import CONTRACTS, Body
from simulators.conformance.findings import Finding, report
from simulators.conformance.receipts import Inbox, Payload, try_receipts
from simulators.conformance.rules import begin, try_endpoint

SYSTEMS: Final = tuple(CONTRACTS)
TOLD: Final[Mapping[str, type[Message]]] = {"ams": AmsCompletion, "bms": BmsCompletion}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """How a partner is told of completions, and where its receipts are awaited for `seconds`."""

    broker_url: str
    host: str
    port: int
    key_id: str
    secret: str
    seconds: float = 30.0


def conform(
    system: str,
    url: str,
    key: str,
    *,
    request: Body | None = None,
    timeout: float | None = None,
    receipts: Receipts | None = None,
) -> dict[str, Any]:
    """The report about `system` at `url`, whose callers show `key`.

    `request` replaces our sample where the partner knows none of its values; `timeout` (seconds)
    the time after which TTS gives up. With `receipts`, those of AMS and BMS are judged too.
    """
    contract = CONTRACTS[system]
    limit = timeout or POLICIES[system].timeout
    endpoint = Endpoint(url, contract.path, contract.authorise(key), limit)
    findings = list(try_endpoint(begin(contract, endpoint, request)))
    if receipts:
        findings += _receipts(system, receipts)
    return report(system, url, findings)


def _receipts(system: str, receipts: Receipts) -> Iterator[Finding]:
    message = TOLD[system]

    def send(payload: Payload) -> None:
        kwargs = json.dumps(payload).encode()
        publish(receipts.broker_url, message.QUEUE, message.TASK, kwargs)

    inbox = Inbox()
    server = inbox.site(system).server(receipts.host, receipts.port)
    threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
    try:
        keys = {receipts.key_id: receipts.secret}
        yield from try_receipts(system, send, inbox, keys, receipts.seconds)
    finally:
        server.shutdown()
        server.server_close()
