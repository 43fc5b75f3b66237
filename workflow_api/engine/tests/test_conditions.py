import pytest
from hypothesis import given

from workflow_api.engine.conditions import InvalidCondition, describe, holds, parse_condition
from workflow_api.engine.tests.strategies import FIELDS, comparisons, conditions, tickets


def check(raw, **ticket):
    return holds(parse_condition(raw), ticket)


def compare(field, op, value):
    return {"field": field, "op": op, "value": value}


@given(conditions)
def test_a_condition_survives_json(raw):
    assert parse_condition(raw).as_dict() == raw


@given(conditions)
def test_nothing_holds_of_a_ticket_without_fields(raw):
    assert not check(raw)


@given(conditions, tickets)
def test_every_condition_is_true_or_false_of_every_ticket(raw, ticket):
    assert holds(parse_condition(raw), ticket) in (True, False)
    assert describe(parse_condition(raw))


@given(comparisons, comparisons, tickets)
def test_and_and_or_mean_what_they_say(one, other, ticket):
    first, second = check(one, **ticket), check(other, **ticket)

    assert check({"and": [one, other]}, **ticket) == (first and second)
    assert check({"or": [one, other]}, **ticket) == (first or second)


@given(tickets)
def test_no_condition_always_holds(ticket):
    assert holds(None, ticket)


@pytest.mark.parametrize(
    ("raw", "ticket", "expected"),
    [
        (compare("amount", "gt", 1000), {"amount": "15000.00"}, True),
        (compare("amount", "gt", "900"), {"amount": "1000"}, True),
        (compare("amount", "lte", 1000), {"amount": 1000}, True),
        (compare("amount", "gte", 1000), {"amount": 1000}, True),
        (compare("amount", "gt", 1000), {"amount": 1000}, False),
        (compare("amount", "lt", 1000), {"amount": 1000}, False),
        (compare("amount", "lt", 1000), {"amount": "a lot"}, False),
        (compare("amount", "gt", 1), {"amount": True}, False),
        (compare("department", "eq", "Finance"), {"department": " finance "}, True),
        (compare("department", "ne", "Finance"), {"department": "IT"}, True),
        (compare("department", "ne", "Finance"), {}, False),
        (compare("department", "in", ["IT", "HR"]), {"department": "hr"}, True),
        (compare("department", "not_in", ["IT"]), {}, False),
        (compare("subject", "contains", "VPN"), {"subject": "My vpn fails"}, True),
        (compare("tags", "contains", "vpn"), {"tags": ["lan", "VPN"]}, True),
        (compare("tags", "contains", "vpn"), {"tags": 7}, False),
    ],
)
def test_values_compare_the_way_people_mean_them(raw, ticket, expected):
    assert check(raw, **ticket) is expected


@pytest.mark.parametrize(
    "raw",
    [
        None,
        {},
        compare("", "eq", 1),
        compare("amount", "like", 1),
        compare("amount", "in", 1),
        {"field": "amount", "op": "eq"},
        {"and": []},
        {"or": compare("amount", "eq", 1)},
    ],
)
def test_a_wrong_shape_is_refused(raw):
    with pytest.raises(InvalidCondition):
        parse_condition(raw)


def test_nesting_has_a_limit():
    raw = compare(FIELDS[0], "eq", 1)
    for _ in range(9):
        raw = {"and": [raw]}

    with pytest.raises(InvalidCondition, match="nested"):
        parse_condition(raw)


def test_a_condition_reads_like_a_sentence():
    large = {"and": [compare("amount", "gt", 1000), compare("department", "in", ["IT", "HR"])]}
    raw = {"or": [large, compare("asset_id", "eq", "LT-1")]}

    assert (
        describe(parse_condition(raw))
        == "(amount is above 1000 and department is one of IT, HR) or asset_id is LT-1"
    )
