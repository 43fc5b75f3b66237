"""Who may move running tasks: admins; whoever reads workflows may look."""

import time

import pytest

from shared.testing import make_client
from shared.testing.people import token_of
from workflow_api.migrating.models import Migration
from workflow_api.migrating.tests.stories import deploy_again, make_tasks, network, order
from workflow_api.tasks.tests.world import (
    ADMIN,
    ALICE,
    ANA,
    AUDITOR,
    COORDINATOR,
    MANAGER,
    STRANGER,
    build_world,
)

pytestmark = pytest.mark.django_db
READERS = [ADMIN, AUDITOR, MANAGER, COORDINATOR, ALICE]
OUTSIDERS = [ANA, STRANGER]
READS = ["{of}", "{one}", "{one}results/"]
WRITES = ["{of}", "{of}preview/", "{one}continue/", "{one}cancel/", "{one}undo/"]


@pytest.fixture
def paths():
    build_world()
    make_tasks(1)
    deploy_again(diagnose={"instructions": "Measure first"})
    migration = order(make_client(ADMIN)).json()
    one = f"/workflows/migrations/{migration['id']}/"
    return {"of": f"/workflows/{network().pk}/migrations/", "one": one}


def name(caller):
    return caller.username


@pytest.mark.parametrize("path", READS)
@pytest.mark.parametrize("caller", [*READERS, *OUTSIDERS], ids=name)
def test_whoever_reads_workflows_reads_migrations(paths, caller, path):
    answer = make_client(caller).get(path.format(**paths))

    assert answer.status_code == (403 if caller in OUTSIDERS else 200)


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("caller", [*READERS[1:], *OUTSIDERS], ids=name)
def test_nobody_but_admins_moves_tasks(paths, caller, path):
    body = {"to_version": 2, "reason": "Because"}

    answer = make_client(caller).post(path.format(**paths), body)

    assert answer.status_code == 403
    assert Migration.objects.get().status == "queued"


@pytest.mark.parametrize("path", READS[1:])
def test_a_migration_that_does_not_exist_is_not_found(paths, path):
    gone = path.format(of="", one="/workflows/migrations/987654/")

    assert make_client(ADMIN).get(gone).status_code == 404


def test_an_old_sign_in_must_be_proven_again(paths, settings):
    settings.STEP_UP_MINUTES = 5
    client = make_client()
    token = token_of(ADMIN, auth_time=int(time.time()) - 600)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")

    answer = order(client)

    assert (answer.status_code, answer.json()["code"]) == (403, "STEP_UP_REQUIRED")
