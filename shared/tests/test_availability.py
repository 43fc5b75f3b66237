"""Leave and shifts, in the clocks of the person."""

from datetime import datetime

import pytest

from shared.availability import absence, away_between, next_leave

OFFICE = [{"weekday": day, "starts": "08:00", "ends": "17:00"} for day in range(1, 6)]
# Sunday to Monday: on 29 March 2026 clocks in Berlin go from 02:00 to 03:00, on 25 October back.
NIGHT = [{"weekday": 6, "starts": "22:00", "ends": "06:00"}]


def availability(shifts=(), *leaves, zone="Europe/Berlin"):
    rows = [
        {"starts_at": starts, "ends_at": ends, "time_zone": zone, "stand_in_id": stand_in}
        for starts, ends, stand_in in leaves
    ]
    return {"time_zone": zone, "shifts": list(shifts), "leaves": rows}


def reason(content, now):
    away = absence(content, datetime.fromisoformat(now))
    return away.reason if away else ""


def test_whoever_said_nothing_works_at_any_hour():
    assert reason(availability(), "2026-11-22T03:00:00+00:00") == ""


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23T07:59:59+01:00", "off shift until Monday 23 November 2026, 08:00"),
        ("2026-11-23T08:00:00+01:00", ""),
        ("2026-11-23T16:59:59+01:00", ""),
        ("2026-11-23T17:00:00+01:00", "off shift until Tuesday 24 November 2026, 08:00"),
        ("2026-11-27T20:00:00+01:00", "off shift until Monday 30 November 2026, 08:00"),
    ],
)
def test_a_shift_counts_its_first_moment_and_not_its_last(now, expected):
    assert reason(availability(OFFICE), now).removesuffix(" (Europe/Berlin)") == expected


@pytest.mark.parametrize(
    ("zone", "hour_utc", "works"),
    [("Asia/Manila", 1, True), ("Asia/Manila", 10, False), ("America/New_York", 1, False)],
)
def test_shifts_are_in_the_clock_of_the_person(zone, hour_utc, works):
    content = availability(OFFICE, zone=zone)

    assert (reason(content, f"2026-11-24T{hour_utc:02}:00:00+00:00") == "") is works


@pytest.mark.parametrize(
    ("now", "works"),
    [
        ("2026-03-28T20:59:00+00:00", False),
        ("2026-03-28T21:00:00+00:00", True),
        ("2026-03-29T03:59:00+00:00", True),
        ("2026-03-29T04:00:00+00:00", False),
        ("2026-10-24T20:00:00+00:00", True),
        ("2026-10-25T04:59:00+00:00", True),
        ("2026-10-25T05:00:00+00:00", False),
    ],
)
def test_a_night_shift_ends_by_the_clock_when_clocks_change(now, works):
    assert (reason(availability(NIGHT), now) == "") is works


def test_summer_and_winter_keep_the_hour_of_the_clock():
    content = availability(OFFICE)

    assert reason(content, "2026-07-01T06:00:00+00:00") == ""
    assert reason(content, "2026-12-01T06:00:00+00:00") != ""


def test_leave_goes_before_shifts_and_names_who_stands_in():
    leave = "2026-12-21T00:00:00+01:00", "2027-01-04T00:00:00+01:00", 12
    content = availability(OFFICE, leave)

    away = absence(content, datetime.fromisoformat("2026-12-22T20:00:00+01:00"))

    assert away is not None
    assert away.reason == "on leave until Monday 4 January 2027, 00:00 (Europe/Berlin)"
    assert away.stand_in_id == 12


def test_leave_upon_leave_is_one_absence():
    content = availability(
        (),
        ("2026-12-28T00:00:00+00:00", "2027-01-01T00:00:00+00:00", None),
        ("2026-12-21T00:00:00+00:00", "2026-12-28T00:00:00+00:00", None),
        zone="UTC",
    )

    away = reason(content, "2026-12-22T20:00:00+00:00")

    assert away == "on leave until Friday 1 January 2027, 00:00 (UTC)"


def test_a_full_day_is_a_shift_from_midnight_to_midnight():
    content = availability([{"weekday": 7, "starts": "00:00", "ends": "00:00"}])

    assert reason(content, "2026-11-22T23:59:00+01:00") == ""
    assert reason(content, "2026-11-23T00:00:00+01:00") != ""


def away(content, start, end):
    spans = away_between(content, datetime.fromisoformat(start), datetime.fromisoformat(end))
    return [(f"{begin:%d %H:%M}", f"{until:%d %H:%M}") for begin, until in spans]


def test_whoever_said_nothing_is_never_away():
    assert away(availability(), "2026-11-23T00:00:00+00:00", "2026-11-24T00:00:00+00:00") == []


def test_leave_and_the_time_between_shifts_are_one_absence():
    leave = ("2026-11-23T10:00:00+00:00", "2026-11-23T16:30:00+00:00", None)
    content = availability(OFFICE, leave, zone="UTC")

    found = away(content, "2026-11-23T00:00:00+00:00", "2026-11-24T12:00:00+00:00")

    assert found == [("23 00:00", "23 08:00"), ("23 10:00", "23 16:30"), ("23 17:00", "24 08:00")]


def test_a_shift_of_the_day_before_still_counts():
    content = availability(NIGHT, zone="UTC")

    found = away(content, "2026-11-22T05:00:00+00:00", "2026-11-22T07:00:00+00:00")

    assert found == [("22 06:00", "22 07:00")]


def test_the_next_leave_is_the_one_that_begins_first_and_has_not_begun():
    first = ("2026-11-20T00:00:00+00:00", "2026-11-30T00:00:00+00:00", None)
    second = ("2026-12-24T00:00:00+00:00", "2026-12-27T00:00:00+00:00", None)
    third = ("2027-01-24T00:00:00+00:00", "2027-01-27T00:00:00+00:00", None)

    found = next_leave(
        availability((), third, first, second), datetime.fromisoformat("2026-11-23T00:00:00+00:00")
    )

    assert found == tuple(datetime.fromisoformat(moment) for moment in second[:2])
