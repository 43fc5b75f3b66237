import pytest

from shared.testing import make_client

pytestmark = pytest.mark.django_db


def test_a_process_is_alive_without_anything_else():
    assert make_client().get("/health/live").json()["status"] == "pass"


def test_a_service_is_ready_when_its_database_is_migrated():
    response = make_client().get("/health/ready")

    assert response.status_code == 200
    assert [check["name"] for check in response.json()["checks"]] == ["database", "migrations"]


def test_the_whole_picture_names_every_dependency():
    body = make_client().get("/health/").json()

    names = {check["name"] for check in body["checks"]}
    assert {"database", "broker", "cache", "outbox", "relay", "worker"} <= names


def test_a_missing_broker_is_a_warning_because_the_outbox_covers_for_it(settings):
    settings.BROKER_URL = "amqp://guest:guest@127.0.0.1:1/tts"

    response = make_client().get("/health/")

    [broker] = [c for c in response.json()["checks"] if c["name"] == "broker"]
    assert (response.status_code, broker["status"]) == (200, "warn")


def test_an_unknown_path_is_answered_in_the_shape_of_every_error():
    body = make_client().get("/nothing/").json()

    assert body["code"] == "RESOURCE_NOT_FOUND"
    assert body["correlation_id"]


def test_a_callers_correlation_id_comes_back():
    mine = "0b0f6a9e-4b1c-4f4e-9d2e-0c8a3f1b2d4e"

    response = make_client().get("/health/live", headers={"X-Correlation-ID": mine})

    assert response.headers["X-Correlation-ID"] == mine


def test_a_body_that_is_too_large_is_refused_unread(settings):
    settings.MAX_BODY_BYTES = 10

    response = make_client().post("/health/live", data="x" * 11, content_type="text/plain")

    assert (response.status_code, response.json()["code"]) == (413, "PAYLOAD_TOO_LARGE")


def test_the_page_of_the_description_brings_its_own_script():
    page = make_client().get("/docs/").content.decode()

    script = next(part for part in page.split('"') if part.endswith("swagger-ui-bundle.js"))
    assert make_client().get(script).status_code == 200
