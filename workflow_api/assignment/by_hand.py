"""A person chosen by a person: the same answer as a rule gives, without a turn."""

from workflow_api.assignment.services import TAKES_PART, Answer, Ask
from workflow_api.engine.assignment import Candidate, Decision
from workflow_api.roles.models import RoleMember

BY_HAND = "by_hand"
WHY = "chosen by hand"


def chosen(ask: Ask, member: RoleMember) -> Answer:
    """The answer that names `member`, whatever the policy of the question."""
    candidate = Candidate(
        user_id=member.user_id,
        name=member.display_name,
        last_turn_at=member.last_turn_at,
        turn_no=member.turn_no,
    )
    decision = Decision(
        user_id=member.user_id, policy=BY_HAND, reason=WHY, considered=(candidate,), skipped=()
    )
    return Answer(ask=ask, decision=decision, member=member)


def why_not(ask: Ask, member: RoleMember) -> str:
    """The rule that keeps the work from this person even when somebody wants them to have it."""
    if excluded := ask.excluded.get(member.email.lower()):
        return excluded
    return TAKES_PART if ask.passed_over.get(member.user_id) == TAKES_PART else ""
