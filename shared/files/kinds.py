"""What a file is, by its content alone: neither its name nor the sender's word counts."""

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import puremagic


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is accepted. `inline`: a browser may show it, for it runs nothing."""

    media_type: str
    label: str
    endings: tuple[str, ...]
    inline: bool = False


OPEN_XML: Final = "application/vnd.openxmlformats-officedocument."
ODF: Final = "application/vnd.oasis.opendocument."
TEXT: Final = Kind("text/plain", "text", ("txt", "log", "csv", "tsv", "md", "json", "yaml", "yml"))
ZIP: Final = Kind("application/zip", "ZIP", ("zip",))
BY_SIGNATURE: Final = {
    kind.media_type: kind
    for kind in (
        Kind("image/png", "PNG", ("png",), inline=True),
        Kind("image/jpeg", "JPEG", ("jpg", "jpeg", "jfif"), inline=True),
        Kind("image/gif", "GIF", ("gif",), inline=True),
        Kind("image/webp", "WebP", ("webp",), inline=True),
        Kind("application/pdf", "PDF", ("pdf",), inline=True),
        # Word, Excel, PowerPoint up to 2003 and Outlook's messages share one container.
        Kind("application/msword", "Office 97 to 2003", ("doc", "xls", "ppt", "msg")),
    )
}
# A part that only such a document has → what the document is.
BY_PART: Final = {
    b"word/document.xml": Kind(f"{OPEN_XML}wordprocessingml.document", "Word", ("docx",)),
    b"xl/workbook.xml": Kind(f"{OPEN_XML}spreadsheetml.sheet", "Excel", ("xlsx",)),
    b"ppt/presentation.xml": Kind(
        f"{OPEN_XML}presentationml.presentation", "PowerPoint", ("pptx",)
    ),
}
BY_MIMETYPE: Final = {
    f"{ODF}text".encode(): Kind(f"{ODF}text", "OpenDocument text", ("odt",)),
    f"{ODF}spreadsheet".encode(): Kind(f"{ODF}spreadsheet", "OpenDocument table", ("ods",)),
    f"{ODF}presentation".encode(): Kind(f"{ODF}presentation", "OpenDocument slides", ("odp",)),
}
KINDS: Final = {
    kind.media_type: kind
    for kind in (*BY_SIGNATURE.values(), *BY_PART.values(), *BY_MIMETYPE.values(), ZIP, TEXT)
}
MARKUP: Final = frozenset(
    {"text/html", "image/svg+xml", "application/xml", "application/xhtml+xml"}
)

# Two bytes are no signature: `BM` begins a bitmap and a letter about a BMW.
SIGNATURE_BYTES: Final = 3
CHUNK: Final = 64 * 1024
_BINARY: Final = re.compile(rb"[\x00-\x07\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_LOCAL_HEADER: Final = b"PK\x03\x04"
_NAME_AT: Final = 30
_SIZE_AT: Final = 22
_SIZE: Final = struct.Struct("<L")
_MIMETYPE: Final = b"mimetype"
_END: Final = struct.Struct("<4s4H2LH")
_END_SIGNATURE: Final = b"PK\x05\x06"
_COMMENT: Final = 0xFFFF
DIRECTORY_BYTES: Final = 4 * 1024 * 1024
_MACROS: Final = b"vbaProject.bin"


def kind_of(path: Path) -> Kind | None:
    """The accepted kind that the file at `path` is of; None for everything else.

    No archive is unpacked: what a ZIP holds is read off its list of names.
    """
    with path.open("rb") as file:
        if file.read(4) == _LOCAL_HEADER:
            return _zip_kind(file)
        signatures = _media_types(file)
        known = next((BY_SIGNATURE[each] for each in signatures if each in BY_SIGNATURE), None)
        if known or MARKUP.intersection(signatures):
            return known
        return TEXT if _is_text(file) else None


def _media_types(file: BinaryIO) -> list[str]:
    """What the file's first and last bytes say, the surest first."""
    file.seek(0)
    try:
        matches = puremagic.magic_stream(file)
    except (puremagic.PureError, ValueError):
        return []
    return [each.mime_type for each in matches if len(each.byte_match) >= SIGNATURE_BYTES]


def _is_text(file: BinaryIO) -> bool:
    """Whether nothing in it is for machines only. Older encodings than UTF-8 are text as well."""
    file.seek(0)
    while chunk := file.read(CHUNK):
        if _BINARY.search(chunk):
            return False
    return True


def _zip_kind(file: BinaryIO) -> Kind | None:
    """The kind of document a ZIP is, or a plain one; None when damaged or with macros in it."""
    directory = _directory(file)
    if directory is None or _MACROS in directory:
        return None
    file.seek(0)
    head = file.read(_NAME_AT + 100)
    if head[_NAME_AT:].startswith(_MIMETYPE):
        return BY_MIMETYPE.get(_first_content(head), ZIP)
    return next((BY_PART[part] for part in BY_PART if part in directory), ZIP)


def _first_content(head: bytes) -> bytes:
    """What stands, unpacked, in the part that an OpenDocument begins with."""
    start, (size,) = _NAME_AT + len(_MIMETYPE), _SIZE.unpack_from(head, _SIZE_AT)
    return head[start : start + size]


def _directory(file: BinaryIO) -> bytes | None:
    """The archive's list of names as it stands there; None when there is none, or a huge one."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - _COMMENT))
    tail = file.read()
    at = tail.rfind(_END_SIGNATURE)
    if at < 0 or len(tail) < at + _END.size:
        return None
    *_, length, offset, _ = _END.unpack_from(tail, at)
    if length > DIRECTORY_BYTES or offset + length > size:
        return None
    file.seek(offset)
    return file.read(length)
