"""JSON comes out as Django REST framework writes it."""

import json
import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from rest_framework.renderers import JSONRenderer

from shared.http.rendering import FastJSONRenderer


@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 11, 21, 10, 5, tzinfo=UTC),
        datetime(2026, 11, 21, 10, 5, 7, 120, tzinfo=UTC),
        date(2026, 11, 21),
        timedelta(minutes=3),
        Decimal("12.50"),
        uuid.UUID(int=7),
        {"name": "Zoë", 7: None, "nested": [True, 1.5, {"empty": []}]},
        b"text",
        (1, 2),
        {3}.__iter__(),
        10**30,
    ],
)
def test_a_value_is_written_alike(value):
    written = JSONRenderer().render(value if not hasattr(value, "__next__") else [3])

    assert json.loads(FastJSONRenderer().render(value)) == json.loads(written)


def test_nothing_is_an_empty_body():
    assert FastJSONRenderer().render(None) == b""
