# SPDX-License-Identifier: MIT
"""A desk with canned answers that takes notes, and the doors around it, for the command line."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar, cast

from leaddesk.bootstrap import arrivals
from leaddesk.bootstrap.backups import Kept
from leaddesk.bootstrap.hub import HubOptions, RunningHub
from leaddesk.bootstrap.local_file import LocalFile
from leaddesk.bootstrap.team_door import TeamDoor
from leaddesk.desk.changes import Done, Kind
from leaddesk.desk.commands import (
    ChangeLeads,
    EditPerson,
    ImportOptions,
    InvitePerson,
    RegistryOptions,
    RunClocks,
    TakeNext,
)
from leaddesk.desk.door import Desk
from leaddesk.desk.exports import Exported, Outlet, Wanted
from leaddesk.desk.intake import Cancelled, Chunk, ImportCount, ImportResult, Report, TurnedDown
from leaddesk.desk.night import RescrubResult
from leaddesk.desk.queries import (
    AskHandoff,
    AskHandoffs,
    AskLead,
    AskLeads,
    AskLists,
    AskMapping,
    AskOwnWords,
    AskPeople,
    AskProgress,
    AskQueue,
    AskRule,
    AskSearch,
    AskTeam,
    AskTeamDay,
    AskTeamWall,
    AskWhyEmpty,
    FoundLead,
    HandoffCard,
    HandoffsView,
    LeadCard,
    LeadsPage,
    ListRow,
    OwnWords,
    Query,
    QueueView,
    TeamFacts,
    TeamWall,
    WallFigures,
)
from leaddesk.desk.registry_run import RegistryChunk, RegistryResult
from leaddesk.desk.retaining import RetentionResult
from leaddesk.desk.stores.privacy import Erasures
from leaddesk.domain.errors import BadInput, LeadDeskError, NotFound
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_draft import RejectedRow
from leaddesk.domain.pace import DayProgress, WorkingDay, day_progress
from leaddesk.domain.perfect_day import TIER_1_GOALS, WORKING_WEEK, DayDefinition
from leaddesk.domain.person import Person, Role
from leaddesk.domain.qualification import BANT
from leaddesk.domain.team_day import team_day
from leaddesk.gui.settings import KeptInMemory, Settings
from leaddesk.system.folder_watch import FolderWatch, Tell
from leaddesk.system.intake_server import Intake, IntakeOptions
from leaddesk.words.report import Page
from tests.cli.stub_file import StubFile
from tests.cli.stub_machine import StubMachine
from tests.cli.stub_team import StubTeam
from tests.words import wall_samples
from tests.words.samples import CHICAGO, NOW, card, empty_reasons, feedback, handoff

AnswerT = TypeVar("AnswerT")
NO_WALL = TeamWall(team_day(()), (), WallFigures(0, None, 0, 0, 0, 0, 0), ())
DANA = Person(1, "Dana Whitfield", frozenset({Role.QUALIFIER}), CHICAGO)
SAM = Person(2, "Sam Ortiz", frozenset({Role.SENIOR_REP, Role.TEAM_LEAD}), CHICAGO)
DANIEL = Person(4, "Daniel Fox", frozenset({Role.QUALIFIER}), CHICAGO)
GONE = Person(9, "Dora Gone", frozenset({Role.QUALIFIER}), CHICAGO, active=False)


class StubDesk:
    """Answers every question from fields that a test can set, and remembers what was done."""

    def __init__(self) -> None:
        self.team: tuple[Person, ...] = (DANA, SAM, DANIEL, GONE)
        self.card: LeadCard | None = card()
        self.mapping = ""
        self.done: list[tuple[object, int, dt.datetime]] = []
        self.asked: list[tuple[object, dt.datetime]] = []
        self.imports: list[tuple[ImportOptions, int, bool]] = []
        self.turned_down: tuple[RejectedRow, ...] = ()
        self.fails: Exception | None = None
        self.closed = False
        self.behind = 2
        self.clocks_run = 0

    def do(self, command: object, person_id: int, at: dt.datetime) -> Done:
        if self.fails is not None:
            raise self.fails
        if isinstance(command, RunClocks):
            self.clocks_run += 1
            return Done(Kind.NONE, "clocks_run")
        self.done.append((command, person_id, at))
        lead_id = getattr(command, "lead_id", None)
        if isinstance(command, TakeNext) and lead_id is None and self.card is not None:
            lead_id = self.card.id
        facts = (("name", "Priya Raman"), ("outcome", getattr(command, "outcome", "")))
        return Done(Kind.LEADS, self._label(command), "e7", True, lead_id, 12, facts)

    def _label(self, command: object) -> str:
        return {
            "LogCall": "logged",
            "HandOff": "handed_off",
            "AcceptHandoff": "accepted",
            "AddPerson": "person_added",
            "AddLead": "added",
            "TakeBack": "taken_back",
        }.get(type(command).__name__, "skipped")

    def ask(self, query: Query[AnswerT], at: dt.datetime, person_id: int = 0) -> AnswerT:
        if self.fails is not None:
            raise self.fails
        self.asked.append((query, at))
        answers: dict[type, Callable[[Any], object]] = {
            AskPeople: lambda _: self.team,
            AskQueue: self._queue,
            AskLead: self._lead,
            AskWhyEmpty: lambda _: empty_reasons(waiting_hours=212, leased=40),
            AskProgress: lambda _: self._progress(at),
            AskTeamDay: lambda _: team_day([self._progress(at), self._progress(at)]),
            AskTeamWall: lambda _: wall_samples.wall(at) if self.team else NO_WALL,
            AskHandoffs: lambda _: HandoffsView(
                (handoff(),), (feedback(),), (), (handoff("won", "accepted"),), ()
            ),
            AskHandoff: lambda _: self._handoff(),
            AskLeads: lambda _: LeadsPage((_found(),), (1700000000, 7)),
            AskSearch: lambda _: (_found(),),
            AskLists: lambda _: (
                ListRow(3, "fair.csv", "fair", "", "live", NOW, "Sam Ortiz", 80, 2, may_undo=True),
            ),
            AskMapping: lambda _: self.mapping,
            AskOwnWords: lambda _: OwnWords({}, {}),
            AskRule: lambda _query: "",
            AskTeam: lambda _: TeamFacts(len(self.team), 1, False, "US", CHICAGO, "USD"),
        }
        return cast("AnswerT", answers[type(query)](query))

    def _queue(self, query: AskQueue) -> QueueView:
        return QueueView(query.tier, self.card, (), (), None, 3, 5, None, BANT, 0)

    def _lead(self, query: AskLead) -> LeadCard:
        if query.lead_id == 404:
            raise NotFound("lead", what=404)
        return card(query.lead_id)

    def _handoff(self) -> HandoffCard:
        return HandoffCard(handoff(), card(), BANT, {}, "", "", None, "", None, None, 0, 0, 0)

    def _progress(self, at: dt.datetime) -> DayProgress:
        definition = DayDefinition(1, None, dt.date.min, WORKING_WEEK, TIER_1_GOALS)
        working = WorkingDay(CHICAGO, dt.time(9), dt.time(17))
        return day_progress(definition, {"calls": 52, "conversations": 9}, working, at)

    def change_leads(
        self,
        command: ChangeLeads,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> Done:
        """No command of the prompt changes many leads."""
        raise NotImplementedError

    def change_person(
        self,
        command: EditPerson,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _rows: None,
        cancelled: Cancelled = lambda: False,
    ) -> Done:
        """No command of the prompt looks how far a leaving is."""
        raise NotImplementedError

    def import_list(
        self,
        chunks: Iterable[Chunk],
        options: ImportOptions,
        person_id: int,
        at: dt.datetime,
        *,
        dry_run: bool = False,
        report: Report = lambda _: None,
        cancelled: Cancelled = lambda: False,
        turned_down: TurnedDown = lambda _rows: None,
    ) -> ImportResult:
        rows = sum(len(chunk) for chunk in chunks)
        report(rows)
        self.imports.append((options, person_id, dry_run))
        count = ImportCount(rows=rows, new=rows - len(self.turned_down))
        return ImportResult(count, None if dry_run else 3, self.turned_down)

    def import_registry(
        self,
        chunks: Iterable[RegistryChunk],
        options: RegistryOptions,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _: None,
        cancelled: Cancelled = lambda: False,
    ) -> RegistryResult:
        return RegistryResult(options.key, sum(chunk.rows for chunk in chunks), 0)

    def rescrub(
        self,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _: None,
        cancelled: Cancelled = lambda: False,
    ) -> RescrubResult:
        return RescrubResult(0, 0, 0, 0)

    def erasures(self) -> Erasures:
        return Erasures()

    def erase_again(self, told: Erasures, person_id: int, at: dt.datetime) -> int:
        return len(told.erasures)

    def retain(
        self,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _: None,
        cancelled: Cancelled = lambda: False,
    ) -> RetentionResult:
        return RetentionResult(3)

    def tend(self, at: dt.datetime) -> bool:
        return False

    def prepare(self, at: dt.datetime) -> bool:
        return False

    def export(
        self,
        wanted: Wanted,
        outlet: Outlet,
        person_id: int,
        at: dt.datetime,
        *,
        report: Report = lambda _: None,
        cancelled: Cancelled = lambda: False,
    ) -> Exported:
        outlet.drop()
        raise NotFound("query", what=type(wanted).__name__)

    def expect_list(self, path: Path) -> None:
        """Have nothing to get ready."""

    def carry_on(self, at: dt.datetime) -> int:
        return 0

    def changed_elsewhere(self) -> bool:
        return False

    def catch_up(self) -> bool:
        self.behind -= 1
        return self.behind >= 0

    def close(self) -> None:
        self.closed = True


def _found() -> FoundLead:
    return FoundLead(
        7,
        "Priya Raman",
        "Northfield Optics",
        "Operations Director",
        "+1 (612) 555-0148",
        "priya@northfield.example",
        1,
        LeadState.QUEUED,
        3,
        "web form",
        CHICAGO,
        0,
        "voicemail",
        "",
        "",
        NOW,
        None,
        None,
    )


class StubDoors:
    """The ways out of the command line, all of them taking notes."""

    def __init__(self) -> None:
        self.desk = StubDesk()
        self.here = StubMachine()
        self.opened: list[str | None] = []
        self.reported: list[BaseException] = []
        self.problems: tuple[str, ...] = ()
        self.fails: LeadDeskError | None = None
        self.files = StubFile()
        self.team = StubTeam()

    def open_desk(self, database: str | None) -> StubDesk:
        if self.fails is not None:
            raise self.fails
        self.opened.append(database)
        return self.desk

    def machine(self) -> StubMachine:
        return self.here

    def clock(self) -> dt.datetime:
        return NOW

    def place(self) -> tuple[str, str]:
        return "casey", "Europe/Berlin"

    def back_up(self, database: str | None, folder: Path | None) -> Kept:
        return Kept(Path("backups/copy.db"), 1204)

    def restore(self, backup: str, database: str | None) -> Kept:
        return Kept(Path("team.db"), 1204, Path("team.db.before"))

    def check(self, database: str | None) -> dict[str, object]:
        return {"problems": self.problems, "leads": 12}

    def local_file(self) -> LocalFile:
        return cast("LocalFile", self.files)

    def make_demo(self, database: str | None) -> dict[str, object]:
        return {"people": 6, "leads": 2000, "calls": 3000, "days": 20, "database": "demo.db"}

    def run_tour(self, database: str | None, folder: Path | None, *, demo: bool = False) -> int:
        self.opened.append(f"tour {folder}{' of the demo' if demo else ''}")
        return 0

    def write_report(self, path: Path, page: Page, file_format: str) -> Path:
        self.opened.append(f"{file_format} of {page.title}")
        return path

    def window_settings(self) -> Settings:
        return KeptInMemory()

    def run_window(self, database: str | None) -> int:
        self.opened.append(f"window {database}")
        return 0

    def folder_watch(self, desk: Desk, tell: Tell) -> FolderWatch:
        return arrivals.folder_watch(desk, tell)

    def intake(self, desk: Desk, options: IntakeOptions) -> Intake:
        return arrivals.intake(desk, options)

    def new_token(self) -> tuple[str, str]:
        return "made-up-token", "d" * 64

    def open_hub(self, options: HubOptions) -> RunningHub:
        raise BadInput("hub.missing")

    def hub_desk(self, database: str | None) -> AbstractContextManager[Desk]:
        return contextlib.nullcontext(cast("Desk", self))

    def team_door(self) -> TeamDoor:
        return cast("TeamDoor", self.team)

    def team_demo(
        self, folder: Path | None, say: Callable[[str], None], *, windows: bool
    ) -> list[str]:
        self.opened.append(f"team demo in {folder}, windows {windows}")
        return ["Dana hands it off."]

    def new_invitation(self, person_id: int) -> tuple[str, InvitePerson]:
        return "ABCD-EFGHJK", InvitePerson(person_id, "ABCD", "made-up")

    def report(self, error: BaseException) -> Path | None:
        self.reported.append(error)
        return Path("reports/report-1.txt")
