"""The working time in which the targets of definitions count, as calendars are now."""

from collections.abc import Iterable

from workflow_api.calendars.selectors import compiled, current_versions
from workflow_api.engine.definition import Definition
from workflow_api.engine.simulation import Plan
from workflow_api.engine.sla import AROUND_THE_CLOCK


def plans(definitions: Iterable[Definition]) -> list[Plan]:
    """A plan for each definition, in their order; one statement looks up all their calendars."""
    wanted = list(definitions)
    versions = current_versions(definition.calendar for definition in wanted)
    return [_plan(definition, versions.get(definition.calendar)) for definition in wanted]


def _plan(definition: Definition, version_id: int | None) -> Plan:
    return Plan(definition, compiled(version_id) if version_id else AROUND_THE_CLOCK)
