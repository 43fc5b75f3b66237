"""One batch of a replay: each ticket on its way twice, as things are and as they would be."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workflow_api.engine.acting import Remembered
from workflow_api.engine.comparison import AFTER, BEFORE, Comparison, Outcome
from workflow_api.engine.definition import compile_definition
from workflow_api.engine.roster import Roster
from workflow_api.engine.simulation import run
from workflow_api.replays import people
from workflow_api.replays.models import Replay
from workflow_api.replays.past import Kind, PastTicket
from workflow_api.replays.routes import Route, Routes
from workflow_api.replays.simulating import case_of


class Side:
    """Where tickets go on one side of the comparison, and whom that side gives work to."""

    def __init__(self, routes: Routes, members: people.Members, replay: Replay) -> None:
        self.routes = routes
        self.roster: Roster = people.roster(members)
        self._replay = replay

    def outcome(self, past: PastTicket) -> Outcome:
        ticket = past.ticket
        route = self.routes.match(ticket.category, ticket.sub_category, ticket.department)
        if route is None:
            return Outcome()
        actors = Remembered(past.visits, self._replay.usual, self._replay.until)
        case = case_of(ticket, ticket.submitted_at)
        found = run(route.plan, case, actors, self.roster)
        return Outcome(workflow_id=route.workflow_id, workflow_name=route.name, run=found)


class Comparing:
    """A replay in the middle of its work."""

    def __init__(self, replay: Replay) -> None:
        routes = Routes.of(replay.deployed)
        tried = compile_definition(replay.definition)
        changed = routes.with_(replay.workflow_id, replay.workflow.name, tried)
        members = people.members_of(_roles([routes, changed]))
        self._until: datetime = replay.until
        self._sides = {
            BEFORE: Side(routes, members, replay),
            AFTER: Side(changed, members, replay),
        }
        self._sums = Comparison(workflow_id=replay.workflow_id)
        if replay.memory is not None:
            self._recall(replay.memory)

    def add(self, tickets: Sequence[PastTicket]) -> None:
        for past in tickets:
            before = self._sides[BEFORE].outcome(past)
            after = self._sides[AFTER].outcome(past)
            self._sums.add(past.ticket.ticket_number, before, after, self._until)

    def memory(self) -> dict[str, Any]:
        """All that the next batch has to know, as JSON."""
        rosters = {name: side.roster.memory() for name, side in self._sides.items()}
        return {"sums": self._sums.as_dict(), "rosters": rosters}

    def _recall(self, memory: dict[str, Any]) -> None:
        self._sums = Comparison.from_dict(memory["sums"])
        for name, side in self._sides.items():
            side.roster.recall(memory["rosters"][name])


def kinds(replay: Replay) -> set[Kind]:
    """The categories and sub-categories in which the tried definition can make a difference."""
    tried = compile_definition(replay.definition)
    own = [route for route in _routes(Routes.of(replay.deployed)) if _is_own(route, replay)]
    definitions = [tried, *(route.plan.definition for route in own)]
    return {(each.category, each.sub_category) for each in definitions}


def _is_own(route: Route, replay: Replay) -> bool:
    return route.workflow_id == replay.workflow_id


def _routes(routes: Routes) -> list[Route]:
    return list(routes.by_key.values())


def _roles(sides: Sequence[Routes]) -> set[str]:
    definitions = [route.plan.definition for side in sides for route in _routes(side)]
    return {role for definition in definitions for role in people.roles_in(definition)}
