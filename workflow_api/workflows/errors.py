from shared.errors import Conflict, Unprocessable


class StaleWorkflow(Conflict):
    """Somebody else changed the workflow since the writer read it."""


class WrongStatus(Conflict):
    """The workflow's status does not allow this."""


class MatchTaken(Conflict):
    """Another deployed workflow answers to the same category, sub-category and department."""


class NotValid(Unprocessable):
    """Validation found errors; `details` lists them."""
