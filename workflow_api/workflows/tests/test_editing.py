import pytest

from shared.testing import make_client
from shared.testing.people import ADMIN
from workflow_api.workflows.models import Workflow
from workflow_api.workflows.tests.factories import make_deployed, make_draft, workflow_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make_client(ADMIN)


def test_a_workflow_is_created_as_an_empty_draft(admin):
    body = {"name": "Printer repair", "category": "IT Support", "urgent_sla": "PT90M"}

    answer = admin.post("/workflows/", body)

    assert answer.status_code == 201
    made = answer.json()
    assert (made["status"], made["key"], made["step_count"]) == ("draft", "printer-repair", 0)
    assert made["urgent_sla"] == "PT1H30M"
    assert made["workflow_id"] == made["id"]


def test_names_are_unique_in_any_case(admin):
    make_draft(name="Printer repair")

    answer = admin.post("/workflows/", {"name": "PRINTER REPAIR"})

    assert answer.status_code == 409
    assert answer.json()["details"][0]["field"] == "name"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 151}, "name"),
        ({"name": "A", "end_logic": "party"}, "end_logic"),
        ({"name": "A", "low_sla": "3 days"}, "low_sla"),
        ({"name": "A", "low_sla": "PT0S"}, "low_sla"),
        ({"name": "A", "low_sla": 5}, "low_sla"),
        ({"name": "A", "colour": "red"}, "colour"),
        ({"name": "A", "urgent_sla": "PT2H", "low_sla": "PT1H"}, "urgent_sla"),
    ],
)
def test_bad_fields_are_named(admin, body, field):
    answer = admin.post("/workflows/", body)

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == field
    assert not Workflow.objects.exists()


def test_targets_must_stay_in_order_when_one_is_changed(admin):
    workflow = make_draft()

    answer = admin.patch(f"/workflows/{workflow.pk}/", {"high_sla": "P2D"})

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == "high_sla"


def test_a_change_names_only_what_changes(admin):
    workflow = make_draft(name="Old")

    answer = admin.patch(f"/workflows/{workflow.pk}/", {"name": "New", "version": 1})

    assert (answer.json()["name"], answer.json()["version"]) == ("New", 2)
    assert answer.json()["urgent_sla"] == "PT4H"


def test_a_stale_change_is_a_conflict(admin):
    workflow = make_draft()
    admin.patch(f"/workflows/{workflow.pk}/", {"description": "First"})

    answer = admin.patch(f"/workflows/{workflow.pk}/", {"description": "Second", "version": 1})

    assert answer.status_code == 409


def test_a_deployed_workflow_may_not_take_the_match_of_another(admin):
    make_deployed(sub_category="Printers")
    other = make_deployed(sub_category="Screens")

    answer = admin.patch(f"/workflows/{other.workflow_id}/", {"sub_category": "printers"})

    assert answer.status_code == 409


def test_an_exported_workflow_can_be_imported_elsewhere(admin):
    workflow = make_draft()
    document = admin.get(f"/workflows/{workflow.pk}/export/").json()
    admin.delete(f"/workflows/{workflow.pk}/")

    answer = admin.post("/workflows/import/", document)

    assert answer.status_code == 201
    again = admin.get(f"/workflows/{answer.json()['workflow']['id']}/export/").json()
    assert again == document


def test_a_dry_run_of_an_import_stores_nothing(admin):
    answer = admin.post("/workflows/import/?dry_run=true", workflow_document())

    assert answer.status_code == 200
    assert answer.json()["workflow"] is None
    assert "role_unknown" in {problem["code"] for problem in answer.json()["problems"]}
    assert not Workflow.objects.exists()


def test_a_dry_run_tells_what_the_draft_would_have(admin):
    document = workflow_document(name="New", sub_category="")

    answer = admin.post("/workflows/import/?dry_run=true", document).json()

    assert (answer["would"], answer["name"]) == ("create", "New")
    assert (answer["steps"], answer["transitions"]) == (2, 2)
    assert "sub_category_missing" in {problem["code"] for problem in answer["problems"]}


def test_what_could_not_be_imported_is_said_at_its_element_by_a_dry_run(admin):
    document = workflow_document(steps=[{"key": "look", "weight": "heavy"}])

    answer = admin.post("/workflows/import/?dry_run=true", document).json()

    assert (answer["would"], answer["steps"]) == ("refuse", 0)
    [problem] = answer["problems"]
    assert (problem["code"], problem["element"]) == ("form_wrong", "step:look")
    assert "steps[0].weight" in problem["message"]
    assert admin.post("/workflows/import/", document).status_code == 400


def test_a_taken_name_can_be_replaced_by_another(admin):
    document = workflow_document(name=make_draft().name)
    dry = "/workflows/import/?dry_run=true"
    assert admin.post(dry, document).json()["would"] == "refuse"

    assert admin.post(f"{dry}&name=Mine", document).json()["would"] == "create"
    made = admin.post("/workflows/import/?name=Mine", document)

    assert (made.status_code, made.json()["workflow"]["name"]) == (201, "Mine")


def test_a_dry_run_is_said_clearly_or_not_at_all(admin):
    answer = admin.post("/workflows/import/?dry_run=perhaps", workflow_document())

    assert answer.status_code == 400
    assert not Workflow.objects.exists()


def test_an_import_under_a_taken_name_is_a_conflict(admin):
    make_draft(name="Printer repair")

    answer = admin.post("/workflows/import/", workflow_document(name="Printer Repair"))

    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({"steps": []}, "name"),
        ({"name": "A", "schema": "tts.workflow/9"}, "schema"),
        ({"name": "A", "sla": {"low": "soon"}}, "sla.low"),
        ({"name": "A", "sla": {"low": "P99999999D"}}, "sla.low"),
        ({"name": "A", "steps": [{"key": "\u0000"}]}, "steps"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused(admin, document, field):
    answer = admin.post("/workflows/import/", document)

    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == field


def test_a_clone_is_a_draft_of_its_own(admin):
    version = make_deployed(name="Printer repair")

    first, second = (admin.post(f"/workflows/{version.workflow_id}/clone/") for _ in range(2))

    assert first.json()["name"] == "Printer repair (copy)"
    assert second.json()["name"] == "Printer repair (copy 2)"
    assert (first.json()["status"], first.json()["step_count"]) == ("draft", 2)


def test_the_list_is_filtered_and_refuses_unknown_parameters(admin):
    make_draft(name="Printer repair")
    make_deployed(name="Screen repair")

    found = admin.get("/workflows/?status=deployed&search=screen").json()["results"]

    assert [workflow["name"] for workflow in found] == ["Screen repair"]
    assert admin.get("/workflows/?colour=red").status_code == 400


def test_the_list_costs_the_same_queries_however_long(admin, django_assert_num_queries):
    for _ in range(9):
        make_draft()

    with django_assert_num_queries(1):
        assert admin.get("/workflows/").json()["count"] == 9


@pytest.mark.parametrize("kind", ["create", "import", "clone"])
def test_a_workflow_sent_again_under_its_key_is_one(admin, kind):
    source = make_draft(name="Source").pk
    path, body = {
        "create": ("/workflows/", {"name": "New"}),
        "import": ("/workflows/import/", workflow_document(name="New")),
        "clone": (f"/workflows/{source}/clone/", {"name": "New"}),
    }[kind]
    headers = {"Idempotency-Key": "w-1"}

    first, again = (admin.post(path, body, headers=headers) for _ in range(2))
    other = admin.post(path, {**body, "name": "Other"}, headers=headers)

    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert other.status_code == 422
    assert Workflow.objects.count() == 2
