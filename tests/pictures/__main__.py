"""`python -m tests.pictures`: the pictures of docs/screens, of a running demo.

TTS_TEST_VAR names the folder of the instance, which gets some fifty tickets more.
"""

import itertools
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, ViewportSize, expect

from tests.e2e.browser import chromium, sign_in
from tests.integration.world import ROOT, World
from tests.pictures.office import fill
from tests.pictures.screens import Picture, pictures

FOLDER = ROOT / "docs" / "screens"
DESK: Final[ViewportSize] = {"width": 1280, "height": 800}
PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
HEAD = """# Screens

Made by `python -m tests.pictures` (CONTRIBUTING.md) from a demo with some fifty tickets.

| picture | shows |
|---|---|
"""


def main() -> None:
    expect.set_options(timeout=30_000)
    world = World()
    wanted = pictures(world, fill(world))
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser:
        for _, group in itertools.groupby(sorted(wanted, key=_window), _window):
            _take(browser, world, list(group))
    rows = [f"| [{one.name}]({one.name}.png) | {one.shows} |\n" for one in wanted]
    (FOLDER / "README.md").write_text(HEAD + "".join(rows))


def _window(picture: Picture) -> tuple[str, str, bool]:
    return picture.who, picture.scheme, picture.phone


def _take(browser: Browser, world: World, group: list[Picture]) -> None:
    """All pictures of one person, one scheme and one size, in one window."""
    first = group[0]
    context = browser.new_context(
        base_url=world.gateway,
        locale="en-GB",
        reduced_motion="reduce",
        viewport=PHONE if first.phone else DESK,
        color_scheme=first.scheme,
    )
    page = context.new_page()
    sign_in(page, world, first.who)
    for picture in group:
        page.goto(picture.path)
        picture.ready(page)
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        page.mouse.move(0, 0)
        page.screenshot(path=Path(FOLDER) / f"{picture.name}.png", animations="disabled")
    context.close()


if __name__ == "__main__":
    main()
