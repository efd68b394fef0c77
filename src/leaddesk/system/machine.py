# SPDX-License-Identifier: MIT
"""The computer around the desk, as the desk's ports ask for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from leaddesk.desk.intake import Chunk
from leaddesk.desk.ports import Dialled, ListPreview
from leaddesk.domain.lead_draft import DraftOptions, RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping, header_key, recognise
from leaddesk.system import clock, notifier, paths
from leaddesk.system.dialer import Dialer
from leaddesk.system.draft_worker import DraftStream, iter_drafts, preview_file
from leaddesk.system.rejected_file import write_rejected

_MOST_NAMES = 1000


class FileDrafts:
    """A list being read by a child process, with how far it is."""

    def __init__(self, stream: DraftStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[Chunk]:
        """Yield chunks of drafts; raises BadInput when the file is bad."""
        yield from self._stream

    def share_read(self) -> float:
        """Return how much of the file was read, 0–1."""
        total = self._stream.bytes_total
        return min(1.0, self._stream.bytes_read / total) if total else 0.0

    def close(self) -> None:
        """End the child and let go of the file."""
        self._stream.close()


class SystemMachine:
    """This computer; `word_reason` words the key of a rejected row for the file given back."""

    def __init__(self, word_reason: Callable[[str], str], dialer: Dialer | None = None) -> None:
        self._word_reason = word_reason
        self._dialer = dialer or Dialer()

    def now(self) -> dt.datetime:
        """Return the moment, in UTC."""
        return clock.now()

    def dial(self, e164: str) -> Dialled:
        """Hand a number to the system's telephone; raises BadInput for what is not a number."""
        return self._dialer.dial(e164)

    def notify(self, title: str, body: str) -> bool:
        """Show a desktop notification; False where the desktop has none."""
        return notifier.notify(title, body)

    def preview_list(self, path: Path, *, encoding: str = "", delimiter: str = "") -> ListPreview:
        """Read the head of a list file and recognise its layout; raises BadInput."""
        found = preview_file(path, DraftOptions(encoding=encoding, delimiter=delimiter))
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

    def read_drafts(self, path: Path, mapping: ColumnMapping, options: DraftOptions) -> FileDrafts:
        """Start reading a list file into drafts, in a child process."""
        return FileDrafts(iter_drafts(path, mapping, options))

    def write_rejected(
        self, beside: Path, header: Sequence[str], rows: Sequence[RejectedRow]
    ) -> Path:
        """Write the rows that were turned down beside their list, never over another file.

        Where that folder can't be written they go into LeadDesk's own; raises OSError if neither
        works.
        """
        told = [(row, self._word_reason(row.reason)) for row in rows]
        try:
            return self._write_into(beside.absolute().parent, beside.stem, header, told)
        except OSError:
            folder = paths.made(paths.data_folder() / "rejected")
            return self._write_into(folder, beside.stem, header, told)

    def _write_into(
        self,
        folder: Path,
        stem: str,
        header: Sequence[str],
        told: Sequence[tuple[RejectedRow, str]],
    ) -> Path:
        path = _free(folder, f"{stem}-rejected", ".csv")
        write_rejected(path, header, told)
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
