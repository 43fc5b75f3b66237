"""Rules: specification, contracts.md, "Payloads"."""

from datetime import UTC, datetime

import pytest

from shared.contracts.tickets import InvalidTicket, normalise

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HDTS = {
    "ticket_id": "HDTS-12345",
    "title": "VPN drops every hour",
    "description": "Since the update on Monday",
    "priority": "High",
    "category": "IT Support",
    "sub_category": "Network",
    "department": "Operations",
    "requester_email": "ana@example.com",
    "requester_name": "Ana Cruz",
    "created_at": "2026-03-01T10:30:00Z",
    "attachments": [{"filename": "log.txt", "url": "https://files.example.com/log.txt"}],
    "asset_id": "ASSET-7",
}
TTS = {
    "ticket_number": "TX-9",
    "subject": "VPN drops every hour",
    "category": " IT Support ",
    "subcategory": "Network",
    "priority": "low",
    "employee": {"id": 101, "name": "Ana Cruz", "email": "ana@example.com"},
    "source_service": "hdts",
}


def read(raw):
    return normalise(raw, received_at=NOW)


def faults(raw):
    with pytest.raises(InvalidTicket) as caught:
        read(raw)
    return {error.field: error.message for error in caught.value.errors}


def test_the_shape_of_the_help_desk_becomes_canonical():
    ticket = read(HDTS)

    assert ticket.external_id == "HDTS-12345"
    assert ticket.subject == "VPN drops every hour"
    assert ticket.requester == {"id": None, "name": "Ana Cruz", "email": "ana@example.com"}
    assert ticket.submitted_at == datetime(2026, 3, 1, 10, 30, tzinfo=UTC)
    assert ticket.details == {"asset_id": "ASSET-7"}


def test_the_shape_with_an_employee_becomes_canonical():
    ticket = read(TTS)

    assert (ticket.external_id, ticket.category, ticket.sub_category) == (
        "TX-9",
        "IT Support",
        "Network",
    )
    assert ticket.requester["id"] == 101
    assert ticket.submitted_at == NOW


@pytest.mark.parametrize(
    ("word", "priority"),
    [("low", "medium"), ("Medium", "high"), ("HIGH", "urgent"), ("urgent", "urgent")],
)
def test_the_help_desks_word_for_the_priority_is_one_notch_lower_than_ours(word, priority):
    assert read({**HDTS, "priority": word}).priority == priority


def test_another_senders_word_for_the_priority_is_taken_as_it_is():
    assert read({**HDTS, "source_service": "portal"}).priority == "high"


@pytest.mark.parametrize("raw", [HDTS, TTS])
def test_a_canonical_ticket_is_left_as_it_is(raw):
    once = read(raw)

    again = normalise(once.as_payload(), received_at=datetime(2026, 4, 1, tzinfo=UTC))

    assert again == once
    assert again.digest() == once.digest()


def test_every_fault_is_named_as_it_was_sent():
    bad = {
        "ticket_id": "x" * 65,
        "title": "  ",
        "priority": "soon",
        "category": 7,
        "requester_email": "nobody",
        "created_at": "yesterday",
        "attachments": [{"filename": "a", "url": "file:///etc/passwd"}],
        "note": "a\x00b",
    }

    assert faults(bad).keys() == {
        "ticket_id",
        "title",
        "priority",
        "category",
        "sub_category",
        "requester_email",
        "created_at",
        "attachments.0.url",
        "note",
    }


@pytest.mark.parametrize(
    "moment", ["1969-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"]
)
def test_a_submission_far_from_now_is_a_fault(moment):
    assert faults({**HDTS, "created_at": moment})


def test_details_are_bounded_in_size_and_depth():
    deep: dict = {}
    for _ in range(20):
        deep = {"more": deep}

    assert "details" in faults({**HDTS, "notes": "x" * 70_000})
    assert "deep" in faults({**HDTS, "deep": deep})


def test_the_same_content_has_the_same_digest_whenever_it_was_submitted():
    later = {**HDTS, "created_at": "2026-03-01T11:00:00Z"}

    assert read(HDTS).digest() == read(later).digest()
    assert read(HDTS).digest() != read({**HDTS, "title": "Other"}).digest()
