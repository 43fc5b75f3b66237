import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_api.engine.durations import format_duration, parse_duration


@given(st.integers(0, 10**9))
def test_a_duration_survives_being_written(seconds):
    assert parse_duration(format_duration(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("PT4H", 14_400), ("P1DT12H", 129_600), ("P1W", 604_800), ("pt90m", 5_400), ("PT0S", 0)],
)
def test_documented_forms_are_read(text, seconds):
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "P", "PT", "4H", "P1M", "P1Y", "PT1.5H", "-PT1H", "P1DT"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="not an ISO 8601 duration"):
        parse_duration(text)
