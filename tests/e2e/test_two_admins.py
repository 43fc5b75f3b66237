"""Two admins with the same draft open: each is shown the other, and nothing is overwritten."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import findings_in_both_schemes, sign_in_with
from tests.e2e.workflows import document

PASSWORD = "violet tractor 42"


@pytest.fixture
def colleague(world):
    """The name of a second admin for the length of a test; they have no other role."""
    admin = world.person("admin")
    username = f"robin.{uuid.uuid4().hex[:8]}"
    person = {"username": username, "email": f"{username}@example.com", "full_name": "Robin Vale"}
    made = admin.post("/auth/api/v1/users/", **person, password=PASSWORD)
    assert made.status_code == 201, made.text
    roles = admin.get("/auth/api/v1/roles/", system="TTS", page_size=100)["results"]
    [role] = [one for one in roles if (one["system"], one["name"]) == ("TTS", "Admin")]
    user_id = made.json()["id"]
    given = admin.post("/auth/api/v1/user-roles/", user_id=user_id, role_id=role["id"])
    assert given.status_code == 201, given.text
    yield username
    url = f"{admin.gateway}/api/auth/api/v1/users/{user_id}/"
    assert admin.http.patch(url, json={"is_active": False}, timeout=10).ok


@pytest.fixture
def draft(world):
    made = world.person("admin").post("/workflow/workflows/import/", **document("Shared"))
    assert made.ok, made.text
    return made.json()["workflow"]["id"]


def rename(page, step, name):
    outline = page.get_by_role("navigation", name="Outline")
    outline.get_by_role("button", name=re.compile(f"^{step}")).first.click()
    page.get_by_label("Name", exact=True).fill(name)


def test_the_second_is_told_who_changed_what_and_overwrites_nothing_by_accident(
    admin_window, open_page, world, colleague, draft
):
    first = admin_window
    first.goto(f"/workflows/{draft}/design")
    expect(first.locator(".react-flow__node-step")).to_have_count(3)
    second = open_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    sign_in_with(second, colleague, PASSWORD)
    second.goto(f"/workflows/{draft}/design")
    expect(second.get_by_text("Also drawing: Alex Moreau")).to_be_visible()

    rename(first, "Verify request", "Verify who asks")
    expect(first.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    rename(second, "Verify request", "Verify why")

    dialog = second.get_by_role("dialog", name="Somebody else changed this workflow")
    expect(dialog).to_contain_text("Alex Moreau saved it")
    theirs = dialog.get_by_role("list", name="What Alex Moreau changed")
    expect(theirs).to_contain_text("Verify request → Verify who asks")
    mine = dialog.get_by_role("list", name="What you changed")
    expect(mine).to_contain_text("Verify request → Verify why")
    expect(dialog).to_contain_text("One element was changed by both of you")
    expect(dialog.get_by_role("button", name="Merge both")).to_have_count(0)
    assert findings_in_both_schemes(second) == []
    dialog.get_by_role("button", name="Take theirs, drop mine").click()

    outline = second.get_by_role("navigation", name="Outline")
    expect(outline.get_by_role("button", name=re.compile("^Verify who asks")).first).to_be_visible()
    second.get_by_role("button", name=re.compile("^Undo")).click()
    expect(outline.get_by_role("button", name=re.compile("^Verify why")).first).to_be_visible()
    first.reload()
    expect(first.get_by_text("Also drawing: Robin Vale")).to_be_visible()
    assert findings_in_both_schemes(first) == []
