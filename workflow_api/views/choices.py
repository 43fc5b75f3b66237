"""What the filters of the list of tasks can be given."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from shared.identity.caller import TTS
from workflow_api.roles.models import Role, RoleMember
from workflow_api.workflows.models import Workflow


class Named(NamedTuple):
    """What is chosen by its id, and shown by its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """All by name; of the workflows those that tasks run on, with their steps and categories; of
    the people those who work here."""

    workflows: list[Named]
    steps: list[str]
    roles: list[str]
    categories: list[str]
    people: list[Named]


# Of more people nobody chooses from a list.
MOST_PEOPLE: Final = 500


def choices() -> Choices:
    """What there is to choose from now."""
    live = Workflow.objects.filter(current_version__isnull=False).order_by("name")
    found = list(live.values_list("pk", "name", "category", "current_version__definition"))
    roles = Role.objects.filter(system=TTS, is_active=True).order_by("name")
    return Choices(
        workflows=[Named(pk, name) for pk, name, _, _ in found],
        steps=sorted({step["name"] for *_, frozen in found for step in frozen["steps"]}),
        roles=list(roles.values_list("name", flat=True)),
        categories=sorted({category for _, _, category, _ in found if category}),
        people=_people(),
    )


def _people() -> list[Named]:
    """Who can have work, one row for each whichever of their roles it comes from."""
    staff = RoleMember.objects.staff().order_by("full_name", "user_id")
    return [
        Named(member.user_id, member.display_name)
        for member in staff.distinct("full_name", "user_id")[:MOST_PEOPLE]
    ]
