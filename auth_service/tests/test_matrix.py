"""domain.md's permission table, cell by cell, over the endpoints of this service."""

import pytest

from auth_service.access.models import Role, System
from auth_service.access.services import grant_role
from auth_service.tests.make import client_of, make_person
from shared.testing import make_client
from shared.testing.matrix import Persona, cases, try_it


def client_for(case):
    """The foreign one holds a role of that name in another system, which is worth nothing here."""
    if case.persona is Persona.ANONYMOUS:
        return make_client()
    who = make_person("somebody")
    system = System.objects.get(name="TTS" if case.persona is Persona.HOLDER else "AMS")
    role, _ = Role.objects.get_or_create(system=system, name=case.role)
    grant_role(user_id=who.pk, role_id=role.pk)
    return client_of(who)


@pytest.mark.parametrize("case", cases("auth_service"))
def test_a_cell_holds(case, world):
    case.check(try_it(client_for(case), case.endpoint))
