"""A bare view: the SQL that the list of tasks needs for one person, and its rows as JSON."""

import json
import os
from functools import cache
from typing import Any, Final

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shared.http.paging import COUNTED
from shared.identity.caller import Caller, caller_from
from workflow_api.tasks import selectors
from workflow_api.tasks.lines import page

PAGE: Final = 10
CALLERS: Final = [caller_from(claims) for claims in json.loads(os.environ["BENCH_CALLERS"])]


class BareTasks(APIView):
    def get(self, request: Request, user_id: int) -> Response:
        return Response([_rows(statement) for statement in statements(user_id)])


@cache
def statements(user_id: int) -> list[str]:
    """What the page costs in SQL: its rows with what belongs to them, and its count."""
    caller: Caller = next(one for one in CALLERS if one.id == user_id)
    with CaptureQueriesContext(connection) as captured:
        page(selectors.tasks(caller), start=0, size=PAGE, most=COUNTED + 1, viewer=user_id)
    return [query["sql"] for query in captured]


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


urlpatterns = [path("<int:user_id>/", BareTasks.as_view())]
