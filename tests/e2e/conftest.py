"""A real browser: Debian's Chromium, driven by Playwright."""

import os
import uuid
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import chromium as launched
from tests.e2e.browser import sign_in
from tests.integration.world import World, ticket

# A machine that builds and tests beside it is slow to draw.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def world():
    return World()


@pytest.fixture(scope="session")
def chromium():
    with launched() as browser:
        yield browser


@pytest.fixture
def open_page(chromium, world, request):
    """Opens pages in windows of their own; TTS_E2E_PICTURES names a folder for their last looks."""
    with _windows(chromium, world, request.node.name) as open_one:
        yield open_one


@pytest.fixture(scope="module")
def admin_window(chromium, world, request):
    """One window of the admin for all tests of a file; nothing moves in it but by hand."""
    with _windows(chromium, world, request.module.__name__.rpartition(".")[2]) as open_one:
        page = open_one(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        sign_in(page, world, "admin")
        yield page


@pytest.fixture
def words():
    """In the subjects of this test's tickets alone."""
    return f"Badge {uuid.uuid4().hex[:8]}"


@pytest.fixture
def send(world, words):
    """Sends tickets of one kind that all go to one role; answers with their tasks."""

    def send(count=1, kind=("IT Support", "Access")):
        numbers = [
            world.send(ticket(*kind, title=f"{words} {index}")).json()["ticket_number"]
            for index in range(count)
        ]
        return [world.task_of(number) for number in numbers]

    return send


@contextmanager
def _windows(chromium, world, name):
    pages = []

    def open_one(**options):
        context = chromium.new_context(base_url=world.gateway, **{"locale": "en-GB", **options})
        context.set_default_timeout(30_000)
        pages.append(context.new_page())
        return pages[-1]

    yield open_one
    for index, page in enumerate(pages):
        folder = os.environ.get("TTS_E2E_PICTURES")
        if folder and not page.is_closed():
            page.screenshot(path=Path(folder) / f"{name}-{index}.png")
        page.context.close()
