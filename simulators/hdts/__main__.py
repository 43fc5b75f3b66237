"""`python -m simulators.hdts`: the help desk; `python -m simulators.hdts send`: tickets from it."""

import argparse
import json
import sys
from typing import Any

from shared.env import env
from simulators.configuration import bind, port, state_file
from simulators.hdts.desk import Desk
from simulators.hdts.mischief import Key, Mischief
from simulators.hdts.samples import number_of
from simulators.hdts.sending import Channel, HelpDesk
from simulators.hdts.site import HdtsSite
from simulators.store import Store


def main(arguments: list[str]) -> int:
    """Exit code 1: something that `send` sent was answered otherwise than the contract promises."""
    options = _parser().parse_args(arguments)
    desk = _desk()
    if options.command == "send":
        return _send(desk, options)
    HdtsSite(desk).site().server(bind(), port("HDTS", 8013)).serve_forever()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulators.hdts", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    send = commands.add_parser("send", help="hand sample tickets over, properly or not")
    send.add_argument("--count", type=int, default=1, choices=range(1, 201), metavar="1..200")
    send.add_argument("--fault", type=Mischief, default=Mischief.NONE, choices=list(Mischief))
    send.add_argument("--channel", type=Channel, default=Channel.REST, choices=list(Channel))
    send.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


def _desk() -> Desk:
    help_desk = HelpDesk(
        ticket_url=env("TTS_TICKET_URL"),
        key=Key(env("TTS_HDTS_KEY_ID"), env("TTS_HDTS_SECRET")),
        broker_url=env("TTS_BROKER_URL", ""),
    )
    return Desk(Store(state_file("hdts.sqlite3")), help_desk)


def _send(desk: Desk, options: argparse.Namespace) -> int:
    if options.channel not in desk.help_desk.channels:
        sys.exit("TTS_BROKER_URL is missing: the address of the help desk's virtual host")
    sent = desk.hand_over(options.count, options.fault, options.channel)
    print(json.dumps({"sent": sent}, indent=1) if options.json else "\n".join(map(_line, sent)))
    return 0 if all(one["as_promised"] for one in sent) else 1


def _line(one: dict[str, Any]) -> str:
    verdict = "as promised" if one["as_promised"] else f"promised was {one['expected']}"
    return f"{number_of(one['ticket'])}  {one['status']}  {verdict}  {json.dumps(one['answer'])}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
