"""Whatever looks into files for harm: named in the settings, none by default."""

from collections.abc import Callable
from pathlib import Path

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

# Gets the file's place and its media type; returns why it is refused, or None.
Scanner = Callable[[Path, str], str | None]
UNANSWERED = "The scanner did not answer"
log = structlog.get_logger()


def refusal_of(path: Path, media_type: str) -> str | None:
    """Why settings.FILE_SCANNER wants the file in quarantine; None to let it pass.

    A scanner that cannot be reached (OSError) lets nothing pass.
    """
    if not settings.FILE_SCANNER:
        return None
    scan: Scanner = import_string(settings.FILE_SCANNER)
    try:
        return scan(path, media_type)
    except OSError as error:
        log.error("file_scanner_unreachable", error_message=str(error))
        return UNANSWERED
