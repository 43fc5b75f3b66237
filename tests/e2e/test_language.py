"""The interface in another language: who chooses it, and that every screen speaks and fits it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_findings, sign_in
from tests.integration.world import ticket

STAFF = {
    "/inbox?view=all": "Alle offenen",
    "/board": "Board",
    "/workflows": "Workflows",
    "/calendars": "Kalender",
    "/unrouted": "Nicht zugeordnet",
    "/coverage": "Abdeckung",
    "/failed-work": "Fehlgeschlagenes",
    "/people": "Personen",
    "/audit": "Audit",
    "/profile": "Profil und Sicherheit",
    "/profile/security": "Profil und Sicherheit",
}
PORTAL = {"/portal/tickets": "Meine Tickets", "/portal/submit": "Neue Anfrage"}


@pytest.fixture
def speaker(world):
    """Somebody whose profile says nothing of a language, before and after."""
    auditor = world.person("auditor")
    yield auditor.name
    auditor.http.patch(f"{world.gateway}/api/auth/api/v1/users/me/", json={"language": "system"})


@pytest.fixture(scope="module")
def task(world):
    sent = world.send(ticket("IT Support", "Access"))
    return world.task_of(sent.json()["ticket_number"])


def choose(page, before, after):
    """Choose a language in the profile; `before` and `after` are words of the screen."""
    page.goto("/profile")
    page.get_by_role("combobox", name=before["language"], exact=True).click()
    page.get_by_role("option", name=after["name"]).click()
    page.get_by_role("button", name=before["save"], exact=True).click()
    expect(page.get_by_role("heading", name=after["profile"], level=1)).to_be_visible()


ENGLISH_WORDS = {
    "language": "Language",
    "save": "Save",
    "name": "English",
    "profile": "Profile and security",
}
GERMAN_WORDS = {
    "language": "Sprache",
    "save": "Speichern",
    "name": "Deutsch",
    "profile": "Profil und Sicherheit",
}


def language_of(page):
    return page.locator("html").get_attribute("lang")


def test_the_profile_decides_on_every_device(open_page, world, speaker, task):
    page = open_page()
    sign_in(page, world, speaker)
    choose(page, ENGLISH_WORDS, GERMAN_WORDS)
    page.goto("/inbox?view=all")
    expect(page.get_by_role("heading", name="Alle offenen", level=1)).to_be_attached()
    assert language_of(page) == "de"

    elsewhere = open_page()
    sign_in(elsewhere, world, speaker)

    elsewhere.goto(f"/tasks/{task['task_id']}")
    expect(elsewhere.get_by_role("tab", name="Personen")).to_be_visible()
    expect(elsewhere.get_by_role("list", name="Was geschehen ist")).to_be_visible()
    choose(elsewhere, GERMAN_WORDS, ENGLISH_WORDS)
    assert language_of(elsewhere) == "en"


def test_the_sign_in_page_follows_the_browser_until_somebody_chooses(open_page):
    page = open_page(locale="de-AT")
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Anmelden")).to_be_visible()

    page.get_by_label("Sprache").select_option("English")

    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_english_readers_load_no_german(open_page):
    page = open_page()
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()

    assert any("/assets/shared-" in url for url in loaded)
    assert not [url for url in loaded if "/assets/de-" in url]


@pytest.mark.parametrize("width", [1280, 360])
def test_german_screens_are_accessible_and_fit(open_page, world, task, width):
    page = open_page(locale="de-DE", viewport={"width": width, "height": 800})
    page.goto("/sign-in")
    assert accessibility_findings(page) == []
    sign_in_in_german(page, world, "admin")
    of_task = {
        f"/tasks/{task['task_id']}": task["title"],
        f"/workflows/{task['workflow_id']}/design": task["workflow_name"],
    }
    for path, heading in {**STAFF, **of_task}.items():
        look(page, path, heading)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_german_portal_is_accessible_and_fits(open_page, world, width):
    page = open_page(locale="de-DE", viewport={"width": width, "height": 800})
    page.goto("/sign-in")
    sign_in_in_german(page, world, "ana.cruz")
    for path, heading in PORTAL.items():
        look(page, path, heading)


def sign_in_in_german(page, world, username):
    entry = next(p for p in world.credentials["people"] if p["username"] == username)
    page.get_by_label("Benutzername oder E-Mail").fill(username)
    page.get_by_label("Passwort", exact=True).fill(entry["password"])
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def look(page, path, heading):
    """No accessibility finding, and nothing wider than the window."""
    page.goto(path)
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_attached()
    expect(page.get_by_label("Wird geladen")).to_have_count(0)
    page.wait_for_timeout(300)  # What fades in has too little contrast half-way.
    folder = os.environ.get("TTS_E2E_PICTURES")
    if folder:
        width = page.viewport_size["width"]
        page.screenshot(
            path=Path(folder) / f"de{path.partition('?')[0].replace('/', '-')}-{width}.png"
        )
    assert accessibility_findings(page) == [], path
    assert overflow_of(page) <= 0, path


def overflow_of(page):
    """By how many pixels the page is wider than the window."""
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
