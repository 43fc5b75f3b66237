from shared.errors import Conflict, Unprocessable


class StaleWorkflow(Conflict):
    code = "STALE_VERSION"


class WrongStatus(Conflict):
    code = "WRONG_STATUS"


class MatchTaken(Conflict):
    code = "MATCH_TAKEN"


class NotValid(Unprocessable):
    """Validation found errors; `details` lists them."""

    code = "WORKFLOW_INVALID"
