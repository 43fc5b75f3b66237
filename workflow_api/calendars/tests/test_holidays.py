"""Holidays out of iCalendar files."""

import pytest

from shared.testing import make_client
from shared.testing.people import ADMIN
from workflow_api.calendars.tests.factories import make_calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar():
    return make_calendar(holidays=[{"date": "2026-12-25", "name": "Christmas Day"}])


def ical(*events):
    body = "\r\n".join(
        "\r\n".join(["BEGIN:VEVENT", "UID:x", *event, "END:VEVENT"]) for event in events
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{body}\r\nEND:VCALENDAR\r\n"


def post(calendar, text, *, dry_run=False, **body):
    query = "?dry_run=true" if dry_run else ""
    url = f"/calendars/{calendar.pk}/holidays/import/{query}"
    return make_client(ADMIN).post(url, {"ical": text, **body})


def added(answer):
    assert answer.status_code == 200, answer.json()
    return [
        (each["date"], each["starts"], each["ends"], each["name"])
        for each in answer.json()["added"]
    ]


def test_the_dry_run_tells_what_is_new_and_writes_nothing(calendar):
    text = ical(
        ["DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas"],
        ["DTSTART;VALUE=DATE:20270101", "SUMMARY:New Year"],
    )

    answer = post(calendar, text, dry_run=True)

    assert added(answer) == [("2027-01-01", None, None, "New Year")]
    assert answer.json()["known"] == 1
    assert make_client(ADMIN).get(f"/calendars/{calendar.pk}/").json()["holiday_count"] == 1


def test_an_import_adds_them_in_a_new_version(calendar):
    post(calendar, ical(["DTSTART;VALUE=DATE:20270101"]))

    body = make_client(ADMIN).get(f"/calendars/{calendar.pk}/").json()
    assert (body["number"], [each["date"] for each in body["holidays"]]) == (
        2,
        ["2026-12-25", "2027-01-01"],
    )


SHAPES = {
    "several days end before DTEND": (
        ["DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:20270103"],
        [("2027-01-01", None, None, ""), ("2027-01-02", None, None, "")],
    ),
    "half a day in the zone of the calendar": (
        ["DTSTART:20261224T110000Z", "DTEND:20261224T230000Z"],
        [("2026-12-24", "12:00", "24:00", "")],
    ),
    "a floating time is the calendar's own": (
        ["DTSTART:20261224T130000", "DURATION:PT2H"],
        [("2026-12-24", "13:00", "15:00", "")],
    ),
    "every year, five years ahead": (
        ["DTSTART;VALUE=DATE:20200501", "RRULE:FREQ=YEARLY;UNTIL=20280501"],
        [(f"{year}-05-01", None, None, "") for year in (2025, 2026, 2027, 2028)],
    ),
    "cancelled ones are none": (["DTSTART;VALUE=DATE:20270101", "STATUS:CANCELLED"], []),
}


@pytest.mark.parametrize(("event", "expected"), SHAPES.values(), ids=SHAPES)
def test_events_become_holidays(calendar, event, expected):
    assert added(post(calendar, ical(event), dry_run=True)) == expected


def test_an_event_without_sense_is_named_by_line_and_property(calendar):
    text = ical(
        ["DTSTART;VALUE=DATE:20270101"],
        ["SUMMARY:When?"],
        ["DTSTART;VALUE=DATE:20270601", "DTEND;VALUE=DATE:20270501"],
        ["DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=SECONDLY"],
    )

    refused = post(calendar, text)
    told = post(calendar, text, dry_run=True).json()["problems"]

    assert refused.status_code == 422
    assert [detail["field"] for detail in refused.json()["details"]] == [
        "line 8: DTSTART",
        "line 12: DTEND",
        "line 17: RRULE",
    ]
    assert [(each["line"], each["field"]) for each in told] == [
        (8, "DTSTART"),
        (12, "DTEND"),
        (17, "RRULE"),
    ]


def test_the_rest_is_taken_when_problems_are_to_be_skipped(calendar):
    text = ical(["SUMMARY:When?"], ["DTSTART;VALUE=DATE:20270101"])

    assert len(added(post(calendar, text, skip_problems=True))) == 1


USELESS = {
    "no calendar": "Dear all, the office is closed on Friday.",
    "cut off": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
    "another component": "BEGIN:VTODO\r\nEND:VTODO\r\n",
    "too large": "x" * (1024 * 1024 + 1),
    "too many": ical(*[["DTSTART;VALUE=DATE:20270101"]] * 2001),
}


@pytest.mark.parametrize("text", USELESS.values(), ids=USELESS)
def test_what_is_no_calendar_is_refused(calendar, text):
    answer = post(calendar, text)

    assert answer.status_code == 400
    assert [detail["field"] for detail in answer.json()["details"]] == ["ical"]


def test_a_file_may_be_sent_as_it_is(calendar):
    url = f"/calendars/{calendar.pk}/holidays/import/?dry_run=true"
    text = ical(["DTSTART;VALUE=DATE:20270101"])

    answer = make_client(ADMIN).post(url, text, content_type="text/calendar")

    assert len(added(answer)) == 1
