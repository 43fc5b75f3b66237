"""The tasks that a request is about."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from workflow_api.audit.actors import caller_of
from workflow_api.bulk.services.choosing import MOST_TASKS, Choice
from workflow_api.tasks import selectors
from workflow_api.tasks.api.filters import TaskFilter
from workflow_api.views.serializers import check_filters


def chosen(request: Request, body: dict[str, Any]) -> list[Choice]:
    """Those that are named, or all that match the filter: one more than allowed at most."""
    if "tasks" in body:
        return [Choice(each["task_id"], each.get("version")) for each in body["tasks"]]
    filters: dict[str, str] = body["filter"]
    try:
        check_filters(filters, known=TaskFilter.base_filters)
    except serializers.ValidationError as error:
        raise serializers.ValidationError({"filter": error.detail}) from error
    seen = selectors.tasks(caller_of(request))
    matching = TaskFilter(filters, queryset=seen, request=request).qs
    rows = matching.values_list("pk", "version")[: MOST_TASKS + 1]
    return [Choice(task_id, version) for task_id, version in rows]
