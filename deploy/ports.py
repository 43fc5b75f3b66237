"""Every port of an instance; `TTS_<NAME>_PORT` moves it."""

from collections.abc import Mapping
from typing import Final

DEFAULTS: Final[Mapping[str, int]] = {
    "GATEWAY": 8080,
    "AUTH": 8003,
    "WORKFLOW": 8002,
    "TICKET": 8004,
    "MESSAGING": 8005,
    "NOTIFICATION": 8006,
    "POSTGRES": 5433,
    "RABBITMQ": 5672,
    "RABBITMQ_MANAGEMENT": 15672,
    "RABBITMQ_PROMETHEUS": 15692,
    "RABBITMQ_DIST": 25672,
    "EPMD": 4369,
    "REDIS": 6379,
    "AMS": 8011,
    "BMS": 8012,
    "HDTS": 8013,
    "OFFICE": 8014,
    "MAIL": 8025,
    "SMTP": 1025,
    "SUPERVISOR": 9001,
}


class BadPort(ValueError):
    """A port variable holds something that is no port."""


def variable(name: str) -> str:
    return f"TTS_{name}_PORT"


def read_ports(environ: Mapping[str, str], remembered: Mapping[str, int]) -> dict[str, int]:
    """Each port by name: the environment's, else the one this instance used last, else the default.

    Raises BadPort for a value that is no port and for two names on one port.
    """
    ports = {name: _port(name, environ, remembered) for name in DEFAULTS}
    taken: dict[int, str] = {}
    for name, port in ports.items():
        if (other := taken.setdefault(port, name)) != name:
            raise BadPort(f"{variable(other)} and {variable(name)} are both {port}")
    return ports


def _port(name: str, environ: Mapping[str, str], remembered: Mapping[str, int]) -> int:
    text = environ.get(variable(name), "")
    if not text:
        return remembered.get(name, DEFAULTS[name])
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise BadPort(f"{variable(name)} must be a number from 1 to 65535, not {text!r}")
    return int(text)
