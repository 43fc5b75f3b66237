from shared.contracts.workflow import NoteMentions
from shared.inbox.registry import handles
from workflow_api.following import services


@handles(NoteMentions)
def take_mentions(message: NoteMentions) -> None:
    services.note_mentions(message)
