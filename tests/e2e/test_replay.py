"""The tickets of the last days through a draft, watched and stopped in the designer."""

import os
import re
import signal

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import findings_in_both_schemes
from tests.e2e.workflows import deploy, document, send
from tests.integration.world import tts


@pytest.fixture
def workflow_id(world):
    """Of a workflow that two tickets run on."""
    made = document("Replay")
    found = deploy(world, made)
    send(world, made, 2)
    return found


@pytest.fixture
def schedule():
    """The process that works replays off, standing still; answers with what lets it go on."""
    [pid] = [p["pid"] for p in tts("status")["processes"] if p["name"] == "workflow-schedule"]
    os.kill(pid, signal.SIGSTOP)
    yield lambda: os.kill(pid, signal.SIGCONT)
    os.kill(pid, signal.SIGCONT)


def test_a_replay_shows_its_progress_is_stopped_and_run_again(
    admin_window, world, workflow_id, schedule
):
    page = admin_window
    page.goto(f"/workflows/{workflow_id}/design?panel=replay")
    panel = page.get_by_role("complementary", name="Details")
    panel.get_by_label("Days").fill("7")
    panel.get_by_role("button", name="Replay", exact=True).click()
    expect(panel.get_by_role("progressbar", name="Progress of the replay")).to_be_attached()
    expect(panel.get_by_role("status")).to_have_text("0 of 2 tickets")
    assert findings_in_both_schemes(page) == []

    panel.get_by_role("button", name="Stop").click()
    expect(panel.get_by_role("alert")).to_have_text("Stopped")
    schedule()
    panel.get_by_role("button", name="Replay", exact=True).click()

    looked_at = panel.get_by_role("definition").first
    expect(looked_at).to_have_text("2")
    expect(panel.get_by_text("Visits per step")).to_be_visible()
    earlier = panel.get_by_role("list", name="Earlier replays").get_by_role("listitem")
    expect(earlier).to_have_text([re.compile("Finished"), re.compile("Stopped")])
    assert findings_in_both_schemes(page) == []
    replays = world.person("admin").get(f"/workflow/workflows/{workflow_id}/replays/")["results"]
    assert [replay["status"] for replay in replays] == ["finished", "cancelled"]
