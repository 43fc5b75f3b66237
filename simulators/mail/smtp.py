"""The SMTP side of the sink: takes everything, passes nothing on."""

from typing import Any

from aiosmtpd.controller import Controller

from simulators.mail.mailbox import Mailbox

MAX_BYTES = 10 * 1024 * 1024


class _Sink:
    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self._mailbox.add(envelope.mail_from or "", envelope.rcpt_tos, envelope.content)
        return "250 OK: kept"


def listen(mailbox: Mailbox, host: str, port: int) -> Controller:
    """Take mail in a thread of its own until `stop()`."""
    controller = Controller(
        _Sink(mailbox), hostname=host, port=port, data_size_limit=MAX_BYTES, ident="TTS mail sink"
    )
    controller.start()
    return controller
