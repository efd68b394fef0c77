# SPDX-License-Identifier: MIT
"""Finds out how the text of a file is encoded: by its mark, by proof, or by a good guess."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from leaddesk.domain.errors import BadInput

ENCODINGS: Final = (
    "utf-8", "utf-16", "cp1252", "iso8859-15", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257",
    "cp437", "cp850", "mac-roman", "shift_jis", "gb18030", "big5", "euc-kr", "koi8-r",
)  # fmt: skip
"""Encodings a person can pick when the guess was wrong."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_FILES: Final = frozenset(
    ("idna", "punycode", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape", "undefined",
     "unicode-escape", "utf-7", "mbcs", "oem")
)  # fmt: skip
"""Codecs of Python that no list is written in."""
_SAMPLE = 200_000
_STEP = 1 << 20
_FALLBACK = "cp1252"
_AS_WESTERN = frozenset(
    ("", "ascii", "windows-1252", "iso-8859-1", "latin-1", "cp1252", "macroman", "mac-roman")
)
_LAST_ASCII = 0x7F
_FEWEST_TELLING = 3


def encoding_of(path: Path, head: bytes) -> tuple[str, bool]:
    """Return (encoding, sure) of a file that begins with `head`.

    Sure means: a byte order mark, or every byte of the file proven to be UTF-8. All else is a guess
    that a person should see in a preview.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, True
    wide = _without_mark(head[:4096])
    if wide:
        return wide, False
    if _is_utf8(path):
        return "utf-8", True
    return _guess(path), False


def check_lines(path: Path) -> None:
    """Refuse a file with a line of a megabyte or more; raises BadInput("file.long_line")."""
    unbroken = 0
    with path.open("rb") as file:
        while block := file.read(_STEP):
            last = max(block.rfind(b"\n"), block.rfind(b"\r"))
            unbroken = len(block) - last - 1 if last >= 0 else unbroken + len(block)
            if unbroken >= _STEP:
                raise BadInput("file.long_line", where=path.name)


def picked_encoding(name: str, head: bytes) -> str:
    """Return the codec for a picked encoding; raises BadInput("file.unknown_encoding")."""
    try:
        codec = codecs.lookup(name.strip()).name
        "".encode(codec)  # Codecs that turn no text into bytes refuse here.
    except (LookupError, ValueError, UnicodeError):
        codec = ""
    if not codec or codec in _NO_FILES:
        raise BadInput("file.unknown_encoding", where="encoding", detail=name[:40])
    if codec == "utf-8":
        return "utf-8-sig"
    if codec == "utf-16" and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _without_mark(head[:4096]) or "utf-16-le"
    return codec


def _without_mark(head: bytes) -> str:
    """Return the byte order of UTF-16 without a mark, told by its zero bytes, or ''."""
    quarter = max(len(head) // 4, 2)
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if odd > quarter and odd > even:
        return "utf-16-le"
    if even > quarter:
        return "utf-16-be"
    return ""


def _is_utf8(path: Path) -> bool:
    """Prove or disprove that a whole file is UTF-8, in bounded memory."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(_STEP):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _guess(path: Path) -> str:
    """Guess an eight-bit or Asian encoding; Windows Western where little speaks for another."""
    import chardet  # Slow to import, and needed for old files only.

    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if sum(byte > _LAST_ASCII for byte in sample) < _FEWEST_TELLING:
        return _FALLBACK
    name = (chardet.detect(sample)["encoding"] or "").lower()
    if name in _AS_WESTERN:
        return _FALLBACK
    try:
        sample.decode(name, "replace")
    except LookupError:
        return _FALLBACK
    return name
