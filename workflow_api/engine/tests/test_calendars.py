"""Working time against a model that looks at the clock on the wall, minute by minute."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow_api.engine.calendar_documents import calendar_document, compile_calendar
from workflow_api.engine.calendars import Holiday, Slot, WorkingTime
from workflow_api.engine.reading import InvalidDefinition
from workflow_api.engine.sla import Segment, deadline, used_seconds

HOUR, MINUTE = 3_600, timedelta(minutes=1)
BERLIN, NEW_YORK, MANILA = (
    ZoneInfo(key) for key in ("Europe/Berlin", "America/New_York", "Asia/Manila")
)
WORKDAYS = range(1, 6)
# Clocks of Berlin: forward on 2026-03-29 at 01:00 UTC, back on 2026-10-25 at 01:00 UTC.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def office(zone=BERLIN, holidays=(), hours=((9, 12), (13, 17))):
    """Monday to Friday with a break for lunch."""
    slots = [Slot(day, a * 60, b * 60) for day in WORKDAYS for a, b in hours]
    return WorkingTime(zone, tuple(slots), tuple(holidays))


def at(zone, year, month, day, hour=0, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=zone).astimezone(UTC)


def works(calendar, moment):
    """The rule as it is written: what the clock on the wall shows decides."""
    local = moment.astimezone(calendar.zone)
    minute, today = local.hour * 60 + local.minute, local.date()
    for free in calendar.holidays:
        if free.day == today and free.starts <= minute < free.ends:
            return False
    return any(_inside(slot, today.isoweekday(), minute) for slot in calendar.slots)


def _inside(slot, weekday, minute):
    if slot.ends > slot.starts:
        return slot.weekday == weekday and slot.starts <= minute < slot.ends
    if slot.weekday == weekday:
        return minute >= slot.starts
    return slot.weekday % 7 + 1 == weekday and minute < slot.ends


def seconds_by_looking(calendar, start, end):
    minutes = int((end - start) / MINUTE)
    return 60 * sum(works(calendar, start + n * MINUTE) for n in range(minutes))


slots = st.builds(Slot, st.integers(1, 7), st.integers(0, 1439), st.integers(0, 1440))
around_changes = st.sampled_from(
    [date(2026, 3, 7), SPRING - timedelta(days=1), AUTUMN - timedelta(days=2), date(2026, 10, 31)]
)
holidays = st.builds(
    lambda day, n, starts, length: Holiday(
        day + timedelta(days=n), starts, min(1440, starts + length)
    ),
    around_changes,
    st.integers(0, 4),
    st.integers(0, 1438),
    st.integers(1, 1440),
)
zones = st.sampled_from(
    [BERLIN, NEW_YORK, MANILA, ZoneInfo("Asia/Kolkata"), ZoneInfo("Australia/Lord_Howe")]
)
calendars = st.builds(
    WorkingTime,
    zones,
    st.lists(slots, min_size=1, max_size=4).map(tuple),
    st.lists(holidays, max_size=3).map(tuple),
)
moments = st.builds(
    lambda day, minutes: datetime(day.year, day.month, day.day, tzinfo=UTC) + minutes * MINUTE,
    around_changes,
    st.integers(0, 4 * 1440),
)


@settings(max_examples=60, deadline=None)
@given(calendars, moments, st.integers(0, 3 * 1440))
def test_working_time_is_what_the_clock_on_the_wall_shows(calendar, start, minutes):
    end = start + minutes * MINUTE

    assert calendar.working_seconds(start, end) == seconds_by_looking(calendar, start, end)


@settings(max_examples=60, deadline=None)
@given(calendars, moments, st.integers(0, 400 * HOUR))
def test_after_adding_exactly_so_much_has_been_worked(calendar, start, seconds):
    end = calendar.add(start, seconds)
    if end - start >= timedelta(days=30 * 366):
        return

    assert calendar.working_seconds(start, end) == seconds
    if seconds:
        earlier = end - timedelta(seconds=1)
        assert calendar.working_seconds(start, earlier) == seconds - 1


@settings(max_examples=60, deadline=None)
@given(calendars, moments, st.integers(0, 3_000), st.integers(0, 3_000))
def test_working_time_adds_up_over_any_cut(calendar, start, first, second):
    middle = start + first * MINUTE
    end = middle + second * MINUTE

    parts = calendar.working_seconds(start, middle) + calendar.working_seconds(middle, end)
    assert parts == calendar.working_seconds(start, end)


@settings(max_examples=60, deadline=None)
@given(calendars, moments, st.integers(0, 100 * HOUR), st.integers(0, 100 * HOUR))
def test_more_work_never_ends_sooner(calendar, start, some, more):
    assert calendar.add(start, some) <= calendar.add(start, some + more)


@given(calendars)
def test_a_calendar_survives_its_json_form(calendar):
    document = calendar_document(compile_calendar(calendar_document(calendar)))

    assert calendar_document(compile_calendar(document)) == document


def test_lunch_and_the_weekend_do_not_count():
    friday = at(BERLIN, 2026, 11, 20, 11)

    assert office().add(friday, 8 * HOUR) == at(BERLIN, 2026, 11, 23, 12)
    assert office().working_seconds(friday, at(BERLIN, 2026, 11, 23, 10)) == 6 * HOUR


def test_a_slot_inside_the_skipped_hour_holds_no_time():
    night = WorkingTime(BERLIN, (Slot(7, 2 * 60 + 15, 2 * 60 + 45),))

    assert night.working_seconds(at(UTC, 2026, 3, 28), at(UTC, 2026, 3, 30)) == 0
    assert night.working_seconds(at(UTC, 2026, 4, 4), at(UTC, 2026, 4, 6)) == 30 * 60


def test_a_slot_across_the_skipped_hour_loses_it():
    night = WorkingTime(BERLIN, (Slot(7, 1 * 60, 4 * 60),))

    assert night.working_seconds(at(UTC, 2026, 3, 28), at(UTC, 2026, 3, 30)) == 2 * HOUR


def test_a_slot_inside_the_doubled_hour_is_worked_twice():
    night = WorkingTime(BERLIN, (Slot(7, 2 * 60 + 15, 2 * 60 + 45),))

    assert night.working_seconds(at(UTC, 2026, 10, 24), at(UTC, 2026, 10, 26)) == HOUR


def test_office_hours_stay_where_they_are_on_the_wall_when_clocks_change():
    before = at(BERLIN, 2026, 3, 27, 16)

    assert office().add(before, 2 * HOUR) == at(BERLIN, 2026, 3, 30, 10)
    assert office().add(at(BERLIN, 2026, 10, 23, 16), 2 * HOUR) == at(BERLIN, 2026, 10, 26, 10)


def test_a_night_shift_belongs_to_the_day_it_starts_on():
    nights = WorkingTime(MANILA, (Slot(5, 22 * 60, 6 * 60),))
    friday = at(MANILA, 2026, 11, 20, 21)

    assert nights.add(friday, 3 * HOUR) == at(MANILA, 2026, 11, 21, 1)
    assert nights.working_seconds(friday, friday + timedelta(days=7)) == 8 * HOUR


def test_a_slot_that_ends_when_it_starts_lasts_a_whole_day():
    always = WorkingTime(BERLIN, tuple(Slot(day, 0, 0) for day in range(1, 8)))
    start = at(UTC, 2026, 1, 1)

    assert always.working_seconds(start, start + timedelta(days=365)) == 365 * 24 * HOUR


def test_a_holiday_and_half_a_holiday_are_free():
    calendar = office(holidays=[Holiday(date(2026, 12, 25)), Holiday(date(2026, 12, 24), 720)])
    thursday = at(BERLIN, 2026, 12, 24, 9)

    assert calendar.working_seconds(thursday, at(BERLIN, 2026, 12, 28)) == 3 * HOUR
    assert calendar.add(thursday, 4 * HOUR) == at(BERLIN, 2026, 12, 28, 10)


def test_a_holiday_takes_the_end_of_a_night_shift_but_not_its_beginning():
    nights = WorkingTime(BERLIN, (Slot(4, 22 * 60, 6 * 60),), (Holiday(date(2026, 12, 25)),))

    assert nights.working_seconds(at(UTC, 2026, 12, 23), at(UTC, 2026, 12, 27)) == 2 * HOUR


def test_a_pause_over_the_weekend_moves_nothing():
    started, paused = at(BERLIN, 2026, 11, 20, 15), at(BERLIN, 2026, 11, 20, 17)
    resumed = at(BERLIN, 2026, 11, 23, 9)
    segments = [
        Segment("running", started, paused, calendar=office()),
        Segment("paused", paused, resumed),
        Segment("running", resumed, calendar=office()),
    ]

    plain = [Segment("running", started, calendar=office())]
    assert deadline(started, 8 * HOUR, segments) == deadline(started, 8 * HOUR, plain)


def test_time_used_in_one_calendar_stays_used_in_another():
    started, moved = at(BERLIN, 2026, 11, 20, 15), at(BERLIN, 2026, 11, 23, 9)
    segments = [
        Segment("running", started, moved, calendar=office()),
        Segment("running", moved, calendar=office(MANILA)),
    ]

    due = deadline(started, 8 * HOUR, segments)

    assert used_seconds(moved, started, segments) == 2 * HOUR
    # 16:00 in Manila when it moves there: one hour is left of that day, five for the next.
    assert due == at(MANILA, 2026, 11, 24, 15)


def test_a_target_that_is_never_reached_is_due_at_the_horizon():
    rarely = WorkingTime(BERLIN, (Slot(1, 0, 1),))
    start = at(UTC, 2026, 1, 1)

    assert rarely.add(start, 10 * 366 * 24 * HOUR) == start + timedelta(days=30 * 366)


WRONG = [
    ({"slots": []}, "slots"),
    ({"time_zone": "Middle/Earth"}, "time_zone"),
    ({"slots": [{"weekday": 8, "starts": "09:00", "ends": "10:00"}]}, "slots[0].weekday"),
    ({"slots": [{"weekday": 1, "starts": "9", "ends": "10:00"}]}, "slots[0].starts"),
    ({"slots": [{"weekday": 1, "starts": "24:00", "ends": "10:00"}]}, "slots[0].starts"),
    ({"holidays": [{"date": "25.12.2026"}]}, "holidays[0].date"),
    ({"holidays": [{"date": "2026-12-25", "starts": "12:00"}]}, "holidays[0].ends"),
    (
        {"holidays": [{"date": "2026-12-25", "starts": "12:00", "ends": "11:00"}]},
        "holidays[0].ends",
    ),
]


@pytest.mark.parametrize(("change", "place"), WRONG, ids=[place for _, place in WRONG])
def test_what_is_wrong_is_named_by_its_place(change, place):
    document = {**calendar_document(office()), **change}

    with pytest.raises(InvalidDefinition) as refusal:
        compile_calendar(document)

    assert refusal.value.path == place
