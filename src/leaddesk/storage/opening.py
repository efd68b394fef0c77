# SPDX-License-Identifier: MIT
"""Opening a team's database: schema up to date, rules in place, ready for the desk."""

from __future__ import annotations

import datetime as dt
import platform

from leaddesk.desk.rules import RULE_TYPES, encode_rule
from leaddesk.domain.perfect_day import DEFAULT_DEFINITIONS
from leaddesk.storage import overlay
from leaddesk.storage.engine import Database
from leaddesk.storage.moments import to_ms
from leaddesk.storage.recorder import Recorder
from leaddesk.storage.rules import RuleStore
from leaddesk.storage.schema import bring_up_to_date
from leaddesk.storage.store import SqlStore
from leaddesk.storage.team import TeamStore


def open_store(url: str, at: dt.datetime) -> SqlStore:
    """Open a database by file name or URL, made when it is not there.

    Raises StoreUnavailable, NewerSchema or BadInput("database_url") with nothing changed.
    """
    database = Database(url)
    try:
        bring_up_to_date(database, at)
        overlay.keep_up(database)
        _place_defaults(database)
        database.come_in(to_ms(at))
    except BaseException:
        database.close()
        raise
    return SqlStore(database, platform.node()[:40] or "desk")


def _place_defaults(database: Database) -> None:
    """Write the rules and goals that ship into a database that has none yet: they are data."""
    with database.reading() as session:
        team = TeamStore(session, Recorder(session))
        if team.rule("team") is not None:
            return
    with database.writing() as session:
        team, rules = TeamStore(session, Recorder(session)), RuleStore(session, Recorder(session))
        if team.rule("team") is not None:
            return
        for key, (_, default) in RULE_TYPES.items():
            rules.put(key, encode_rule(key, default))
        for definition in DEFAULT_DEFINITIONS:
            team.set_definition(definition)
