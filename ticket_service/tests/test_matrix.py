"""domain.md's permission table, cell by cell, over the endpoints of this service."""

import pytest

from shared.testing import make_client
from shared.testing.matrix import caller, cases, try_it

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("case", cases("ticket_service"))
def test_a_cell_holds(case):
    case.check(try_it(make_client(caller(case)), case.endpoint))
