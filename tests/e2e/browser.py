"""What people do in the browser."""

import shutil
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The shell draws the same pages without a window, for a quarter less of the processor.
PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium():
    """The Chromium of this machine."""
    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert path, "there is no Chromium; ./tts test e2e installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def sign_in(page, world, username):
    """A session for the window, without the form: that one is walked in tests of its own."""
    entry = next(p for p in world.credentials["people"] if p["username"] == username)
    answer = page.request.post(
        "/api/auth/token/?cookie=1",
        data={"username": username, "password": entry["password"]},
        headers={"Origin": world.gateway},
    )
    assert answer.ok, answer.text()


def sign_in_with(page, username, password):
    page.goto("/sign-in")
    page.get_by_label("Username or e-mail").fill(username)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def say(page, text):
    page.get_by_label("New comment").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def said(page, text):
    """The comment among what happened; its words may still stand in the composer, too."""
    return page.get_by_role("list", name="What happened").get_by_text(text)


# What fades in or changes its colour has too little contrast until it is done.
DRAWN = """async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    const moving = document.getAnimations().filter(
        each => each.playState === 'running' && each.effect.getComputedTiming().endTime < Infinity
    )
    await Promise.allSettled(moving.map(each => each.finished))
}"""


def accessibility_findings(page):
    """What axe finds on the page as it stands when all is drawn, one line each."""
    page.evaluate(DRAWN)
    # The policy of the site forbids foreign scripts, so this one is evaluated, not loaded.
    page.evaluate(AXE.read_text())
    result = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{finding['id']}: {node['target']} {node['html'][:120]}"
        for finding in result["violations"]
        for node in finding["nodes"]
    ]


def findings_in_both_schemes(page):
    """What axe finds in light and in dark; the page is light again afterwards."""
    found = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        drawn = page.locator(f"html[data-mantine-color-scheme={scheme}]")
        expect(drawn).to_be_attached()
        found += [f"{scheme}: {finding}" for finding in accessibility_findings(page)]
    return found


def wider_than_the_window(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
