"""`python -m simulators.hdts`: the help desk."""

from shared.env import env
from simulators.configuration import bind, port, state_file
from simulators.hdts.desk import Desk
from simulators.hdts.sending import HelpDesk
from simulators.hdts.site import HdtsSite
from simulators.store import Store


def main() -> None:
    help_desk = HelpDesk(
        ticket_url=env("TTS_TICKET_URL"),
        key_id=env("TTS_HDTS_KEY_ID"),
        secret=env("TTS_HDTS_SECRET"),
    )
    site = HdtsSite(Desk(Store(state_file("hdts.sqlite3"))), help_desk).site()
    site.server(bind(), port("HDTS", 8013)).serve_forever()


if __name__ == "__main__":
    main()
