"""Promises that every service keeps, read off the OpenAPI documents that are generated from it."""

from pathlib import Path

import pytest
import yaml

API = Path(__file__).parents[2] / "docs/api"
SERVICES = ("auth", "workflow", "ticket", "messaging", "notification")
CREATING = {"201", "207"}
# An exception with its reason. One that is none any more makes a test fail.
MADE_ANEW_EACH_TIME = {
    ("messaging", "/ws-ticket/"): "a secret for one use: the same again would not be one",
    ("auth", "/api/v1/api-keys/"): "a stored answer would hold the key; its name is unique",
    ("auth", "/api/v1/service-clients/"): "a stored answer would hold the secret; its id is unique",
}
THE_LAST_WORD_COUNTS = {
    ("messaging", "/api/read-markers/{ticket_id}/"): "a marker only moves forward",
    ("messaging", "/api/drafts/{ticket_id}/"): "one's own unfinished words",
    ("workflow", "/tasks/{task_id}/watch/"): "watched or not, by oneself",
    ("workflow", "/views/columns/{key}/"): "one's own columns, of which others see nothing",
    ("workflow", "/views/habits/"): "one's own habits",
    ("notification", "/api/v2/notifications/inapp/{notification_id}/"): "read or not, by its owner",
    ("workflow", "/board/people/{user_id}/capacity/"): "one number, sent with the one it replaces",
    ("workflow", "/workflows/{workflow_id}/editing/"): "a heartbeat, of one's own presence alone",
}


def operations(*methods):
    for service in SERVICES:
        document = yaml.safe_load((API / f"{service}.yaml").read_text())
        for path, kinds in document["paths"].items():
            for method, operation in kinds.items():
                if method in methods:
                    yield service, path, method, operation


def headers(operation):
    return {p["name"] for p in operation.get("parameters", []) if p["in"] == "header"}


def name(case):
    service, path, method, _ = case
    return f"{service} {method} {path}"


CREATIONS = [each for each in operations("post") if CREATING & each[3]["responses"].keys()]
EDITS = list(operations("put", "patch"))


@pytest.mark.parametrize("case", CREATIONS, ids=name)
def test_a_request_that_creates_may_be_sent_twice(case):
    service, path, _, operation = case
    kept = "Idempotency-Key" in headers(operation)

    assert kept != ((service, path) in MADE_ANEW_EACH_TIME)
    assert not kept or {"409", "422"} <= operation["responses"].keys()


@pytest.mark.parametrize("case", EDITS, ids=name)
def test_nobody_overwrites_what_they_have_not_seen(case):
    service, path, _, operation = case
    checked = "If-Match" in headers(operation)

    assert checked != ((service, path) in THE_LAST_WORD_COUNTS)
    assert not checked or "412" in operation["responses"]


def test_every_exception_is_about_something_that_exists():
    creations = {(service, path) for service, path, *_ in CREATIONS}
    edits = {(service, path) for service, path, *_ in EDITS}

    assert MADE_ANEW_EACH_TIME.keys() <= creations
    assert THE_LAST_WORD_COUNTS.keys() <= edits
