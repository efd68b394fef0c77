# SPDX-License-Identifier: MIT
"""A real hub under pressure: its document holds, guessing ends, and nothing secret is written."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from sqlalchemy.exc import OperationalError

from leaddesk.desk import commands, queries
from leaddesk.desk.work import new_entry_id
from leaddesk.domain.invitation_code import code_from
from leaddesk.hub import answering
from leaddesk.hub.calls import CALLS
from leaddesk.hub.limits import Allowed
from leaddesk.storage.driver_errors import unavailable
from leaddesk.storage.engine import Database
from leaddesk.system import secret_hash
from leaddesk.system.crash_report import report_text
from leaddesk.system.intake_token import digest_of
from tests.hub.hostile_stage import MARK, NAME, Attacker, HostileStage, marks_in
from tests.hub.hostile_values import Forger
from tests.hub.joining_house import hashed
from tests.hub.stage import call
from tests.storage.conftest import Place


@pytest.fixture
def stage(sqlite_place: Place, tmp_path: Path) -> Iterator[HostileStage]:
    """Return a hub over a file, with a team at work."""
    made = HostileStage(sqlite_place, tmp_path / "runs")
    yield made
    made.close()


@pytest.mark.parametrize("name", ["mo", "nobody"])
def test_what_the_hub_says_of_its_calls_holds_over_a_real_team(
    stage: HostileStage, name: str
) -> None:
    """Cases made from the document never end in an error of the server, nor tell of others."""
    document = stage.call(stage.attackers["mo"], "", b"", path="/openapi.json", method="GET").told
    schema = schemathesis.openapi.from_dict(document)
    token = stage.attackers[name].token if name in stage.attackers else ""
    seen: set[str] = set()
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.method != "post" or operation.path == "/v1/leave":
            continue
        seen.add(operation.path)

        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck),
                  database=None)  # fmt: skip
        @given(case=operation.as_strategy())
        def never_fails(case: schemathesis.Case[Any]) -> None:
            body = json.dumps(case.body).encode() if not isinstance(case.body, bytes) else case.body
            reply = call(stage.app, "", body, path=case.path, token=token)
            assert reply.status < 500
            assert marks_in(reply, names=False) == []
            if not token and case.path != "/v1/join":
                assert reply.status == 401

        never_fails()
    assert seen == {f"/v1/{one}" for one in CALLS.keys() - {"leave"}}
    assert not stage.crashes


# ------------------------------------------------------------------------------------ guessing


def test_a_code_is_tried_five_times_and_then_it_is_over(stage: HostileStage) -> None:
    code = code_from(bytes(range(10)))
    invite = commands.InvitePerson(stage.people["dana"], code.handle, hashed(code.secret))
    stage.office.do(invite, stage.people["boss"])

    def join(told: str) -> tuple[int, str]:
        body = {"code": told, "name": "laptop", "version": 1}
        reply = call(stage.app, "join", body, token="", address="198.51.100.1")
        return reply.status, reply.told.get("error", "")

    wrong = code.shown()[:-1] + ("7" if code.shown()[-1] != "7" else "8")
    assert [join(wrong) for _ in range(5)] == [(422, "code_refused")] * 5
    # The right one comes too late now, and is told nothing else.
    assert join(code.shown()) == (422, "code_refused")
    rows = stage.office.sql("SELECT COUNT(*) FROM workstation")
    assert rows == [(len(stage.people),)]


def test_one_address_guesses_codes_and_tokens_slowly(sqlite_place: Place, tmp_path: Path) -> None:
    stage = HostileStage(sqlite_place, tmp_path / "runs", allowed=Allowed(), monotonic=lambda: 0.0)
    try:
        body = {"code": "ABCD-EFGHJK", "name": "laptop", "version": 1}
        tried = [call(stage.app, "join", body, token="").status for _ in range(12)]
        assert tried == [422] * 10 + [429] * 2
        guesses = [call(stage.app, "pull", {"cursor": 0}, token=f"t{n}").status for n in range(32)]
        assert guesses == [401] * 30 + [429] * 2
        mo = stage.attackers["mo"]
        mine = [stage.call(mo, "pull", {"cursor": 0}, address="198.51.100.2") for _ in range(601)]
        assert {one.status for one in mine[:-1]} == {200}
        assert mine[-1].status == 429
        # Who else calls is not held up by that.
        assert stage.call(stage.attackers["dana"], "pull", {"cursor": 0}).status == 200
    finally:
        stage.close()


# ------------------------------------------------------------------------------------ secrets


def test_passwords_are_argon2_and_tokens_only_digests(stage: HostileStage) -> None:
    made = secret_hash.make("EFGHJK")
    assert made.startswith("$argon2id$")
    assert secret_hash.fits("EFGHJK", made)
    assert not secret_hash.fits("EFGHJX", made)
    kept = {row[0] for row in stage.office.sql("SELECT token FROM workstation")}
    assert kept == {digest_of(one.token) for one in stage.attackers.values()}


def test_nothing_secret_is_written_or_told_whatever_goes_wrong(
    stage: HostileStage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = code_from(bytes(range(20, 30)))
    mo, boss = stage.attackers["mo"], stage.attackers["boss"]
    with caplog.at_level(logging.DEBUG):
        told = {"person_id": stage.people["dana"], "handle": code.handle,
                "secret_hash": hashed(code.secret)}  # fmt: skip
        said = {"command": "InvitePerson", "told": told, "id": new_entry_id(stage.now())}
        assert stage.call(boss, "do", said).status == 200
        join = {"code": code.shown(), "name": f"{MARK} laptop", "version": 1}
        joined = call(stage.app, "join", join, token="").told
        search = {"query": "AskSearch", "told": {"text": f"{MARK} {NAME}"}}
        for who in (mo, boss):
            stage.call(who, "hello", {"version": 1, "acknowledged": 0, "token": "t" * 64})
            stage.call(who, "ask", search)
            stage.call(who, "push", {"sent": [{"seq": MARK}]})

        def fail(_self: object, query: object, *_rest: object) -> object:
            raise ZeroDivisionError(f"{query} {mo.token} {code.shown()} {MARK}")

        monkeypatch.setattr(type(stage.office.desk), "ask", fail)
        failed = stage.call(mo, "ask", search)
        monkeypatch.undo()
    assert failed.status == 500
    assert stage.crashes
    written = caplog.text + "".join(report_text(one, stage.now()) for one in stage.crashes)
    written += failed.body.decode()
    for path in ("/health", "/metrics", "/openapi.json"):
        written += stage.call(
            mo, "", b"", path=path, method="GET", address="127.0.0.1"
        ).body.decode()
    secrets = [MARK, NAME, code.shown(), code.secret, hashed(code.secret), joined["token"]]
    secrets += [digest_of(joined["token"]), "t" * 64]
    secrets += [one.token for one in stage.attackers.values()]
    secrets.append(str(stage.office.sql("SELECT secret FROM hub_standing")[0][0]))
    assert [one for one in secrets if one in written] == []


def test_no_answer_tells_where_the_database_lies_when_it_is_away(
    stage: HostileStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every call with a likely body, every page without a token: by a driver's own error."""
    mo, boss = stage.attackers["mo"], stage.attackers["boss"]
    where = "postgresql+psycopg://keeper:hunter2@db.acme.internal:5432/team"
    trouble = OperationalError("SELECT secret_column", {}, Exception("db.acme.internal is down"))

    def away(_self: object) -> object:
        raise unavailable(trouble, where) from trouble

    asked = [(who, name, body) for who in (mo, boss) for name, body, _ in few_calls(stage, who)]
    monkeypatch.setattr(Database, "reading", away)
    monkeypatch.setattr(Database, "writing", away)
    replies = [stage.call(who, name, body) for who, name, body in asked]
    replies += [
        stage.call(mo, "", b"", path=path, method="GET", address="127.0.0.1")
        for path in ("/health", "/metrics", "/openapi.json", "/v1/pokes")
    ]
    assert {reply.status for reply in replies} >= {503, 200}
    told = "".join(reply.body.decode() + str(reply.headers) for reply in replies)
    signs = ("acme", "keeper", "hunter2", "5432", "postgres", "secret_column", "psycopg")
    assert [sign for sign in signs if sign in told] == []
    assert not stage.crashes


def few_calls(stage: HostileStage, who: Attacker) -> Iterator[tuple[str, object, str]]:
    """Yield each call once, with its likely body, and one question and one command."""
    forger = Forger(stage, who)
    for name, one in CALLS.items():
        if one.body is not bytes:
            yield name, next(forger.bodies(one.body)), name
    yield "list_begin", {"id": "a" * 32, "run": "retain", "told": None}, "list_begin"
    yield "ask", {"query": "AskTeam", "told": {}}, "ask"
    yield "do", {"command": "AddNoCall", "told": {"text": "Acme"}, "id": "1" * 32}, "do"


def test_an_error_names_no_token_and_no_code() -> None:
    assert "secret" not in repr(commands.InvitePerson(1, "ABCD", "secret"))


# ------------------------------------------------------------------------------------ rows


def test_a_page_and_a_question_have_their_bounds(stage: HostileStage) -> None:
    mo = stage.attackers["mo"]
    for limit in (-1, 10**9):
        told = {"query": "AskLeads", "told": {"limit": limit}}
        assert stage.call(mo, "ask", told).status == 200
    days = {"query": "AskLeads", "told": {"filter": {"age_from": 2**31}}}
    reply = stage.call(mo, "ask", days)
    assert (reply.status, reply.told["error"]) == (400, "bad_wish")
    assert answering.MOST_ROWS < 10**9
    assert queries.AskLeads().limit <= answering.MOST_ROWS
