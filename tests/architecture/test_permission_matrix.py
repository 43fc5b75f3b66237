"""No cell of the permission table without a test."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from shared.identity.rights import TABLE, Action
from shared.testing.matrix import ENDPOINTS, WITHOUT_ENDPOINT

ROOT = Path(__file__).parents[2]
SERVICES = {endpoint.service for endpoints in ENDPOINTS.values() for endpoint in endpoints}


@cache
def paths_of(document):
    """The paths of a description, which takes a second to read."""
    return frozenset(yaml.safe_load(document.read_text()).get("paths", {}))


def test_every_action_of_the_table_is_tried_or_has_no_endpoint_yet():
    assert set(TABLE) == set(Action)
    assert set(TABLE) == ENDPOINTS.keys() | WITHOUT_ENDPOINT.keys()
    assert not ENDPOINTS.keys() & WITHOUT_ENDPOINT.keys()


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_every_service_tries_its_cells(service):
    tests = [
        p for p in (ROOT / service).rglob("test_*.py") if f'cases("{service}")' in p.read_text()
    ]

    assert len(tests) == 1


@pytest.mark.parametrize("action", WITHOUT_ENDPOINT)
def test_what_has_no_endpoint_has_none_yet(action):
    for document in (ROOT / "docs/api").glob("*.yaml"):
        assert not [
            path for path in paths_of(document) if path.startswith(WITHOUT_ENDPOINT[action])
        ]


@pytest.mark.parametrize("action", ENDPOINTS)
def test_every_endpoint_that_is_tried_exists(action):
    for endpoint in ENDPOINTS[action]:
        name = endpoint.service.split("_")[0]
        paths = paths_of(ROOT / f"docs/api/{name}.yaml")
        known = {re.sub(r"{(task_id|number)}", "{row}", path) for path in paths}
        assert endpoint.path in known
