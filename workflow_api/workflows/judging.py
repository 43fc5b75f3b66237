"""Validation with the facts of this moment: roles, who is at work, which systems answer."""

from collections import Counter

from circuitbreaker import STATE_OPEN
from django.utils import timezone

from workflow_api.engine.definition import Definition
from workflow_api.engine.people_problems import END_SYSTEMS
from workflow_api.engine.problems import Problem
from workflow_api.engine.validation import validate
from workflow_api.external.adapters import catalogue
from workflow_api.roles.models import RoleMember
from workflow_api.roles.selectors import absences, member_counts


def judge(definition: Definition) -> list[Problem]:
    """What validation finds in a definition as things are now."""
    return validate(
        definition,
        member_counts(),
        present=_present({step.role for step in definition.steps if step.role}),
        down=_down(definition),
    )


def _present(roles: set[str]) -> dict[str, int]:
    """The members of these roles who are neither on leave nor off shift."""
    members = RoleMember.objects.filter(
        is_active=True, role__is_active=True, role__system="TTS", role__name__in=roles
    )
    people = list(members.order_by().values_list("role__name", "user_id"))
    away = absences({user_id for _, user_id in people}, timezone.now())
    return Counter(role for role, user_id in people if user_id not in away)


def _down(definition: Definition) -> set[str]:
    """Of the systems a definition needs, those whose breaker is open."""
    asked = {step.operation.partition(".")[0] for step in definition.steps if step.operation}
    needed = asked | {END_SYSTEMS.get(definition.end_logic, "")}
    known = needed & set(catalogue.SYSTEMS)
    return {system for system in known if catalogue.breaker_of(system).read().state == STATE_OPEN}
