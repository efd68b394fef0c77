# SPDX-License-Identifier: MIT
"""The computer around the desk, as the desk's ports ask for it.

It is there before the window paints: what reads lists and dials is imported when it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from leaddesk.desk.exports import ExportFile, FileShape
    from leaddesk.desk.ports import Dialled, ListPreview, RegistryLook
    from leaddesk.domain.lead_draft import DraftOptions, RejectedRow
    from leaddesk.domain.lead_layout import ColumnMapping
    from leaddesk.system.dialer import Dialer
    from leaddesk.system.list_files import FileDrafts
    from leaddesk.system.registry_file import RegistryFileReader


class SystemMachine:
    """This computer; `word_reason` words the key of a rejected row for the file given back."""

    def __init__(self, word_reason: Callable[[str], str], dialer: Dialer | None = None) -> None:
        self._word_reason = word_reason
        self._dialer = dialer

    def now(self) -> dt.datetime:
        """Return the moment, in UTC."""
        from leaddesk.system import clock

        return clock.now()

    def computer(self) -> str:
        """Return the name of this computer, at most 40 characters."""
        import platform

        return platform.node()[:40] or "desk"

    def dial(self, e164: str) -> Dialled:
        """Hand a number to the system's telephone; raises BadInput for what is not a number."""
        return self._telephone().dial(e164)

    def dial_extension(self, extension: str) -> Dialled:
        """Ring a colleague by extension; raises BadInput for what a telephone can't dial."""
        return self._telephone().dial_extension(extension)

    def notify(self, title: str, body: str) -> bool:
        """Show a desktop notification; False where the desktop has none."""
        from leaddesk.system import notifier

        return notifier.notify(title, body)

    def preview_list(self, path: Path, *, encoding: str = "", delimiter: str = "") -> ListPreview:
        """Read the head of a list file and recognise its layout; raises BadInput."""
        from leaddesk.system import list_files

        return list_files.preview(path, encoding, delimiter)

    def read_drafts(self, path: Path, mapping: ColumnMapping, options: DraftOptions) -> FileDrafts:
        """Start reading a list file into drafts, in a child process."""
        from leaddesk.system import list_files

        return list_files.read_drafts(path, mapping, options)

    def look_at_registry(self, path: Path) -> RegistryLook:
        """Return the day a file's name tells, and whether it has changes only."""
        from leaddesk.desk.ports import RegistryLook
        from leaddesk.system import registry_file

        delta = registry_file.has_changes_only(path)
        return RegistryLook(path, registry_file.date_of(path.name), delta)

    def read_registry(self, path: Path, calling_code: str) -> RegistryFileReader:
        """Start reading a file of a national list; raises BadInput."""
        from leaddesk.system.registry_file import RegistryFileReader

        return RegistryFileReader(path, calling_code)

    def write_rejected(
        self, beside: Path, header: Sequence[str], rows: Sequence[RejectedRow]
    ) -> Path:
        """Write the rows that were turned down beside their list, never over another file.

        Where that folder can't be written they go into LeadDesk's own; raises OSError or
        BadInput("file.unwritable") if neither works.
        """
        from leaddesk.system import list_files

        return list_files.give_back(beside, header, rows, self._word_reason)

    def export_file(self, path: Path, shape: FileShape, *, replace: bool = False) -> ExportFile:
        """Begin a file that is seen when it is whole; raises BadInput("export.…")."""
        from leaddesk.system import export_files

        return export_files.open_export(path, shape, replace=replace)

    def _telephone(self) -> Dialer:
        if self._dialer is None:
            from leaddesk.system.dialer import Dialer

            self._dialer = Dialer()
        return self._dialer
