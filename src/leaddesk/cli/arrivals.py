# SPDX-License-Identifier: MIT
"""Leads that come by themselves, without a window: a watched folder, and web forms."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from leaddesk.cli.answers import Answer, Plain, print_answer, print_note
from leaddesk.cli.doors import Sitting
from leaddesk.cli.imports import importer
from leaddesk.desk.commands import KeepIntakeToken
from leaddesk.desk.ports import FileTold, FolderTold
from leaddesk.desk.queries import FolderRow
from leaddesk.domain.errors import BadInput
from leaddesk.system.folder_watch import FolderWatch
from leaddesk.system.intake_server import IntakeOptions
from leaddesk.words import imports, numbers

PATIENCE = 40
"""How many looks `--once` waits for files that are still being written."""
_NOBODY = 0
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def watch(sitting: Sitting) -> Answer:
    """Import each list that lands in a folder; one line per file."""
    args = sitting.args
    files: list[Plain] = []

    def tell(told: FileTold | FolderTold) -> None:
        if isinstance(told, FolderTold):
            print_note(told.words or f"{told.folder} is watched again.")
            return
        files.append(_file_data(told))
        print_answer(Answer(_file_line(told), _file_data(told)), as_json=args.json)

    looking = sitting.doors.folder_watch(sitting.desk, tell)
    folders: Callable[[], tuple[FolderRow, ...]] = lambda: tuple(looking.kept_folders())  # noqa: E731
    if args.folder:
        named = (_folder(sitting),)
        folders = lambda: named  # noqa: E731
    with _until_stopped(looking.stop):
        if args.once:
            return _once(looking, folders())
        shown = ", ".join(folder.path for folder in folders()) or "the folders named in the window"
        print_note(f"Watching {shown}. Ctrl+C ends it.")
        looking.run(folders)
    return Answer(f"Stopped. {numbers.count(len(files), 'file')} handled.", {"files": files})


def _folder(sitting: Sitting) -> FolderRow:
    """Return the folder named on the command line, with what was said about its leads."""
    args = sitting.args
    path = Path(args.folder).expanduser().absolute()
    if not path.is_dir():
        raise BadInput("watch.no_folder", where=str(path))
    who = importer(sitting)
    if who.note:
        print_note(who.note)
    return FolderRow(
        0, "", str(path), args.source, args.kind, args.campaign, args.tier, args.region.upper(),
        paused=False, person_id=who.person_id,
    )  # fmt: skip


def _once(looking: FolderWatch, folders: tuple[FolderRow, ...]) -> Answer:
    """Look until every file that is there was handled."""
    for _ in range(PATIENCE):
        looking.look_into(folders)
        if not looking.waiting:
            return Answer("All files are handled.", {"waiting": 0})
        if looking.wait():
            return Answer("Stopped.", refused="cancelled")
    left = looking.waiting
    words = f"{numbers.count(left, 'file')} still being written, or in other hands."
    return Answer(words, {"waiting": left}, refused="waiting")


def _file_line(told: FileTold) -> str:
    if told.state == "aside":
        return f"{told.name}: needs a person. {told.reason}"
    if told.count is None:
        return f"{told.name}: imported before, and moved to {told.path.parent.name} now."
    return f"{told.name}: {imports.summary(told.count)}"


def _file_data(told: FileTold) -> Plain:
    data: Plain = {"file": told.name, "state": told.state, "path": str(told.path)}
    if told.reason:
        data["reason"] = told.reason
    if told.count is not None:
        data |= {"rows": told.count.rows, "new": told.count.new}
    return data


def intake(sitting: Sitting) -> Answer:
    """Make the token that forms send, or take forms until it is stopped."""
    args = sitting.args
    if args.new_token:
        token, digest = sitting.doors.new_token()
        sitting.desk.do(KeepIntakeToken(digest), _NOBODY, sitting.now)
        words = f"{token}\nThis token is shown once. The one before it works no longer."
        return Answer(words, {"token": token})
    server = sitting.doors.intake(
        sitting.desk,
        IntakeOptions(
            host=args.host,
            port=args.port,
            source=args.source or "Web form",
            campaign=args.campaign,
            tier=args.tier,
            region=args.region.upper(),
            redirects=tuple(args.redirect),
            per_minute=args.per_minute,
            behind_proxy=args.behind_proxy,
        ),
    )
    if args.host not in _LOOPBACK:
        print_note(
            f"{args.host} can be reached by other computers, and what is sent is not encrypted: "
            "put a server with TLS in front of it."
        )
    with _until_stopped(server.stop):
        server.listen()
        print_note(f"Taking forms at {server.address}/leads. Ctrl+C ends it.")
        server.run()
    words = f"Stopped. {numbers.count(server.taken, 'message')} taken."
    return Answer(words, {"taken": server.taken})


@contextmanager
def _until_stopped(stop: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl+C and the end of the session stop it cleanly."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, lambda *_: stop()) for kind in kinds]
    try:
        yield
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
