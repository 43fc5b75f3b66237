"""Failed work is found by the ticket it is about."""

import pytest

from shared.dead_letters.subjects import ticket_number_in


@pytest.mark.parametrize(
    "kwargs",
    [
        {"payload": {"ticket_id": "HD-1"}},
        {"payload": {"ticket_number": "HD-1", "ticket_id": "other"}},
        {"payload": {"ticket": {"original_ticket_id": " HD-1 "}}},
        {"ticket_data": {"ticket_number": "HD-1"}},
        {"ticket_id": "HD-1", "status": "open"},
        {"related_ticket_number": "HD-1", "metadata": {}},
        {"stream": "ticket:HD-1", "type": "ticket_update"},
    ],
)
def test_every_message_about_a_ticket_names_it(kwargs):
    assert ticket_number_in(kwargs) == "HD-1"


@pytest.mark.parametrize(
    "kwargs",
    [
        None,
        {},
        {"stream": "user:7"},
        {"payload": "HD-1"},
        {"payload": {"ticket_id": ["HD-1"]}},
        {"ticket_id": "x" * 65},
        {"ticket_id": True},
    ],
)
def test_what_is_about_no_ticket_or_unreadable_names_none(kwargs):
    assert ticket_number_in(kwargs) == ""


def test_a_number_sent_as_a_number_is_found_as_text():
    assert ticket_number_in({"ticket_id": 4711}) == "4711"
