"""Validation with the facts of this moment: roles, who is at work, which systems answer."""

from circuitbreaker import STATE_OPEN
from django.utils import timezone

from workflow_api.engine.definition import Definition
from workflow_api.engine.people_problems import END_SYSTEMS
from workflow_api.engine.problems import Problem
from workflow_api.engine.validation import validate
from workflow_api.external.adapters import catalogue
from workflow_api.roles.selectors import member_counts, present


def judge(definition: Definition) -> list[Problem]:
    """What validation finds in a definition as things are now."""
    return validate(
        definition,
        member_counts(),
        present=present({step.role for step in definition.steps if step.role}, timezone.now()),
        down=_down(definition),
    )


def _down(definition: Definition) -> set[str]:
    """Of the systems a definition needs, those whose breaker is open."""
    asked = {step.operation.partition(".")[0] for step in definition.steps if step.operation}
    needed = asked | {END_SYSTEMS.get(definition.end_logic, "")}
    known = needed & set(catalogue.SYSTEMS)
    return {system for system in known if catalogue.breaker_of(system).read().state == STATE_OPEN}
