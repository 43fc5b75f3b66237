"""The report about endpoints: those that do what TTS relies on, and those that do not."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from celery.contrib.testing.worker import start_worker

from simulators.ams.site import Ams
from simulators.bms.site import Bms
from simulators.conformance.run import SYSTEMS, Receipts, conform
from simulators.faults.kinds import Fault, Form, Kind
from simulators.office.site import Office
from simulators.partner import completions as ledger
from simulators.partner.arrivals import Arrivals
from simulators.partner.receipts import ReceiptBox, ReceiptSender
from simulators.partner.worker import make_worker

OFFICE_KEYS = dict.fromkeys(SYSTEMS, "right")
BROKER = "memory://conformance"


@pytest.fixture
def simulator(store, serve):
    """Starts the simulator of a system; gives it, and its address."""

    def start(system: str) -> tuple[Any, str]:
        make: dict[str, Callable[[], Any]] = {
            "ams": lambda: Ams(store, api_key="right"),
            "bms": lambda: Bms(store, token="right"),
        }
        found = make[system]() if system in make else Office(store, keys=OFFICE_KEYS)
        address = serve(found.site())
        return found, address if system in make else f"{address}/{system}"

    return start


def failed(report):
    return {row["rule"] for row in report["findings"] if row["verdict"] == "failed"}


def report_of(simulator, system, *faults):
    found, url = simulator(system)
    found.faults.wait = lambda seconds: None
    found.faults.add(faults)
    return conform(system, url, "right", timeout=5)


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_simulator_conforms(simulator, system):
    report = report_of(simulator, system)

    assert report["conforms"], [row for row in report["findings"] if row["verdict"] == "failed"]


@pytest.mark.parametrize("system", ["ams", "sales"])
@pytest.mark.parametrize(
    ("form", "rules"),
    [
        (Form.NOT_JSON, {"json", "shape", "repeat", "at once"}),
        (Form.WRONG_SHAPE, {"shape"}),
        (Form.TRUNCATED, {"success", "in time", "json", "shape", "correlation", "repeat"}),
    ],
)
def test_malformed_answers_fail_the_rules_about_answers(simulator, system, form, rules):
    report = report_of(simulator, system, Fault(kind=Kind.MALFORMED, form=form))

    assert not report["conforms"]
    assert rules <= failed(report)
    assert not failed(report) & {"conflict", "access", "not json"} or form is Form.TRUNCATED


@pytest.mark.parametrize("system", ["bms", "esignature", "sms"])
def test_a_system_that_acts_twice_fails_the_repetition(simulator, system):
    report = report_of(simulator, system, Fault(kind=Kind.DUPLICATE))

    assert {"repeat", "at once"} <= failed(report)
    assert not failed(report) & {"success", "shape", "access", "fields"}


def test_errors_fail_what_they_prevent(simulator):
    report = report_of(simulator, "sms", Fault(kind=Kind.SERVER_ERROR))

    assert {"success", "fields", "access", "burst"} <= failed(report)
    assert "health" not in failed(report)


def test_a_wrong_key_shows_as_no_success(simulator):
    _, url = simulator("erp")

    report = conform("erp", url, "wrong")

    assert "success" in failed(report)
    assert "access" not in failed(report)


def test_nobody_there_is_a_report_too():
    report = conform("sales", "http://127.0.0.1:1", "key")

    assert not report["conforms"]
    assert all(
        "ConnectionError" in row["came"] for row in report["findings"] if row["sent"][:4] == "POST"
    )


def test_a_429_is_waited_for_and_its_header_judged(simulator):
    report = report_of(simulator, "sms", Fault(kind=Kind.TOO_MANY, calls=1, retry_after=1))

    [row] = [row for row in report["findings"] if row["rule"] == "retry after"]
    assert (row["verdict"], report["conforms"]) == ("passed", True)


def test_a_finding_tells_what_was_sent_expected_and_came_without_the_key(simulator):
    report = report_of(simulator, "sms", Fault(kind=Kind.DECLINE))

    [row] = [row for row in report["findings"] if row["rule"] == "success"]
    assert "POST /api/v1/messages" in row["sent"]
    assert "right" not in row["sent"]
    assert row["expected"] == "200 or 201"
    assert "NUMBER_NOT_IN_SERVICE" in row["came"]
    assert "integration.md" in row["documented"]


@pytest.mark.parametrize("system", ["ams", "bms"])
def test_every_rule_has_its_row_in_the_document(simulator, system):
    document = (Path(__file__).parents[2] / "docs" / "integration.md").read_text()

    report = report_of(simulator, system)

    for rule in {row["rule"] for row in report["findings"]}:
        assert f"\n| {rule} |" in document


class TestReceipts:
    @pytest.fixture
    def told(self, simulator, monkeypatch):
        """AMS with its worker and its receipts, and what a report has to know about both."""
        monkeypatch.setattr(ledger, "SLOWEST_SECONDS", 0.1)
        ams, url = simulator("ams")
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        box = ReceiptBox(f"http://127.0.0.1:{port}/integrations/ams/receipts/", "ams-1", "secret")
        sender = ReceiptSender(ams.completions, box, ams.faults)
        sender.start()
        worker = make_worker(
            broker_url=BROKER,
            queue="AMS_WORKFLOW_QUEUE",
            task="ams.tasks.process_workflow_completion",
            receive=Arrivals(ams.completions, ams.faults).receive,
        )
        worker.conf.broker_transport_options = {"polling_interval": 0.01}
        receipts = Receipts(
            broker_url=BROKER,
            host="127.0.0.1",
            port=port,
            key_id="ams-1",
            secret="secret",
            seconds=8,
        )
        with start_worker(worker, pool="solo", perform_ping_check=False):
            yield ams, url, receipts

    @pytest.mark.parametrize(
        ("faults", "rules"),
        [([], set()), ([Fault(kind=Kind.BAD_SIGNATURE)], {"receipt signed"})],
        ids=["good", "badly signed"],
    )
    def test_receipts_are_judged(self, told, faults, rules):
        ams, url, receipts = told
        ams.faults.add(faults)

        report = conform("ams", url, "right", receipts=receipts)

        assert failed(report) == rules
