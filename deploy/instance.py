"""One installation of TTS on this machine: its folder, its ports, its addresses."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from deploy.catalogue import SERVICES
from deploy.ports import read_ports

ROOT: Final = Path(__file__).resolve().parent.parent
LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Instance:
    """`var` holds everything this instance writes; `ports` is complete.

    `routes` says, by service and then by name of a port, where that service reaches it when not
    at the port itself: through a proxy, for example.
    """

    var: Path
    ports: Mapping[str, int]
    routes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def run(self) -> Path:
        """Files that describe the running processes; emptied by every start."""
        return self.var / "run"

    @property
    def services_var(self) -> Path:
        """What the services themselves write: caches, heartbeats, uploads."""
        return self.var / "services"

    @property
    def secrets_file(self) -> Path:
        return self.var / "secrets.json"

    @property
    def credentials_file(self) -> Path:
        return self.var / "credentials.json"

    @property
    def keys_file(self) -> Path:
        """The keys of HDTS that are valid; services follow it while they run."""
        return self.var / "hdts-keys.json"

    @property
    def exists(self) -> bool:
        """Whether `up` was ever called for this folder."""
        return self._memory.exists()

    @property
    def _memory(self) -> Path:
        return self.var / "instance.json"

    def url(self, name: str) -> str:
        return f"http://{LOOPBACK}:{self.ports[name]}"

    def service_urls(self) -> dict[str, str]:
        return {service.name: self.url(service.name.upper()) for service in SERVICES}

    def create_folders(self) -> None:
        """Make `var` private to its owner and remember the ports."""
        self.var.mkdir(parents=True, exist_ok=True)
        # Others must be able to pass through: PostgreSQL and nginx run as their own users.
        self.var.chmod(0o711)
        for folder in (self.logs, self.run, self.services_var, self.var / "processes"):
            folder.mkdir(exist_ok=True)
        (self.var / "processes").chmod(0o700)
        self._memory.write_text(json.dumps({"ports": dict(self.ports)}, indent=1))


def current(environ: Mapping[str, str] = os.environ) -> Instance:
    """The instance that TTS_VAR (default: `var` in the checkout) and TTS_<NAME>_PORT describe."""
    var = Path(environ.get("TTS_VAR") or ROOT / "var").resolve()
    return Instance(var=var, ports=read_ports(environ, _remembered(var)))


def _remembered(var: Path) -> dict[str, int]:
    try:
        memory: dict[str, Any] = json.loads((var / "instance.json").read_text())
    except FileNotFoundError:
        return {}
    return {name: int(port) for name, port in memory["ports"].items()}
