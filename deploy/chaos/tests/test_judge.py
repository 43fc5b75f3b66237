"""A world that is as it should be, and one thing at a time made wrong."""

from collections import Counter

import pytest

from deploy.chaos.judge import judge
from deploy.chaos.ledger import COMMENT, NO_ANSWER, TICKET, TRANSITION, Ledger
from deploy.chaos.reality import Reality

NUMBER = "CHAOS-1-00001"


@pytest.fixture
def ledger(tmp_path):
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.answered(ledger.sent(TICKET, NUMBER, way="http"), 201, number=NUMBER)
    ledger.answered(ledger.sent(TRANSITION, "step-key", task_id=1), 200)
    for place, text in enumerate(("one", "two"), start=1):
        facts = {"ticket": NUMBER, "by": "admin", "place": place, "text": text}
        ledger.answered(ledger.sent(COMMENT, text, **facts), 201, seq=place)
    yield ledger
    ledger.close()


@pytest.fixture
def reality():
    """One ticket whose first step was taken; its second is with user 7."""
    return Reality(
        rows={
            "desk": [{"number": NUMBER, "status_version": 3}],
            "tickets": [{"number": NUMBER, "state": "routed"}],
            "tasks": [{"id": 1, "number": NUMBER, "version": 3, "status": "completed"}],
            "items": [item(1, "done", 6), item(2, "new", 7)],
            "events": [event("started", 1), event("transition", 2, notes="step-key")],
            "end_actions": [{"number": NUMBER, "system": "ams", "state": "confirmed"}],
            "notices": [notice(1, 6), notice(2, 7)],
            "mails": [{"id": "notice-1"}, {"id": "notice-2"}],
            "comments": [comment(1, "one"), comment(2, "two")],
            "stream": [{"stream": f"comments:{NUMBER}", "seq": seq} for seq in (1, 2)],
        },
        outbox=0,
        queued=0,
        dead_letters=[],
        completions=[{"ticket_id": NUMBER, "idempotency_key": "k"}],
        mails_taken=Counter(["notice-1", "notice-2"]),
    )


def item(pk, status, assignee):
    return {"id": pk, "task_id": 1, "status": status, "assignee_id": assignee}


def event(kind, version, notes=""):
    return {"task_id": 1, "kind": kind, "task_version": version, "item_id": 1, "notes": notes}


def notice(item_id, user_id):
    return {
        "id": f"notice-{item_id}",
        "related_task_item_id": item_id,
        "user_id": user_id,
        "notification_type": "task_assignment",
    }


def comment(seq, text):
    return {"ticket_id": NUMBER, "seq": seq, "text": text, "username": "admin"}


def test_a_world_as_it_should_be_is_clean(ledger, reality):
    findings = judge(ledger, reality)

    assert findings.clean, findings.examples()


@pytest.mark.parametrize("place", ["desk", "tickets", "tasks"])
def test_an_acknowledged_ticket_that_is_missing_anywhere_is_lost(ledger, reality, place):
    reality.rows[place] = []

    assert f"ticket {NUMBER} not in {place}" in judge(ledger, reality).lost


def test_a_ticket_that_was_never_acknowledged_may_be_missing(ledger, reality):
    ledger.answered(ledger.sent(TICKET, "CHAOS-1-00002", way="http"), NO_ANSWER)

    assert judge(ledger, reality).clean


def test_an_acknowledgement_counts_even_if_a_repetition_fails(ledger, reality):
    ledger.answered(ledger.sent(TICKET, NUMBER, way="http"), 503)
    reality.rows["tickets"] = []

    assert judge(ledger, reality).lost


def test_two_tasks_of_one_ticket_are_work_done_twice(ledger, reality):
    reality["tasks"].append({**reality["tasks"][0], "id": 2})

    assert judge(ledger, reality).twice


def test_two_open_assignments_are_work_done_twice(ledger, reality):
    reality["items"].append(item(3, "in_progress", 7))
    reality["notices"].append(notice(3, 7))

    assert judge(ledger, reality).twice


def test_a_doubled_line_of_history_is_found(ledger, reality):
    reality["events"].append(reality["events"][0])

    assert judge(ledger, reality).twice


def test_a_step_taken_twice_under_one_key_is_found(ledger, reality):
    reality["events"].append(event("transition", 3, notes="step-key"))

    assert judge(ledger, reality).twice


def test_an_acknowledged_step_that_is_not_in_the_history_is_lost(ledger, reality):
    reality.rows["events"] = reality["events"][:1]

    assert judge(ledger, reality).lost


def test_a_completion_that_the_partner_acted_on_twice_is_found(ledger, reality):
    reality.completions.append({"ticket_id": NUMBER, "idempotency_key": "other"})

    assert judge(ledger, reality).twice


def test_an_assignee_who_was_not_told_is_found(ledger, reality):
    del reality["notices"][1]

    assert judge(ledger, reality).missing_notifications


def test_an_assignee_who_was_told_twice_is_found(ledger, reality):
    reality["notices"].append(reality["notices"][1])

    assert judge(ledger, reality).twice


def test_a_mail_that_did_not_arrive_is_a_missing_notification(ledger, reality):
    del reality.mails_taken["notice-2"]

    assert judge(ledger, reality).missing_notifications


def test_a_mail_that_arrived_twice_is_remarked_but_no_fault(ledger, reality):
    reality.mails_taken["notice-2"] = 2

    findings = judge(ledger, reality)

    assert findings.clean
    assert findings.remarks


def test_an_acknowledged_comment_that_is_gone_is_lost(ledger, reality):
    del reality["comments"][1]

    assert judge(ledger, reality).lost


def test_a_gap_in_the_numbers_of_comments_is_found(ledger, reality):
    reality["comments"][1]["seq"] = 3

    assert judge(ledger, reality).out_of_order


def test_comments_in_another_order_than_they_were_written_are_found(ledger, reality):
    reality.rows["comments"] = [comment(1, "two"), comment(2, "one")]

    assert judge(ledger, reality).out_of_order


def test_a_gap_in_the_live_stream_is_found(ledger, reality):
    reality["stream"][1]["seq"] = 4

    assert judge(ledger, reality).out_of_order


@pytest.mark.parametrize("place", ["outbox", "queued"])
def test_what_still_waits_somewhere_is_not_settled(ledger, reality, place):
    setattr(reality, place, 1)

    assert judge(ledger, reality).unsettled


def test_dead_letters_are_counted_against_the_messages_that_had_to_die(ledger, reality):
    reality.dead_letters = [{"queue": "Q", "code": "UNREADABLE"}]

    assert judge(ledger, reality).unsettled
    assert judge(ledger, reality, expected_letters=1).clean
    assert judge(ledger, reality, expected_letters=2).unsettled


def test_a_status_that_has_not_reached_the_desk_is_not_settled(ledger, reality):
    reality["desk"][0]["status_version"] = 2

    assert judge(ledger, reality).unsettled
