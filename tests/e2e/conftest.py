"""A real browser: Debian's Chromium, driven by Playwright."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.integration.world import World

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# A machine that builds and tests beside it is slow to draw.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def world():
    return World()


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "chromium is not installed; ./tts test e2e installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, world, request):
    """Opens pages in windows of their own; TTS_E2E_PICTURES names a folder for their last looks."""
    pages = []

    def open_one(**options):
        context = chromium.new_context(base_url=world.gateway, locale="en-GB", **options)
        context.set_default_timeout(30_000)
        pages.append(context.new_page())
        return pages[-1]

    yield open_one
    for index, page in enumerate(pages):
        folder = os.environ.get("TTS_E2E_PICTURES")
        if folder and not page.is_closed():
            page.screenshot(path=Path(folder) / f"{request.node.name}-{index}.png")
        page.context.close()
