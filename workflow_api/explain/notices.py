"""Who was told of a task's ticket and who was not, as notification_service keeps it."""

from functools import cache
from typing import Any

from django.conf import settings

from shared.identity.caller import Caller
from shared.identity.services import ServiceClient
from workflow_api.roles.models import RoleMember
from workflow_api.tasks.models import Task
from workflow_api.tickets.selectors import access

PATH = "/api/v1/notifications/decisions/"
Notice = dict[str, Any]


@cache
def _notification_service() -> ServiceClient:
    # Kept, because its breaker and its connection are.
    return ServiceClient(settings.NOTIFICATION_URL)


def notices(task: Task, caller: Caller) -> list[Notice]:
    """Newest first. Whoever works on the ticket sees all of them, anybody else their own.

    Unavailable while notification_service cannot be asked.
    """
    number = task.ticket.ticket_number
    sees_all = access(number, caller).may_see_internal
    asked = (
        {"ticket_number": number} if sees_all else {"ticket_number": number, "user_id": caller.id}
    )
    found: list[Notice] = _notification_service().get(PATH, asked)
    names = _names({each["user_id"] for each in found} - {None})
    return [{**each, "name": names.get(each["user_id"], "")} for each in found]


def _names(people: set[int]) -> dict[int, str]:
    known = RoleMember.objects.filter(user_id__in=people)
    return {member.user_id: member.display_name for member in known}
