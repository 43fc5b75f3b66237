"""What admins see of the other systems, and what they can do about them."""

import pytest

from shared.contracts.notifications import CreateNotification
from shared.testing import make_client
from shared.testing.messages import outbox_messages
from shared.testing.partner import REFUSING, Reply
from workflow_api.external.tests.replies import RESERVED
from workflow_api.external.tests.steps import (
    ask_for_asset,
    ask_system,
    deploy_asking,
    deploy_reserving,
    newest_call,
    perform,
)
from workflow_api.tasks.tests.world import ADMIN, COORDINATOR, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(db, partner):
    build_world()


def status_of(system):
    listed = make_client(ADMIN).get("/integrations/").json()
    return next(each for each in listed if each["adapter"] == system)


def break_ams(partner):
    """Five calls in vain: the breaker is open."""
    deploy_reserving()
    partner.replies = [Reply(500)]
    for number in range(5):
        ask_for_asset(ticket_id=f"HD-{number}")
        perform()


def notices():
    told = outbox_messages(CreateNotification)
    return [each.subject for each in told if each.notification_type == "integration_down"]


def test_an_open_breaker_answers_at_once_and_admins_close_it(partner):
    break_ams(partner)
    ask_for_asset(ticket_id="HD-6")
    perform()

    assert len(partner.arrived) == 5
    assert newest_call().error_code == "BREAKER_OPEN"
    ams = status_of("ams")
    assert (ams["breaker"]["state"], ams["calls"]["failed"]) == ("open", 6)
    assert ams["waiting"] == {"questions": 0, "decisions": 6}
    assert ams["last_error"]["code"] == "BREAKER_OPEN"
    assert ams["operations"] == [{"id": "ams.reserve_asset", "version": "1.0.0"}]
    assert (ams["requests"], ams["error_rate"], ams["last_success"]) == (5, 1.0, None)

    closed = make_client(ADMIN).post("/integrations/ams/reset/")

    assert closed.json()["breaker"]["state"] == "closed"


def test_admins_hear_once_that_a_system_is_down_and_once_that_it_is_back(partner):
    break_ams(partner)
    make_client(ADMIN).post("/integrations/ams/test/")
    make_client(ADMIN).post("/integrations/ams/reset/")
    make_client(ADMIN).post("/integrations/ams/reset/")

    assert notices() == ["AMS does not answer", "AMS answers again"]


def test_a_good_call_shows_in_the_figures(partner):
    deploy_reserving()
    partner.replies = [RESERVED]
    ask_for_asset()
    perform()

    ams = status_of("ams")

    assert (ams["requests"], ams["error_rate"], ams["last_failure"]) == (1, 0.0, None)
    assert 0 < ams["p50_ms"] <= ams["p95_ms"]
    assert ams["last_success"]


def test_a_question_that_waits_for_its_next_attempt_is_counted(partner):
    deploy_asking("sms.send_text", {"to": "phone"})
    partner.replies = [Reply(503)]
    ask_system(phone="+4915112345678")

    perform()

    assert status_of("sms")["waiting"] == {"questions": 1, "decisions": 0}


def test_a_system_never_called_has_no_figures():
    email = status_of("email")

    assert (email["requests"], email["error_rate"], email["p95_ms"]) == (0, None, None)
    assert email["breaker"]["state"] == "closed"
    assert email["testable"] is False


@pytest.mark.parametrize("system", ["ams", "bms", "erp", "esignature", "sales", "sms"])
def test_a_test_call_tells_who_is_there(partner, system):
    answer = make_client(ADMIN).post(f"/integrations/{system}/test/").json()

    assert (answer["status"], answer["message"]) == ("pass", "HTTP 200")
    assert partner.arrived == []
    assert status_of(system)["requests"] == 1


def test_a_test_call_in_vain_counts_like_any_other(settings):
    settings.ERP_URL = REFUSING

    answers = [make_client(ADMIN).post("/integrations/erp/test/").json() for _ in range(4)]

    assert [answer["status"] for answer in answers] == ["fail"] * 4
    assert "calls resume in" in answers[-1]["message"]
    assert status_of("erp")["breaker"]["state"] == "open"


def test_only_admins_look_test_and_close():
    for who, status in ((COORDINATOR, 403), (None, 401)):
        client = make_client(who)
        assert client.get("/integrations/").status_code == status
        assert client.post("/integrations/ams/reset/").status_code == status
        assert client.post("/integrations/ams/test/").status_code == status


def test_what_is_not_called_from_here_cannot_be_tested():
    client = make_client(ADMIN)

    assert client.post("/integrations/fax/reset/").status_code == 404
    assert client.post("/integrations/fax/test/").status_code == 404
    assert client.post("/integrations/email/test/").status_code == 409


def test_the_status_needs_a_fixed_number_of_queries(django_assert_num_queries, partner):
    break_ams(partner)
    client = make_client(ADMIN)

    with django_assert_num_queries(4):
        client.get("/integrations/")
