"""One test per cell of the permission table."""

import pytest

from shared.identity.rights import Action, Kind, Reach, decide, kind_of

ROLES = ["Admin", "Manager", "Ticket Coordinator", "IT Support", "Requester", "Auditor"]
# As the table of domain.md reads, line by line; macros: docs/decisions/0034.
LINES: dict[str, list[str | None]] = {
    "tasks.see": ["all", "department", "owned", "own", "own", "all"],
    "tasks.act": ["all", None, "own", "own", None, None],
    "tasks.hand_on": ["all", "own", "own", "own", None, None],
    "tasks.direct": ["all", "department", "owned", None, None, None],
    "workflows.edit": ["all", None, None, None, None, None],
    "workflows.read": ["all", "all", "all", "all", None, "all"],
    "macros.read": ["all", "own", "own", "own", None, "all"],
    "macros.use": ["all", "own", "own", "own", None, None],
    "macros.share": ["all", "own", "own", None, None, None],
    "administration.edit": ["all", None, None, None, None, None],
    "administration.read": ["all", None, None, None, None, "all"],
    "reports.read": ["all", "department", "owned", "own", None, "all"],
    "audit.read": ["all", None, None, None, None, "all"],
}
CELLS = [
    (action, role, reach)
    for action, reaches in LINES.items()
    for role, reach in zip(ROLES, reaches, strict=True)
]


def test_every_action_has_a_line():
    assert set(LINES) == {action.value for action in Action}


@pytest.mark.parametrize(("action", "role", "reach"), CELLS)
def test_a_cell(action, role, reach):
    verdict = decide([("TTS", role)], Action(action))

    assert verdict.reach == reach
    assert verdict.allowed is (reach is not None)
    assert (verdict.needed == ()) is verdict.allowed


def test_of_several_roles_the_one_that_goes_farthest_counts_and_all_are_named():
    verdict = decide([("TTS", "IT Support"), ("TTS", "Manager")], Action.SEE_TASKS)

    assert verdict.reach is Reach.DEPARTMENT
    assert verdict.because == (("IT Support", Reach.OWN), ("Manager", Reach.DEPARTMENT))


@pytest.mark.parametrize("roles", [[], [("AMS", "Admin")], [("HDTS", "Employee")]])
def test_roles_of_other_systems_allow_nothing_here(roles):
    for action in Action:
        assert not decide(roles, action).allowed


def test_a_role_that_was_made_up_later_is_a_steps_role():
    assert kind_of("Archivist") is Kind.AGENT
