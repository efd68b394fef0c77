# SPDX-License-Identifier: MIT
"""The team's hub: its desk, store, doors, server and jobs, put together over one database."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaddesk.bootstrap import backups, desks
from leaddesk.domain.errors import BadInput, LeadDeskError
from leaddesk.system import paths

if TYPE_CHECKING:
    from leaddesk.desk.commands import InvitePerson
    from leaddesk.desk.desk import Desk
    from leaddesk.hub.certificate import Papers
    from leaddesk.hub.doors import Changed, Figures
    from leaddesk.hub.jobs import Job, Jobs
    from leaddesk.hub.joining import DeskDoorkeeper
    from leaddesk.hub.leasing import Terms
    from leaddesk.hub.runs import Runs
    from leaddesk.hub.server import HubServer
    from leaddesk.hub.team_store import TeamHub
    from leaddesk.storage.store import SqlStore

FILE = "hub.db"
_PARTS = ("cryptography", "starlette", "uvicorn")
_NOBODY = 0
_SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True)
class HubOptions:
    """How a hub is started; `database` is a file or URL, None for `hub.db` in the data folder.

    `origin` is a database that somebody worked alone in: the team begins with a copy of it.
    """

    database: str | None = None
    listen: str = ""
    certificate: Path | None = None
    key: Path | None = None
    name: str = ""
    backup_folder: Path | None = None
    behind_proxy: bool = False
    metrics_token: Path | None = None
    origin: Path | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """The first invitation: its code, and whom it lets in, '' for whoever is the first."""

    code: str
    person: str


@dataclass(slots=True)
class RunningHub:
    """A hub that listens; `run` answers until `stop`."""

    address: str
    fingerprint: str
    database: str
    first: Invited | None
    server: HubServer
    _jobs: Jobs
    _closing: contextlib.ExitStack = field(repr=False)

    def run(self) -> None:
        """Answer calls and do the jobs until it is stopped, then let go of everything."""
        with self._closing:
            self._jobs.start()
            self.server.run()

    def stop(self) -> None:
        """Stop when the calls under way are answered."""
        self.server.stop()


def hub_database(database: str | None) -> str:
    """Return the file or URL of a hub; raises BadInput("hub.solo_file") for the window's own."""
    if database is None:
        desks.made(paths.data_folder())
        return str(paths.data_folder() / FILE)
    name = desks.database_name(database)
    if "://" not in name and Path(name) == paths.database_file():
        raise BadInput("hub.solo_file", where=name)
    return name


def open_hub(options: HubOptions) -> RunningHub:
    """Open the database, take the address and return a hub that is ready to run.

    Raises BadInput: "hub.missing", "hub.solo_file", "hub.half_certificate", "hub.certificate",
    "hub.address" and the like; StoreUnavailable. Nothing is left open then.
    """
    if not all(find_spec(part) for part in _PARTS):
        raise BadInput("hub.missing")
    from leaddesk.hub.app import Conduct, HubApp
    from leaddesk.hub.server import DEFAULT_LISTEN, HubServer, Listening
    from leaddesk.words import errors

    name = hub_database(options.database)
    digest = _metrics_digest(options.metrics_token)
    papers = _papers(options, name)
    if options.origin is not None:
        from leaddesk.storage.moving import found_team

        desks.use_keys()
        found_team(options.origin.absolute(), name, desks.clock())
    with contextlib.ExitStack() as opened:
        team = _Team(name, opened)
        team.rename(options.name)
        conduct = Conduct(metrics_digest=digest, behind_proxy=options.behind_proxy)
        app = HubApp(team.parts(), errors.say, desks.report, conduct)
        opened.callback(app.close)
        stopping: list[Callable[[], None]] = [team.runs.break_off]
        server = HubServer(
            app, Listening(options.listen or DEFAULT_LISTEN, papers),
            lambda: [one() for one in stopping],
        )  # fmt: skip
        server.listen()
        opened.callback(server.close)
        jobs = team.jobs(options.backup_folder)
        stopping.append(jobs.break_off)
        opened.callback(jobs.stop)
        found = team.doorkeeper.first_invitation()
        return RunningHub(
            server.address, papers.fingerprint if papers else "", name,
            Invited(*found) if found else None, server, jobs, opened.pop_all(),
        )  # fmt: skip
    raise AssertionError  # pragma: no cover - an ExitStack lets every error out


def _papers(options: HubOptions, name: str) -> Papers | None:
    """Return certificate and key; the hub's own stand beside its database."""
    from leaddesk.hub import certificate

    if (options.certificate is None) != (options.key is None):
        raise BadInput("hub.half_certificate")
    if options.behind_proxy:
        return None
    if options.certificate is not None and options.key is not None:
        return certificate.given(options.certificate.absolute(), options.key.absolute())
    folder = paths.data_folder() if "://" in name else Path(name).parent
    desks.made(folder)
    return certificate.own(folder, desks.clock())


def _metrics_digest(file: Path | None) -> str:
    """Return the digest of the token in a file, '' without one."""
    from leaddesk.system.intake_token import digest_of

    if file is None:
        return ""
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        token = ""
    if len(token) < _SHORTEST_TOKEN:
        raise BadInput("hub.metrics_token", where=str(file))
    return digest_of(token)


class _Team:
    """Everything over one open database. `_terms` are those of the rule in force when None."""

    _terms: Terms | None = None

    def __init__(self, name: str, opened: contextlib.ExitStack) -> None:
        from leaddesk.desk.desk import Desk as TeamDesk
        from leaddesk.hub.joining import DeskDoorkeeper, Means
        from leaddesk.hub.long_work import LongWork
        from leaddesk.hub.runs import Runs
        from leaddesk.hub.team_store import TeamHub
        from leaddesk.storage.backup import check_ours
        from leaddesk.storage.opening import open_store
        from leaddesk.system.holiday_source import PackageHolidays

        self._name, holidays = name, PackageHolidays()
        if "://" not in name:
            check_ours(Path(name))
        self.store: SqlStore = open_store(name, desks.clock())
        self.desk: Desk = TeamDesk(self.store, holidays)
        opened.callback(self.desk.close)
        self.hub: TeamHub = TeamHub(self.store, holidays, desks.clock)
        opened.callback(self.hub.close)
        self._overtaken: Callable[[], bool] = lambda: False
        self.doorkeeper: DeskDoorkeeper = DeskDoorkeeper(
            self.store, holidays, self._hub_id, Means(desks.clock)
        )
        self.runs: Runs = Runs(
            _runs_folder(name), LongWork(self.desk, self.store, desks.clock), desks.report
        )
        opened.callback(self.runs.close)

    def _hub_id(self) -> str:
        with self.hub.looking() as unit:
            return unit.standing().hub_id

    def rename(self, name: str) -> None:
        """Give the team a name, when another one was told; the journal says so."""
        from dataclasses import replace

        from leaddesk.desk.commands import ChangeRule
        from leaddesk.desk.rules import decode_rule, encode_rule

        told = " ".join(name.split())[:80]
        with self.store.looking() as unit:
            rule = decode_rule("team", unit.team.rule("team") or "{}")
        if told and rule.name != told:
            named = encode_rule("team", replace(rule, name=told))
            self.desk.do(ChangeRule("team", named), _NOBODY, desks.clock())

    def parts(self) -> Any:
        """Return what the server is made of."""
        from leaddesk.hub import answering
        from leaddesk.hub.doors import Parts
        from leaddesk.hub.hub import Hub, Surroundings
        from leaddesk.hub.sight import Sight, leased_in

        hub = Hub(self.hub, Surroundings(desks.clock, lambda: uuid.uuid4().hex), self._terms)
        answers = answering.Answering(
            answering.Parts(
                self.desk, self.store, hub, self.runs, Sight(self.store, leased_in(self.hub)),
                self.doorkeeper.person, desks.clock, lambda: self.hub.told_since(None)[0],
            )
        )  # fmt: skip
        self._overtaken = answers.is_overtaken
        return Parts(hub, self.doorkeeper, answers, self, self)

    # Told

    def told_since(self, mark: int | None) -> Changed:
        """Return what changed since a mark; person 0 of the feed is everybody."""
        from leaddesk.hub.doors import Changed

        newest, persons = self.hub.told_since(mark)
        looks = self._overtaken()
        return Changed(newest, persons - {0}, everybody=0 in persons, looks=looks)

    # Health

    def team(self) -> str:
        """Return the team's name."""
        from leaddesk.desk.rules import decode_rule

        with self.store.looking() as unit:
            return str(decode_rule("team", unit.team.rule("team") or "{}").name)

    def figures(self) -> Figures:
        """Return what is measured."""
        from leaddesk.hub.doors import Figures
        from leaddesk.storage.hub_figures import figures

        return Figures(*figures(self.store.database))

    # Jobs

    def jobs(self, backup_folder: Path | None) -> Jobs:
        """Return what the hub does by itself; unfinished imports are carried on first."""
        from leaddesk.hub.jobs import Jobs, Means
        from leaddesk.storage.hub_figures import turn_for_jobs

        self.desk.carry_on(desks.clock())

        def turn() -> AbstractContextManager[bool]:
            return turn_for_jobs(self.store.database)

        made: list[Jobs] = []
        listed = self._listed(backup_folder, lambda: bool(made) and made[0].is_stopped())
        idle = (
            lambda: self.desk.tend(desks.clock()),
            lambda: self.desk.prepare(desks.clock()),
            self.desk.catch_up,
        )
        made.append(Jobs(listed, idle, Means(self._local, turn, desks.report)))
        return made[0]

    def _listed(self, backup_folder: Path | None, stopped: Callable[[], bool]) -> list[Job]:
        from leaddesk.desk.commands import RunClocks
        from leaddesk.hub.jobs import Job

        listed = [
            Job("Running clocks", lambda: self.desk.do(RunClocks(), _NOBODY, desks.clock())),
            Job("Ending leases", self._sweep),
            Job("Tidying the feed", self.hub.tend, seconds=3600.0),
            Job("Clearing parts of lists", self.runs.sweep, seconds=3600.0),
            Job("Retention", lambda: self._retain(stopped), nightly=True),
        ]
        if "://" not in self._name:
            keep = partial(backups.regular_backup, self._name, folder=backup_folder)
            listed.append(Job("The backup", keep, seconds=backups.BACKUP_LOOK_SECONDS))
        return listed

    def _sweep(self) -> None:
        from leaddesk.hub.leasing import sweep

        with self.hub.unit() as unit:
            sweep(unit, desks.clock(), self._terms or unit.terms())

    def _retain(self, stopped: Callable[[], bool]) -> None:
        try:
            self.desk.retain(_NOBODY, desks.clock(), cancelled=stopped)
        except LeadDeskError as error:
            if error.key not in {"retention_off", "retention_cancelled"}:
                raise

    def _local(self) -> dt.datetime:
        import zoneinfo

        from leaddesk.desk.rules import decode_rule

        with self.store.looking() as unit:
            rule = decode_rule("team", unit.team.rule("team") or "{}")
        return desks.clock().astimezone(zoneinfo.ZoneInfo(rule.time_zone))


def _runs_folder(name: str) -> Path:
    """Return where parts of lists wait: beside the hub's own file, or in the data folder."""
    folder = paths.data_folder() if "://" in name else Path(name).parent
    desks.made(folder / "hub-runs")
    return folder / "hub-runs"


@contextlib.contextmanager
def hub_desk(database: str | None) -> Iterator[Desk]:
    """Open the desk over a hub's database, for its keeper beside it."""
    with contextlib.closing(desks.open_as_it_is(hub_database(database))) as desk:
        yield desk


def new_invitation(person_id: int) -> tuple[str, InvitePerson]:
    """Return a new code as it is shown, and the command that lets it in once."""
    import secrets

    from leaddesk.desk.commands import InvitePerson
    from leaddesk.domain.invitation_code import RANDOM_BYTES, code_from
    from leaddesk.system import secret_hash

    code = code_from(secrets.token_bytes(RANDOM_BYTES))
    return code.shown(), InvitePerson(person_id, code.handle, secret_hash.make(code.secret))
