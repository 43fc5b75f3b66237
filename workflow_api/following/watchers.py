"""Those who watch a ticket and may see it still: what happens to it is told to them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import IntegerField, Value

from shared.identity.caller import TTS, Caller
from shared.identity.standing import works_here
from workflow_api.following.models import Watch
from workflow_api.roles.models import RoleMember
from workflow_api.tasks.models import Task


def watchers(task_ids: Collection[int]) -> list[Caller]:
    """Who works here, watches one of the tasks and sees it now, by id, as their roles say.

    One statement when nobody watches, three however many do.
    """
    watches = list(Watch.objects.filter(task_id__in=task_ids).order_by("user_id"))
    people = _people(watches) if watches else []
    seeing = set(seeing_ids(people, task_ids))
    return [person for person in people if person.id in seeing]


def seeing_ids(people: Iterable[Caller], task_ids: Collection[int]) -> list[int]:
    """The ids of those of the people who see at least one of the tasks, in one statement."""
    asked = [
        Task.objects.visible_to(person)
        .filter(pk__in=task_ids)
        .order_by()
        .annotate(person=Value(person.id, output_field=IntegerField()))
        .values_list("person", flat=True)
        for person in people
    ]
    return list(asked[0].union(*asked[1:])) if asked else []


def staff(user_ids: Collection[int], departments: dict[int, str]) -> list[Caller]:
    """Those of the people who work here, by id, with the roles that they have now."""
    held = RoleMember.objects.of_tts().filter(user_id__in=user_ids)
    rows = defaultdict(list)
    for member in held.select_related("role").order_by("user_id", "role__name"):
        rows[member.user_id].append(member)
    found = [_caller(members, departments.get(user, "")) for user, members in rows.items()]
    return [person for person in found if works_here(person)]


def _people(watches: Iterable[Watch]) -> list[Caller]:
    departments = {watch.user_id: watch.department for watch in watches}
    return staff(departments.keys(), departments)


def _caller(members: list[RoleMember], department: str) -> Caller:
    one = members[0]
    return Caller(
        id=one.user_id,
        username=one.username,
        email=one.email,
        full_name=one.full_name,
        roles=frozenset((TTS, member.role.name) for member in members),
        claims={"department": department},
    )
