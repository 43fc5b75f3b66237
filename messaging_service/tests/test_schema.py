"""Whatever fits the description is answered as described, and nothing makes the service fail."""

import pytest
from django.core.wsgi import get_wsgi_application

from shared.testing import make_client
from shared.testing.described import (
    described,
    few,
    requests_in_the_tests_transaction,
    try_out,
)
from shared.testing.people import ADMIN, token_of

# The views are synchronous: they need no event loop to be tried. Failed work is the same in all
# services, and tried in the others.
schema = described(get_wsgi_application()).exclude(path_regex="^/dead-letters/")


@pytest.fixture
def comment_id(db, settings, tmp_path, workflow):
    """An admin's, who takes part in every ticket."""
    settings.FILES_DIR = tmp_path
    workflow.all_knowing.add(ADMIN.id)
    said = make_client(ADMIN).post("/api/comments/", {"ticket_id": "HD-1", "text": "Looking"})
    with requests_in_the_tests_transaction():
        yield said.json()["id"]
    workflow.all_knowing.clear()


@schema.parametrize()
@few(3)
def test_an_operation_keeps_to_its_description(comment_id, case):
    if "comment_id" in case.path_parameters:
        case.path_parameters["comment_id"] = comment_id
    try_out(case, {"Authorization": f"Bearer {token_of(ADMIN)}"})
