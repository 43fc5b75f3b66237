"""Everybody who works on an instance at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deploy.chaos.ledger import Ledger
from deploy.chaos.load.http import Client, Tokens
from deploy.chaos.load.pacing import Shift
from deploy.chaos.load.people import Agents, Commenter
from deploy.chaos.load.tickets import REQUESTER, AmqpDesk, HttpDesk, Writer
from deploy.provisioning.people import demo_people

DESKS, HANDS = 3, 3
# An admin, and the requester of every ticket: with the visibility of what they write.
COMMENTERS = (("admin", "internal"), (REQUESTER, "requester"))
AMQP_SHARE = 0.25
COMMENTS_PER_TICKET = 0.5
# A workflow has two or three steps.
STEPS_PER_TICKET = 2.0
STEP_ROLES = {
    "IT Support",
    "Network Engineer",
    "Security Officer",
    "Asset Custodian",
    "Budget Analyst",
    "Budget Approver",
}


@dataclass(frozen=True, slots=True)
class Workplace:
    """How clients reach an instance."""

    urls: Mapping[str, str]
    hdts: Mapping[str, str]
    hdts_amqp: str
    passwords: Mapping[str, str]


class Crew:
    """Begins a shift of about `rate` tickets per second; the mark tells its tickets from others."""

    def __init__(
        self, place: Workplace, ledger: Ledger, *, mark: str, rate: float, seed: int
    ) -> None:
        self._place = place
        self._ledger = ledger
        self._mark = mark
        self._rate = rate
        self._seed = seed
        self._tokens = Tokens(place.urls, place.passwords)

    def begin(self) -> Shift:
        shift = Shift()
        writer = Writer(self._mark, self._seed)
        self._hire_desks(shift, writer)
        self._hire_agents(shift)
        self._hire_commenters(shift)
        return shift

    def _hire_desks(self, shift: Shift, writer: Writer) -> None:
        place = self._place
        for index in range(DESKS):
            desk = HttpDesk(writer, place.urls, place.hdts, self._ledger)
            self._hire(shift, desk.send, self._rate * (1 - AMQP_SHARE) / DESKS, index)
        amqp = AmqpDesk(writer, place.hdts_amqp, place.hdts, self._ledger)
        self._hire(shift, amqp.send, self._rate * AMQP_SHARE, 10)

    def _hire_agents(self, shift: Shift) -> None:
        for index in range(HANDS):
            seed = self._seed + index
            agents = Agents(
                self._mark, agents_of_demo(), self._client(), self._tokens, self._ledger, seed
            )
            self._hire(shift, agents.work, self._rate * STEPS_PER_TICKET / HANDS, 20 + index)

    def _hire_commenters(self, shift: Shift) -> None:
        for index, (username, visibility) in enumerate(COMMENTERS):
            seed = self._seed + index
            commenter = Commenter(
                username, visibility, self._client(), self._tokens, self._ledger, seed
            )
            pace = self._rate * COMMENTS_PER_TICKET / len(COMMENTERS)
            self._hire(shift, commenter.write, pace, 30 + index)

    def _hire(self, shift: Shift, work: Any, per_second: float, number: int) -> None:
        shift.hire(lambda: work(shift), per_second=per_second, seed=self._seed * 100 + number)

    def _client(self) -> Client:
        return Client(self._place.urls)


def agents_of_demo() -> list[str]:
    """Everybody with a role that steps are assigned to."""
    return [
        person["username"]
        for person in demo_people()
        if STEP_ROLES & {role["role"] for role in person["roles"]}
    ]
