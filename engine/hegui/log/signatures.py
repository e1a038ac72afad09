"""What a file is by its first bytes, where it holds no log, whatever it is called."""

from __future__ import annotations

import zipfile
from pathlib import Path

EXPORT = "export it as CSV or XLSX"
"""What to do with a file that holds no log."""
PACKING_ERRORS = (OSError, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What damaged and locked archives raise."""
DOCUMENT = ("it is a document of an office program", EXPORT)
"""What is said of a document that is no workbook."""

_PICTURE = ("it is a picture", EXPORT)
_PDF = ("it is a PDF", EXPORT)
_DATABASE = ("it is a database", EXPORT)
_ARCHIVE = ("it is an archive of a kind that is not read", "unpack it, or pack it as zip or gz")
_SIGNATURES = (
    (0, b"\x89PNG\r\n\x1a\n", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF87a", _PICTURE),
    (0, b"GIF89a", _PICTURE),
    (0, b"II*\x00", _PICTURE),
    (0, b"MM\x00*", _PICTURE),
    (8, b"WEBPVP8", _PICTURE),
    (0, b"%PDF-", _PDF),
    (0, b"{\\rtf", DOCUMENT),
    (0, b"SQLite format 3\x00", _DATABASE),
    (0, b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (0, b"Rar!\x1a\x07", _ARCHIVE),
    (0, b"\xfd7zXZ\x00", _ARCHIVE),
    (0, b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (4, b"1AY&SY", _ARCHIVE),
)
"""Offset, bytes, and what they stand for."""
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def foreign(head: bytes) -> tuple[str, str] | None:
    """What a file is, and what to do about it, if its first bytes are those of no log; text is never taken for it."""
    return next((said for at, signature, said in _SIGNATURES if head.startswith(signature, at)), None)


def is_workbook(path: Path) -> bool | None:
    """Whether the document of an office program in a zip file is a workbook; None: the zip file is no such document."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = frozenset(archive.namelist())
            if members.isdisjoint({"[Content_Types].xml", "mimetype"}):
                return None
            if any(member.startswith("xl/") for member in members):
                return True
            if "mimetype" not in members:
                return False
            with archive.open("mimetype") as stream:
                return stream.read(len(_SPREADSHEET)) == _SPREADSHEET
    except PACKING_ERRORS:
        return None
