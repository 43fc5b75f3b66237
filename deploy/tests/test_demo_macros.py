import pytest

from deploy.clients import Http
from deploy.demo_macros import demo_macros, keep_macros
from shared.testing.partner import Reply, partner


@pytest.fixture
def workflow_api():
    with partner() as found:
        yield found


def made(workflow_api):
    return [asked.body["name"] for asked in workflow_api.arrived]


def test_the_demo_world_gets_the_macros_that_are_not_there_yet(workflow_api):
    [first, *others] = [macro["name"] for macro in demo_macros()]
    workflow_api.replies = [Reply(body={"results": [{"name": first}]})]

    keep_macros(Http(), workflow_api.url, "token")

    assert made(workflow_api) == others
    assert {asked.headers["Authorization"] for asked in workflow_api.arrived} == {"Bearer token"}


def test_what_is_there_already_is_left_alone(workflow_api):
    workflow_api.replies = [Reply(body={"results": demo_macros()})]

    assert keep_macros(Http(), workflow_api.url, "token") == []
    assert made(workflow_api) == []
