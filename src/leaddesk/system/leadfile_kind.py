# SPDX-License-Identifier: MIT
"""Looks at a path and its first bytes: what kind of list it is, or why it is none."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leaddesk.domain.errors import BadInput

MOST_TEXT_BYTES: Final = 512_000_000
MOST_SHEET_BYTES: Final = 120_000_000
_HEAD = 8192

_FOREIGN: Final = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM\x00", "picture"),
    (b"SQLite format 3\x00", "database"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"{\\rtf", "document"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_CONTROL: Final = frozenset(range(32)) - {0, 9, 10, 12, 13, 26, 27}
_MOST_CONTROL = 0.05


@dataclass(frozen=True, slots=True)
class FileLook:
    """What the first look tells: kind (text, vcard, xlsx, xls or ods), size and first bytes."""

    kind: str
    size: int
    head: bytes


def look_at(path: Path) -> FileLook:
    """Return what a file is; raises BadInput for whatever can't be a list of leads.

    Keys: file.missing, file.directory, file.not_a_file, file.unreadable, file.empty,
    file.too_large, file.not_a_list (detail says what it is), file.encrypted.
    """
    where = path.name or str(path)
    try:
        told = path.stat()
        if stat.S_ISDIR(told.st_mode):
            raise BadInput("file.directory", where=where)
        if not stat.S_ISREG(told.st_mode):
            raise BadInput("file.not_a_file", where=where)
        with path.open("rb") as file:
            head = file.read(_HEAD)
            size = os.fstat(file.fileno()).st_size
    except (FileNotFoundError, NotADirectoryError):
        raise BadInput("file.missing", where=where) from None
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise BadInput("file.unreadable", where=where, detail=detail[:120]) from None
    if not head:
        raise BadInput("file.empty", where=where)
    kind = _kind_of(head, where)
    if kind == "xls" and _is_encrypted(path):
        raise BadInput("file.encrypted", where=where)
    most = MOST_TEXT_BYTES if kind in ("text", "vcard") else MOST_SHEET_BYTES
    if size > most:
        raise BadInput("file.too_large", where=where, detail=f"{size // 1_000_000} MB")
    return FileLook(kind, size, head)


def _kind_of(head: bytes, where: str) -> str:
    """Return the kind of a file by its first bytes, never by its name."""
    if head.startswith(b"PK"):
        return "ods" if b"opendocument.spreadsheet" in head[:200] else "xlsx"
    if head.startswith(_OLE):
        return "xls"
    for mark, what in _FOREIGN:
        if head.startswith(mark):
            raise BadInput("file.not_a_list", where=where, detail=what)
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")[:64].upper()
    if start.startswith((b"<!DOCTYPE", b"<HTML", b"<TABLE", b"<?XML")):
        raise BadInput("file.not_a_list", where=where, detail="web page")
    if start.startswith(b"BEGIN:VCARD"):
        return "vcard"
    controls = sum(byte in _CONTROL for byte in head)
    if controls > len(head) * _MOST_CONTROL:
        raise BadInput("file.not_a_list", where=where, detail="binary")
    return "text"


def _is_encrypted(path: Path) -> bool:
    """Tell whether an OLE file is a password-protected workbook of the newer kind."""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if _ENCRYPTED_PART in block:
                return True
    return False
