"""Log lines as a collector reads them (specification: resilience.md, Logs and traces)."""

import io
import json
import logging

import pytest
import structlog
from django.conf import settings
from django.urls import path

from shared.context import bind_correlation
from shared.http.urls import service_urls
from shared.logs import logging_config
from shared.testing import make_client
from shared.testing.people import ALICE

CORRELATION = "5f0c2e9e-0000-4000-8000-000000000001"


def fail(request, number):
    raise ValueError("no such colour")


urlpatterns = [path("things/<int:number>/", fail), *service_urls()]


@pytest.fixture
def lines():
    """Everything logged so far, parsed."""
    logging_config("workflow_api", "INFO", json_lines=True)
    written = io.StringIO()
    [handler] = [each for each in logging.getLogger().handlers if each.name == "out"]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging_config("workflow_api", settings.LOG_LEVEL, json_lines=True)


@pytest.mark.django_db
@pytest.mark.urls("shared.testing.urls")
def test_a_request_is_one_line_with_the_agreed_names(lines):
    make_client(ALICE).get("/dead-letters/", headers={"X-Correlation-ID": CORRELATION})

    [line] = [each for each in lines() if each["event"] == "request"]
    assert {"timestamp", "level", "service", "operation", "duration_ms"} <= line.keys()
    assert (line["status"], line["user_id"]) == (403, ALICE.id)
    assert (line["service"], line["correlation_id"]) == ("workflow_api", CORRELATION)


@pytest.mark.urls(__name__)
def test_a_fault_says_what_it_was_and_where(lines):
    make_client().get("/things/7/", headers={"X-Correlation-ID": CORRELATION})

    [line] = [each for each in lines() if "stack_trace" in each]
    assert (line["error_code"], line["error_message"]) == ("ValueError", "no such colour")
    assert "in fail" in line["stack_trace"]
    assert line["correlation_id"] == CORRELATION


def test_our_own_lines_about_a_fault_have_the_same_names(lines):
    with bind_correlation(CORRELATION):
        try:
            raise OSError("hung up")
        except OSError:
            structlog.get_logger().exception("job_failed", operation="scan")

    [line] = lines()
    assert (line["error_code"], line["error_message"]) == ("OSError", "hung up")
    assert line["stack_trace"].startswith("Traceback")


def test_secrets_and_addresses_are_masked_wherever_they_stand(lines):
    logging.getLogger("somebody").warning("mail to %s", "maria.reyes@example.com")
    structlog.get_logger().info("login", api_token="abc", error_message="ana@example.com is out")

    foreign, own = lines()
    assert foreign["event"] == "mail to m***@example.com"
    assert own["api_token"] == "***"
    assert own["error_message"] == "a***@example.com is out"
