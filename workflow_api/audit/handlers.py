"""What other services have to say to the sealed audit."""

from shared.contracts.workflow import NoteFileAct
from shared.inbox.registry import handles
from workflow_api.audit.actors import Actor, Kind
from workflow_api.audit.services import record


@handles(NoteFileAct)
def note_file_act(message: NoteFileAct) -> None:
    record(
        actor=Actor(kind=Kind.PERSON, id=message.by_id, name=message.by_name),
        action=f"file.{message.act}",
        object_type="file",
        object_id=message.file_id,
        after={
            "at": message.at,
            "ticket": message.ticket_number,
            "filename": message.filename,
            "sha256": message.sha256,
        },
        reason=message.suspicion,
    )
