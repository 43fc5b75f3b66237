"""`python -m simulators.office`: sales, ERP, e-signature and SMS in one process."""

from shared.env import env
from simulators.configuration import bind, port, state_file
from simulators.office.site import SYSTEMS, Office
from simulators.store import Store


def main() -> None:
    keys = {system.name: env(f"TTS_{system.name.upper()}_API_KEY") for system in SYSTEMS}
    office = Office(Store(state_file("office.sqlite3")), keys=keys)
    office.site().server(bind(), port("OFFICE", 8014)).serve_forever()


if __name__ == "__main__":
    main()
