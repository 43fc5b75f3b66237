import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulators.store import Store
from simulators.web import Site

Serve = Callable[[Site], str]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "state.sqlite3")


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a site on a free port and returns its address; stops all at the end."""
    servers = []

    def start(site: Site) -> str:
        server = site.server("127.0.0.1", 0)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
