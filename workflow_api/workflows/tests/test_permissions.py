import pytest

from shared.testing import make_client, service_client
from shared.testing.people import ADMIN, ALICE, ANA, AUDITOR, COORDINATOR, MANAGER, person
from workflow_api.workflows.tests.factories import GRAPH, make_deployed

pytestmark = pytest.mark.django_db
NOBODY = person(99, "nobody")
READERS = [ADMIN, MANAGER, COORDINATOR, ALICE, AUDITOR]
STRANGERS = [ANA, NOBODY]
READS = [
    "",
    "graph/",
    "validate/",
    "versions/",
    "versions/1/",
    "versions/1/export/",
    "export/",
    "compare/",
    "publish-effect/",
    "editing/",
    "live/",
    "migrations/",
]
MOVES = ["initialize", "deploy", "pause", "resume", "archive", "clone", "versions/1/restore"]


def name(caller):
    return caller.username


@pytest.mark.parametrize("path", READS)
@pytest.mark.parametrize("caller", READERS, ids=name)
def test_whoever_works_in_tts_reads_workflows(caller, path):
    version = make_deployed()

    assert make_client(caller).get(f"/workflows/{version.workflow_id}/{path}").status_code == 200


@pytest.mark.parametrize("path", READS)
@pytest.mark.parametrize("caller", STRANGERS, ids=name)
def test_requesters_do_not(caller, path):
    version = make_deployed()

    assert make_client(caller).get(f"/workflows/{version.workflow_id}/{path}").status_code == 403


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("caller", [*READERS[1:], *STRANGERS], ids=name)
def test_only_admins_move_workflows(caller, move):
    version = make_deployed()

    answer = make_client(caller).post(f"/workflows/{version.workflow_id}/{move}/")

    assert answer.status_code == 403


@pytest.mark.parametrize("caller", [*READERS[1:], *STRANGERS], ids=name)
def test_only_admins_draw(caller):
    client, one = make_client(caller), f"/workflows/{make_deployed().workflow_id}/"

    answers = [
        client.post("/workflows/", {"name": "Mine"}),
        client.post("/workflows/import/", {"name": "Mine"}),
        client.post("/workflows/templates/approval/", {"name": "Mine"}),
        client.put(f"{one}editing/"),
        client.delete(f"{one}editing/"),
        client.patch(one, {"name": "Mine"}),
        client.put(f"{one}graph/", GRAPH),
        client.delete(one),
    ]

    assert {answer.status_code for answer in answers} == {403}


@pytest.mark.parametrize(
    ("caller", "code"), [(each, 200) for each in READERS] + [(each, 403) for each in STRANGERS]
)
def test_templates_are_for_whoever_reads_workflows(caller, code):
    assert make_client(caller).get("/workflows/templates/").status_code == code


def test_a_service_reads_with_the_scope_alone():
    one = f"/workflows/{make_deployed().workflow_id}/"

    assert service_client("ticket_service", "workflows.read").get(one).status_code == 200
    assert service_client("ticket_service", "users.read").get(one).status_code == 403
    assert service_client("ticket_service", "workflows.read").delete(one).status_code == 403


def test_without_a_token_nothing_is_shown():
    assert make_client().get("/workflows/").status_code == 401


@pytest.mark.parametrize("path", ["", *READS])
def test_a_workflow_that_does_not_exist_is_not_found(path):
    assert make_client(ADMIN).get(f"/workflows/987654/{path}").status_code == 404
