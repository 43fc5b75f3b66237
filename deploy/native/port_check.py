"""Which of our ports somebody else has, and who that may be."""

import contextlib
import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

from deploy.failure import StepFailed
from deploy.instance import LOOPBACK
from deploy.ports import variable

_LISTENING = "0A"


def require_free(ports: Mapping[str, int]) -> None:
    """StepFailed naming every port that is taken, its holder, and the variable that moves it."""
    taken = {name: port for name, port in ports.items() if not is_free(port)}
    if not taken:
        return
    lines = [
        f"port {port} is taken{_by(holder(port))}: set {variable(name)} to a free one"
        for name, port in taken.items()
    ]
    raise StepFailed(
        "\n".join(lines),
        advice="If that is another TTS, stop it with its own './tts down'.",
    )


def is_free(port: int) -> bool:
    """Whether we could listen on the port of the loopback interface."""
    with socket.socket() as probe:
        # As servers do: connections that ended a moment ago do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            probe.listen()
        except OSError:
            return False
    return True


def free_ports(names: list[str]) -> dict[str, int]:
    """A free port for each name; nobody reserves them for us, so use them soon."""
    sockets = {name: socket.socket() for name in names}
    try:
        for probe in sockets.values():
            probe.bind((LOOPBACK, 0))
        return {name: probe.getsockname()[1] for name, probe in sockets.items()}
    finally:
        for probe in sockets.values():
            probe.close()


def holder(port: int) -> str | None:
    """Name and pid of the process listening on `port`, as far as we may look."""
    wanted = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for process in Path("/proc").glob("[0-9]*"):
        if wanted & _open_files(process):
            name = (process / "comm").read_text().strip()
            return f"{name} (pid {process.name})"
    return None


def _open_files(process: Path) -> set[str]:
    targets = set()
    # A process may end, and a file be closed, while we look.
    with contextlib.suppress(OSError):
        for entry in os.listdir(process / "fd"):
            with contextlib.suppress(OSError):
                targets.add(os.readlink(process / "fd" / entry))
    return targets


def _by(name: str | None) -> str:
    return f" by {name}" if name else ""


def _listening_inodes(port: int) -> Iterator[str]:
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text().splitlines()[1:]
        except FileNotFoundError:
            continue
        for fields in (row.split() for row in rows):
            local, state, inode = fields[1], fields[3], fields[9]
            if state == _LISTENING and int(local.rpartition(":")[2], 16) == port:
                yield inode
