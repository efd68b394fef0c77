# SPDX-License-Identifier: MIT
"""A made-up computer, and threads that run their work in the call that asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typing_extensions import override

from leaddesk.desk.exports import FileShape
from leaddesk.desk.ports import Dialled, ListPreview, RegistryLook
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import RejectedRow
from tests.gui.made_leads import START


@dataclass
class FakeFile:
    """A file that is only remembered, with what became of it."""

    path: Path
    shape: FileShape
    replace: bool
    rows: list[Any] = field(default_factory=list)
    fate: str = ""

    def write(self, records: Sequence[Any]) -> None:
        """Remember the rows."""
        self.rows += records

    def finish(self) -> None:
        """Be whole."""
        self.fate = "finished"

    def keep(self) -> None:
        """Be seen."""
        self.fate = "kept"

    def drop(self) -> None:
        """Be gone."""
        self.fate = "dropped"


class FakeMachine:
    """A computer with a clock that stands until it is moved."""

    def __init__(self, at: dt.datetime = START) -> None:
        self.at = at
        self.dialled: list[str] = []
        self.notified: list[str] = []
        self.telephone = Dialled.STARTED
        self.files: list[FakeFile] = []
        self.refuses: BadInput | None = None

    def now(self) -> dt.datetime:
        """Return the moment that was set."""
        return self.at

    def computer(self) -> str:
        """Return a made-up name."""
        return "desk-4"

    def dial(self, e164: str) -> Dialled:
        """Note the number."""
        self.dialled.append(e164)
        return self.telephone

    def dial_extension(self, extension: str) -> Dialled:
        """Note the extension."""
        self.dialled.append(extension)
        return self.telephone

    def notify(self, title: str, body: str) -> bool:
        """Note the words."""
        self.notified.append(body)
        return True

    def preview_list(self, path: Path, *, encoding: str = "", delimiter: str = "") -> ListPreview:
        """Refuse every file; tests of importing bring a machine of their own."""
        raise BadInput("no_such_file", where=str(path))

    def read_drafts(self, path: Path, mapping: object, options: object) -> Any:
        """Refuse every file."""
        raise BadInput("no_such_file", where=str(path))

    def look_at_registry(self, path: Path) -> RegistryLook:
        """Tell nothing of a file."""
        return RegistryLook(path, None, delta=False)

    def read_registry(self, path: Path, calling_code: str) -> Any:
        """Refuse every file."""
        raise BadInput("no_such_file", where=str(path))

    def write_rejected(
        self, beside: Path, header: Iterable[str], rows: Iterable[RejectedRow]
    ) -> Path:
        """Say where the rows would have gone."""
        return beside

    def export_file(self, path: Path, shape: FileShape, *, replace: bool = False) -> FakeFile:
        """Begin a file that is only remembered."""
        if self.refuses is not None:
            raise self.refuses
        self.files.append(FakeFile(path, shape, replace))
        return self.files[-1]


class AtOnce(Executor):
    """Runs work in the call that asks for it, or keeps it until `run` while `held`."""

    def __init__(self) -> None:
        self.held = False
        self._waiting: list[Callable[[], None]] = []

    @override
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a job now, or when it is let go."""
        future: Future[Any] = Future()

        def run() -> None:
            try:
                future.set_result(fn(*args, **kwargs))
            except Exception as error:  # noqa: BLE001 - a future carries whatever happened
                future.set_exception(error)

        if self.held:
            self._waiting.append(run)
        else:
            run()
        return future

    def run(self) -> None:
        """Let go of what was kept."""
        self.held = False
        while self._waiting:
            self._waiting.pop(0)()
