import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from deploy.cli import trace
from deploy.cli.__main__ import main
from deploy.instance import Instance
from deploy.ports import DEFAULTS

MINE, OTHER = str(uuid.uuid4()), str(uuid.uuid4())
MESSAGE = str(uuid.uuid4())


def line(at, event, *, correlation_id=MINE, **more):
    stamp = f"2026-11-21T08:00:{at:02d}.000000Z"
    return json.dumps(
        {"event": event, "timestamp": stamp, "correlation_id": correlation_id, **more}
    )


@pytest.fixture
def logs(tmp_path):
    folder = tmp_path / "log"
    folder.mkdir()
    return folder


def write(folder, name, *lines):
    (folder / name).write_text("".join(f"{each}\n" for each in lines))


def found(folder):
    return trace.document(MINE, trace.from_logs(folder, MINE), "")


def test_the_lines_of_all_services_stand_in_the_order_of_time(logs):
    write(
        logs,
        "workflow-worker.log",
        line(3, "message_handled", operation="receive", service="workflow_api", message_id=MESSAGE),
        line(4, "message_handled", correlation_id=OTHER, service="workflow_api"),
    )
    write(
        logs,
        "ticket-web.log",
        line(1, "request", operation="POST /send/", service="ticket_service", status=201),
    )

    document = found(logs)

    whats = [(entry["source"], entry["what"]) for entry in document["entries"]]
    assert whats == [
        ("ticket-web", "request POST /send/"),
        ("workflow-worker", "message_handled receive"),
    ]
    assert document["services"] == ["ticket_service", "workflow_api"]
    assert document["message_ids"] == [MESSAGE]
    assert document["entries"][0]["details"] == {"status": 201}


def test_rotated_logs_are_read_and_foreign_lines_passed_over(logs):
    write(logs, "auth-web.log.1", line(1, "request", service="auth_service"))
    write(
        logs,
        "auth-web.log",
        f"GET /?id={MINE}",
        json.dumps([MINE]),
        json.dumps({"correlation_id": MINE, "event": "no time"}),
        line(2, f"speaks of {MINE}", correlation_id=OTHER),
    )

    [entry] = found(logs)["entries"]

    assert (entry["source"], entry["at"]) == ("auth-web", "2026-11-21T08:00:01+00:00")


def test_what_the_database_knows_is_sorted_in(logs):
    write(logs, "ticket-web.log", line(5, "request", service="ticket_service"))
    early = datetime(2026, 11, 21, 8, 0, 1, tzinfo=UTC)
    entries = [
        trace.Entry(early + timedelta(seconds=9), "auth_service", "outbox", "waits", MESSAGE),
        *trace.from_logs(logs, MINE),
        trace.Entry(early, "workflow_api", "audit", "task.started task 1"),
    ]

    document = trace.document(MINE, entries, "")

    assert [entry["source"] for entry in document["entries"]] == ["audit", "ticket-web", "outbox"]


@pytest.fixture
def installed(tmp_path, logs, monkeypatch):
    """An instance whose database is not there."""
    ports = dict(zip(DEFAULTS, range(1, 100), strict=False))
    Instance(var=tmp_path, ports=ports).create_folders()
    (tmp_path / "secrets.json").write_text(json.dumps({"postgres": {"postgres": "x"}}))
    monkeypatch.setenv("TTS_VAR", str(tmp_path))
    for name in DEFAULTS:
        monkeypatch.delenv(f"TTS_{name}_PORT", raising=False)


@pytest.mark.usefixtures("installed")
def test_without_the_database_the_logs_are_shown_and_the_gap_is_named(logs, capsys):
    write(logs, "auth-web.log", line(1, "request", service="auth_service"))

    code = main(["trace", MINE.upper(), "--json"])

    document = json.loads(capsys.readouterr().out)
    assert (code, len(document["entries"])) == (0, 1)
    assert "audit and outboxes are missing" in document["incomplete"]


@pytest.mark.usefixtures("installed")
def test_an_id_that_nobody_knows_is_an_error_that_says_so(capsys):
    assert main(["trace", MINE]) == 1
    assert f"nothing is known of {MINE}" in capsys.readouterr().err


def test_what_is_no_correlation_id_is_refused(capsys):
    with pytest.raises(SystemExit) as refused:
        main(["trace", "HD-1"])

    assert refused.value.code == 2
    assert "is no correlation id" in capsys.readouterr().err
