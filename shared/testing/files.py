"""Small files of every kind, and a way to hand them in as a browser does."""

import io
import zipfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(64)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(64)
TEXT = "Grüße aus dem Protokoll\r\nall is well\n".encode()
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
SVG_WITH_PROLOG = b"<?xml version='1.0'?>" + SVG
# What the test scanner calls a virus.
EICAR = b"This text stands for a virus"


def archive(*names: str, content: bytes = b"x", first: bytes | None = None) -> bytes:
    """A ZIP of files with these names; `first` is the unpacked `mimetype` of an OpenDocument."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        if first is not None:
            file.writestr("mimetype", first, zipfile.ZIP_STORED)
        for name in names:
            file.writestr(name, content)
    return packed.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
ODT = archive("content.xml", first=b"application/vnd.oasis.opendocument.text")


def hand_in_file(
    client: Any, path: str, content: bytes, name: str = "shot.png", key: str = "", **fields: Any
) -> Any:
    """Post a file; the header of the part says that it is a picture, whatever it is."""
    part = SimpleUploadedFile("part", content, "image/png")
    part._name = name  # type: ignore[attr-defined]  # untidied, as a stranger may send it
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(path, {"file": part, **fields}, format="multipart", headers=headers)


def stored(folder: Path) -> list[Path]:
    """Every file below the folder."""
    return [each for each in folder.rglob("*") if each.is_file()]


def suspicious(path: Path, media_type: str) -> str | None:
    """A scanner: settings name it by its dotted path."""
    return "Virus: Test" if EICAR in path.read_bytes() else None


def unreachable(path: Path, media_type: str) -> str | None:
    raise ConnectionRefusedError("no scanner there")
