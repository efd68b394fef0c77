# SPDX-License-Identifier: MIT
"""List files as the machine's port asks for them: looked at, read, rejects given back."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from leaddesk.desk.intake import Chunk
from leaddesk.desk.ports import ListPreview
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import DraftOptions, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping, header_key, recognise
from leaddesk.system import paths
from leaddesk.system.draft_worker import DraftStream, iter_drafts, preview_file
from leaddesk.system.leadfile import open_leadfile
from leaddesk.system.leadfile_kind import look_at
from leaddesk.system.rejected_file import write_rejected

_MOST_NAMES = 1000
SHORT_BYTES = 128 * 1024


class FileDrafts:
    """A list being read, with how far it is; a child process reads it unless it is `short`.

    Nothing is read before it is iterated, or told to start. With `again` the child stays a while:
    the same list is likely to be read once more.
    """

    def __init__(
        self, path: Path, mapping: ColumnMapping, options: DraftOptions, *, again: bool = False
    ) -> None:
        self.path, self.mapping, self.options = path, mapping, options
        self._again = again
        self.short = is_short(path)
        self._stream: DraftStream | None = None
        self._read = (0, 0)

    def start(self) -> DraftStream:
        """Start the child; raises BadInput when none can be had."""
        if self._stream is None:
            self._stream = iter_drafts(
                self.path, self.mapping, self.options, inline=self.short, again=self._again
            )
        return self._stream

    def __iter__(self) -> Iterator[Chunk]:
        """Yield chunks of drafts; raises BadInput when the file is bad."""
        stream = self.start()
        for chunk in stream:
            self._read = (stream.bytes_read, stream.bytes_total)
            yield chunk

    @property
    def read(self) -> tuple[int, int]:
        """How many bytes were read, of how many."""
        return self._read

    @read.setter
    def read(self, read: tuple[int, int]) -> None:
        """Be told how far another process is with it."""
        self._read = read

    def share_read(self) -> float:
        """Return how much of the file was read, 0–1."""
        read, total = self._read
        return min(1.0, read / total) if total else 0.0

    def close(self) -> None:
        """End the child and let go of the file."""
        if self._stream is not None:
            self._stream.close()


def preview(path: Path, encoding: str, delimiter: str) -> ListPreview:
    """Read the head of a list file and recognise its layout; raises BadInput."""
    options = DraftOptions(encoding=encoding, delimiter=delimiter)
    found = preview_file(path, options, inline=is_short(path))
    mapping = recognise(found.rows)
    header = mapping.header if mapping else ()
    if not header and found.rows and (mapping is None or mapping.header_row >= 0):
        header = found.rows[mapping.header_row if mapping else 0]
    return ListPreview(
        path=path,
        kind=found.kind,
        encoding=found.encoding,
        encoding_sure=found.encoding_sure,
        delimiter=found.delimiter,
        header=tuple(header),
        rows=found.rows,
        header_key=header_key(header),
        layout=mapping.name if mapping else "",
        mapping=mapping,
    )


def read_drafts(path: Path, mapping: ColumnMapping, options: DraftOptions) -> FileDrafts:
    """Return a list file as drafts, read in a child process unless it is a short text."""
    return FileDrafts(path, mapping, options)


def is_short(path: Path) -> bool:
    """Tell whether a list is a text too short to hurt anybody: no child has to be started for it.

    A child costs up to half a second, which a list that comes by itself does not have.
    """
    with contextlib.suppress(BadInput):
        look = look_at(path)
        return look.kind == "text" and look.size <= SHORT_BYTES
    return False


def give_back(
    beside: Path,
    header: Sequence[str],
    rows: Sequence[RejectedRow],
    word_reason: Callable[[str], str],
) -> Path:
    """Write the rows that were turned down beside their list, never over another file.

    Where that folder can't be written they go into LeadDesk's own; raises OSError or
    BadInput("file.unwritable") if neither works.
    """
    try:
        return _write_into(
            beside.absolute().parent, beside.stem, header, _told(beside, rows, word_reason)
        )
    except (OSError, BadInput):
        folder = paths.made(paths.data_folder() / "rejected")
        return _write_into(folder, beside.stem, header, _told(beside, rows, word_reason))


def _told(
    path: Path, rows: Sequence[RejectedRow], word_reason: Callable[[str], str]
) -> Iterator[tuple[RejectedRow, str]]:
    """Yield the rows that were turned down as they came, in their order, each with its reason.

    A draft keeps only what a lead needs, so they are read from the list once more; what can't be
    read again follows as it was kept.
    """
    words = {reason: word_reason(reason) for reason in {row.reason for row in rows}}
    left = {row.row: words[row.reason] for row in rows}
    with contextlib.suppress(BadInput, OSError):
        for number, cells in open_leadfile(path).rows():
            reason = left.pop(number, "")
            if reason:
                yield RejectedRow(number, "", "", tuple(cells)), reason
            if not left:
                return
    for row in rows:
        if row.row in left:
            yield row, words[row.reason]


def _write_into(
    folder: Path, stem: str, header: Sequence[str], told: Iterable[tuple[RejectedRow, str]]
) -> Path:
    path = _free(folder, f"{stem}-rejected", ".csv")
    try:
        write_rejected(path, header, told)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _free(folder: Path, stem: str, ending: str) -> Path:
    """Make an empty file under a name that nothing had, and return it."""
    for number in range(1, _MOST_NAMES):
        path = folder / (f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}")
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(str(folder / stem))
