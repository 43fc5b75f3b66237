"""Steps against the simulators of sales, ERP, e-signature and SMS."""

import pytest

from shared.testing import make_client
from simulators.office.site import SYSTEMS, Office
from simulators.store import Store
from simulators.web import json_answer
from tests.partners.conftest import Moody
from workflow_api.external.models import ExternalCall
from workflow_api.external.tests.steps import ask_system, deploy_asking, perform
from workflow_api.tasks.tests.world import ADMIN, build_world

pytestmark = pytest.mark.django_db
STEPS = {
    "sales.submit_order": ({"sku": "model"}, {"model": "LAPTOP-14"}, "salesOrderNumber"),
    "erp.post_document": ({"amount": "amount"}, {"amount": "5000"}, "documentNumber"),
    "esignature.request_signature": (
        {"document_title": "document"},
        {"document": "Receipt of LAPTOP-14"},
        "envelopeId",
    ),
    "sms.send_text": ({"to": "phone"}, {"phone": "+49 151 12345678"}, "messageId"),
}


@pytest.fixture(autouse=True)
def world(db):
    build_world()


@pytest.fixture(autouse=True)
def office(settings, serve, tmp_path):
    keys = {system.name: f"key of {system.name}" for system in SYSTEMS}
    site = Moody(Office(Store(tmp_path / "office.sqlite3"), keys=keys).site())
    base = serve(site)
    for name, key in keys.items():
        setattr(settings, f"{name.upper()}_URL", f"{base}/{name}")
        setattr(settings, f"{name.upper()}_API_KEY", key)
    return site


def shown(task):
    return make_client(ADMIN).get(f"/tasks/{task.pk}/").json()


@pytest.mark.parametrize("operation", STEPS)
def test_what_a_step_asks_is_taken(operation):
    mapping, details, number = STEPS[operation]
    deploy_asking(operation, mapping)
    task = ask_system(**details)

    perform()

    assert shown(task)["external_calls"][0]["result"][number]
    assert shown(task)["current_step"] == "hand-over"


@pytest.mark.parametrize("operation", STEPS)
def test_an_answer_that_got_lost_is_given_again_and_counts_once(office, operation):
    mapping, details, number = STEPS[operation]
    deploy_asking(operation, mapping)
    task = ask_system(**details)
    taken = []

    def lose_the_answer(request):
        office.moods = []
        taken.append(office.answer(request))
        return json_answer({"error": "Gateway time-out"}, 504)

    office.moods = [lose_the_answer]
    perform()
    assert ExternalCall._default_manager.get().state == "waiting"
    perform()

    assert shown(task)["current_step"] == "hand-over"
    assert shown(task)["external_calls"][0]["result"][number].encode() in taken[0].body


@pytest.mark.parametrize("system", [system.name for system in SYSTEMS])
def test_a_test_call_finds_it(system):
    answer = make_client(ADMIN).post(f"/integrations/{system}/test/").json()

    assert answer["status"] == "pass"


def test_a_wrong_key_is_for_a_person(settings):
    settings.ERP_API_KEY = "wrong"
    deploy_asking("erp.post_document", {"amount": "amount"})
    task = ask_system(amount="5000")

    perform()

    assert shown(task)["status"] == "pending_external"
