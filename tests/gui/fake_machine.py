# SPDX-License-Identifier: MIT
"""A made-up computer, and threads that run their work in the call that asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from typing_extensions import override

from leaddesk.desk.ports import Dialled, ListPreview
from leaddesk.domain.errors import BadInput
from leaddesk.domain.lead_draft import RejectedRow
from tests.gui.made_leads import START


class FakeMachine:
    """A computer with a clock that stands until it is moved."""

    def __init__(self, at: dt.datetime = START) -> None:
        self.at = at
        self.dialled: list[str] = []
        self.notified: list[str] = []
        self.telephone = Dialled.STARTED

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

    def write_rejected(
        self, beside: Path, header: Iterable[str], rows: Iterable[RejectedRow]
    ) -> Path:
        """Say where the rows would have gone."""
        return beside


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
