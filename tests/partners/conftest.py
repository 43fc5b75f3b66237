"""The simulators' own code as a server on the loopback interface, next to workflow_api."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulators.ams.site import Ams
from simulators.bms.site import Bms
from simulators.store import Store
from simulators.web import Answer, Request, Site

Intercept = Callable[[Request], Answer | None]


class Moody(Site):
    """A simulator with moods: `moods` are asked first, each once, before the real site answers."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self._site = site
        self.moods: list[Intercept] = []

    def answer(self, request: Request) -> Answer:
        if request.method == "POST" and self.moods:
            mood = self.moods.pop(0)(request)
            if mood is not None:
                return mood
        return self._site.answer(request)


@pytest.fixture
def serve() -> Iterator[Callable[[Site], str]]:
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


@pytest.fixture
def ams(settings, serve, tmp_path: Path) -> Moody:
    site = Moody(Ams(Store(tmp_path / "ams.sqlite3"), api_key="right").site())
    settings.AMS_URL, settings.AMS_API_KEY = serve(site), "right"
    return site


@pytest.fixture
def bms(settings, serve, tmp_path: Path) -> Moody:
    site = Moody(Bms(Store(tmp_path / "bms.sqlite3"), token="right").site())
    settings.BMS_URL, settings.BMS_TOKEN = serve(site), "right"
    return site
