"""What is asked of the files of comments."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from messaging_service.files.models import CommentFile
from shared.errors import NotFound
from shared.files.models import FileState

FilesByComment = Mapping[int, list[CommentFile]]


def files_by_comment(comment_ids: Iterable[int]) -> FilesByComment:
    """The files of each comment, oldest first; stubs among them."""
    files: defaultdict[int, list[CommentFile]] = defaultdict(list)
    for file in CommentFile.objects.filter(comment__in=comment_ids).order_by("uploaded_at", "id"):
        files[file.comment_id].append(file)
    return dict(files)


def file_of(comment_id: int, file_id: UUID) -> CommentFile:
    found = CommentFile.objects.filter(comment=comment_id, pk=file_id).first()
    if found is None:
        raise NotFound(f"Comment {comment_id} has no file {file_id}")
    return found


def files_of_ticket(ticket_id: str, *, internal: bool) -> QuerySet[CommentFile]:
    """Those of all comments that this kind of reader may see, oldest first."""
    files = CommentFile.objects.filter(comment__ticket_id=ticket_id).order_by("uploaded_at", "id")
    return files if internal else files.filter(comment__visibility="requester")


def in_quarantine() -> QuerySet[CommentFile]:
    """Newest first, of all tickets."""
    files = CommentFile.objects.filter(state=FileState.QUARANTINED).select_related("comment")
    return files.order_by("-uploaded_at", "id")


def keys_in_use(keys: Collection[str]) -> set[str]:
    """Those of the keys under which a file must stay in the store."""
    kept = CommentFile.objects.exclude(state=FileState.DELETED).filter(key__in=keys)
    return set(kept.values_list("key", flat=True))
