import pytest

from workflow_api.engine.definition import compile_definition, definition_hash
from workflow_api.engine.ladder import DEFAULT_LADDER, Rung, in_time
from workflow_api.engine.reading import InvalidDefinition

HOUR = 3_600
BREACH = {"percent": 100, "tell": ["assignee"]}


def ladder_of(*rungs):
    return compile_definition({"ladder": list(rungs)}).ladder


def test_without_a_ladder_it_warns_at_three_quarters_and_tells_of_the_breach():
    warning, breach = compile_definition({}).ladder

    assert (warning.key, warning.tell, warning.is_breach) == (
        "75%",
        ("assignee", "coordinator"),
        False,
    )
    assert (breach.key, breach.tell, breach.escalate) == ("100%", ("assignee", "manager"), True)


def test_rungs_stand_at_shares_and_at_minutes_before_and_after_the_end():
    half, before, breach, after = (
        Rung(percent=50, tell=("assignee",)),
        Rung(minutes=-30, tell=("assignee",)),
        Rung(percent=100, tell=("assignee",)),
        Rung(minutes=120, tell=("manager",)),
    )

    assert [rung.threshold(4 * HOUR) / HOUR for rung in (half, before, breach, after)] == [
        2,
        3.5,
        4,
        6,
    ]


def test_a_ladder_survives_its_json_form():
    given = {"ladder": [BREACH, {"minutes": -15, "tell": ["admin"], "escalate": True}]}
    definition = compile_definition(given)

    assert compile_definition(definition.as_dict()).ladder == definition.ladder


def test_the_default_ladder_written_out_changes_no_hash():
    written = {"ladder": [rung.as_dict() for rung in DEFAULT_LADDER], "calendar": ""}

    assert definition_hash(compile_definition(written)) == definition_hash(compile_definition({}))
    another = compile_definition({"calendar": "manila"})
    assert definition_hash(another) != definition_hash(compile_definition({}))


WRONG = [
    ([{"percent": 75, "tell": ["assignee"]}], "ladder"),
    ([BREACH, BREACH], "ladder[1]"),
    ([{**BREACH, "minutes": 5}], "ladder[0].percent"),
    ([{"tell": ["assignee"]}], "ladder[0].percent"),
    ([{**BREACH, "tell": ["everybody"]}], "ladder[0].tell"),
    ([{**BREACH, "tell": []}], "ladder[0].tell"),
    ([{"percent": step, "tell": ["admin"]} for step in range(1, 14)], "ladder"),
]


@pytest.mark.parametrize(("rungs", "place"), WRONG)
def test_a_ladder_that_makes_no_sense_is_refused(rungs, place):
    with pytest.raises(InvalidDefinition) as refusal:
        ladder_of(*rungs)

    assert refusal.value.path == place


def test_time_is_said_in_hours_and_minutes():
    assert [in_time(s) for s in (0, 59, 60, HOUR, 70 * 60)] == [
        "0 min",
        "0 min",
        "1 min",
        "1 h",
        "1 h 10 min",
    ]
