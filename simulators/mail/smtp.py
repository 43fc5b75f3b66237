"""The SMTP side of the sink: takes everything, passes nothing on, unless a fault says otherwise."""

import asyncio
from typing import Any, Final

from aiosmtpd.controller import Controller

from simulators.faults.book import FaultBook
from simulators.faults.kinds import Fault, Kind
from simulators.mail.mailbox import Mailbox

MAX_BYTES = 10 * 1024 * 1024
OPERATION: Final = "mail"
OPERATIONS: Final = {
    OPERATION: (Kind.SLOW, Kind.TEMPORARY, Kind.PERMANENT, Kind.REFUSE, Kind.LOST_ANSWER)
}
_KEPT: Final = "250 OK: kept"
_REFUSALS: Final = {
    Kind.TEMPORARY: "451 4.3.0 Try again later (fault injection)",
    Kind.PERMANENT: "550 5.7.1 Not accepted (fault injection)",
}


class _Sink:
    def __init__(self, mailbox: Mailbox, book: FaultBook) -> None:
        self._mailbox = mailbox
        self._book = book

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        fault = self._book.draw(OPERATION)
        answer = await self._met(fault, envelope, server) if fault else self._keep(envelope)
        self._book.log(OPERATION, f"to {', '.join(envelope.rcpt_tos)}", fault, answer)
        return answer

    async def _met(self, fault: Fault, envelope: Any, server: Any) -> str:
        await asyncio.sleep(fault.seconds)
        if fault.kind in _REFUSALS:
            return _REFUSALS[fault.kind]
        if fault.kind is not Kind.REFUSE:
            self._keep(envelope)
        if fault.kind is Kind.SLOW:
            return _KEPT
        server.transport.abort()
        return "421 connection closed"

    def _keep(self, envelope: Any) -> str:
        self._mailbox.add(envelope.mail_from or "", envelope.rcpt_tos, envelope.content)
        return _KEPT


def listen(mailbox: Mailbox, book: FaultBook, host: str, port: int) -> Controller:
    """Take mail in a thread of its own until `stop()`."""
    sink = _Sink(mailbox, book)
    controller = Controller(
        sink, hostname=host, port=port, data_size_limit=MAX_BYTES, ident="TTS mail sink"
    )
    controller.start()
    return controller
