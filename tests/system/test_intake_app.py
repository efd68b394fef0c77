# SPDX-License-Identifier: MIT
"""What the intake answers: to whoever may post, to whoever may not, and to whatever may come."""

from __future__ import annotations

import datetime as dt
import json
import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typing_extensions import override

from leaddesk.desk.changes import Done
from leaddesk.desk.commands import TakeInquiry
from leaddesk.desk.desk import Desk
from leaddesk.desk.queries import AskArrivals, AskLead, AskLeads
from leaddesk.domain.errors import StoreUnavailable
from leaddesk.system.intake_limits import MINUTE, Limits
from leaddesk.system.intake_token import digest_of, is_token, make_token
from tests.factories import NOON
from tests.system.intake_calls import FORM, JSON, TOKEN, Caller

ANN = {"name": "Ann Lee", "company": "Acme", "phone": "+1 612 555 0148", "state": "MN"}


@pytest.fixture
def caller(desk: Desk) -> Caller:
    return Caller(desk)


def leads(desk: Desk) -> list[str]:
    return [row.name for row in desk.ask(AskLeads(), NOON).rows]


def test_json_makes_a_fresh_lead(caller: Caller, desk: Desk) -> None:
    reply = caller.post_json(ANN | {"employees": 12, "newsletter": True, "wants": ["a", "b"]})
    assert reply.status == 201
    assert reply.data["status"] == "taken"
    card = desk.ask(AskLead(reply.data["lead"]), NOON)
    assert (card.name, card.source, card.why.code) == ("Ann Lee", "Web form", "fresh")
    assert "newsletter: yes\nwants: a, b" in card.history[0].note
    assert reply.headers["connection"] == "close"
    assert not [name for name in reply.headers if name.startswith("access-control")]


def test_a_form_may_carry_the_token(caller: Caller, desk: Desk) -> None:
    assert caller.post_form(ANN | {"token": TOKEN}, token="").status == 201
    assert leads(desk) == ["Ann Lee"]
    note = desk.ask(AskLead(1), NOON).history[0].note
    assert TOKEN not in note


def test_a_multipart_form_is_read_and_its_files_are_not_kept(caller: Caller, desk: Desk) -> None:
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}' for k, v in ANN.items()
    ]
    parts.append('--x\r\nContent-Disposition: form-data; name="cv"; filename="cv.pdf"\r\n\r\n%PDF')
    body = "\r\n".join([*parts, "--x--\r\n"]).encode()
    assert caller.post(body, "multipart/form-data; boundary=x").status == 201
    assert "cv: cv.pdf (a file, not kept)" in desk.ask(AskLead(1), NOON).history[0].note


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", TOKEN.upper(), "x" * 5000])
def test_nobody_posts_without_the_token(caller: Caller, desk: Desk, token: str) -> None:
    reply = caller.post_json(ANN, token=token)
    assert (reply.status, reply.headers["www-authenticate"]) == (401, "Bearer")
    assert leads(desk) == []


def test_json_does_not_carry_the_token(caller: Caller) -> None:
    assert caller.post_json(ANN | {"token": TOKEN}, token="").status == 401


def test_the_same_key_is_the_same_lead(caller: Caller, desk: Desk) -> None:
    first = caller.post_json(ANN, Idempotency_Key="k1")
    again = caller.post_json(ANN, Idempotency_Key="k1")
    assert (first.status, again.status) == (201, 200)
    assert first.data["lead"] == again.data["lead"]
    other = caller.post_json(ANN | {"name": "Bob"}, Idempotency_Key="k1")
    assert (other.status, other.data["error"]) == (409, "inquiry_key")
    field = caller.post_form(ANN | {"submission_id": "k1"})
    assert field.status == 200
    assert caller.post_json(ANN, Idempotency_Key="k" * 201).status == 400
    assert leads(desk) == ["Ann Lee"]


def test_who_must_not_be_called_is_not_told(caller: Caller, desk: Desk) -> None:
    reply = caller.post_json(ANN | {"do not call": "yes"})
    assert (reply.status, reply.data) == (202, {"status": "taken"})
    assert leads(desk) == []


def test_a_body_has_an_end(desk: Desk) -> None:
    caller = Caller(desk, body_bytes=100)
    assert caller.post(b"x" * 101).status == 413
    assert caller.post(b"", chunks=[b"x" * 60, b"x" * 60]).status == 413
    assert caller.post(b"{}", content_length="999999999999999999999999").status == 413
    assert leads(desk) == []


def test_a_slow_body_is_not_waited_for(desk: Desk) -> None:
    caller = Caller(desk, body_seconds=0.01)
    assert caller.post(b"", stalls=True).status == 408


def test_one_address_sends_so_many(desk: Desk) -> None:
    caller = Caller(desk, per_minute=2)
    replies = [caller.post_json({"name": f"Ann {n}"}) for n in range(3)]
    assert [reply.status for reply in replies] == [201, 201, 429]
    assert replies[2].headers["retry-after"] == "30"


def test_all_addresses_together_send_so_many() -> None:
    at = [0.0]
    limits = Limits(2, lambda: at[0])
    assert sum(limits.wait(f"192.0.2.{n}") == 0 for n in range(40)) == 20
    at[0] += MINUTE
    assert limits.wait("192.0.2.1") == 0


def test_a_page_afterwards_must_be_allowed(desk: Desk) -> None:
    caller = Caller(desk, redirects=("https://example.com/thanks",))
    good = caller.post_form(ANN | {"redirect": "https://example.com/thanks"})
    assert (good.status, good.headers["location"]) == (303, "https://example.com/thanks")
    bad = caller.post_form({"name": "Bob", "redirect": "https://example.org/"})
    assert (bad.status, bad.data["error"]) == (400, "intake.bad_redirect")
    assert leads(desk) == ["Ann Lee"]


@pytest.mark.parametrize(
    "method,path,status",
    [
        ("GET", "/leads", 405),
        ("OPTIONS", "/leads", 405),
        ("POST", "/other", 404),
        ("GET", "/", 404),
    ],
)
def test_there_is_nothing_else(caller: Caller, method: str, path: str, status: int) -> None:
    reply = caller.call(method, path, {})
    assert (reply.status, reply.data["error"]) == (status, "intake.nowhere")


@pytest.mark.parametrize(
    "body,kind,status",
    [
        (b"", JSON, 400),
        (b"[]", JSON, 400),
        (b"[" * 60_000, JSON, 400),
        (b'{"a":' * 10_000, JSON, 400),
        (b'{"name": {"first": "Ann"}}', JSON, 400),
        (b'{"name": "\\ud800"}', JSON, 400),
        (b'{"n": ' + b"9" * 5000 + b"}", JSON, 400),
        (b"\xff\xfe", JSON, 400),
        (b"{}", JSON, 422),
        (b"a=b", FORM, 422),
        (b"&".join(b"f%d=x" % n for n in range(400)), FORM, 400),
        (b"x", "multipart/form-data", 400),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x", 422),
        (b"name=Ann", "text/plain", 415),
        (b"name=Ann", "", 415),
    ],
)
def test_hostile_bodies_get_a_plain_answer(
    caller: Caller, body: bytes, kind: str, status: int
) -> None:
    reply = caller.post(body, kind)
    assert reply.status == status
    assert reply.data["message"]


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    body=st.one_of(
        st.binary(max_size=300),
        st.dictionaries(
            st.text(max_size=20),
            st.one_of(
                st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=50),
                st.lists(st.text(max_size=9), max_size=3),
            ),
            max_size=8,
        ).map(lambda found: json.dumps(found).encode()),
        st.dictionaries(
            st.sampled_from(["name", "phone", "email", "company", "do not call", "note"]),
            st.text(max_size=80),
        ).map(lambda found: json.dumps(found).encode()),
    ),
    kind=st.sampled_from([JSON, FORM, "multipart/form-data; boundary=x", "a/b"]),
    key=st.text(max_size=30),
)  # fmt: skip
def test_no_message_is_too_much(caller: Caller, body: bytes, kind: str, key: str) -> None:
    assert caller.post(body, kind, Idempotency_Key=key).status < 500


def test_health_says_whether_messages_can_be_taken(caller: Caller) -> None:
    assert caller.call("GET", "/health", {}).data == {"status": "ok"}


class Locked(Desk):
    """A desk whose database is held by somebody."""

    @override
    def do(self, command: object, person_id: int, at: dt.datetime, *, entry_id: str = "") -> Done:
        """Refuse inquiries."""
        if isinstance(command, TakeInquiry):
            raise StoreUnavailable("locked", where="/srv/team.db")
        return super().do(command, person_id, at, entry_id=entry_id)


def test_a_database_in_trouble_is_no_crash_and_tells_nothing(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caller = Caller(Locked(desk._store, desk._keeper._holidays))
    with caplog.at_level(logging.DEBUG):
        reply = caller.post_json(ANN)
    assert (reply.status, reply.headers["retry-after"]) == (503, "5")
    told = caplog.text
    assert "locked" in told
    assert not [
        text for text in (*ANN.values(), TOKEN, "192.0.2.7") if text in told and len(text) > 2
    ]
    assert desk.ask(AskArrivals(), NOON).inquiries == ()


def test_a_token_is_known_by_its_digest() -> None:
    token, digest = make_token()
    assert len(token) >= 32
    assert is_token(token, digest)
    assert digest == digest_of(token)
    assert not is_token("", "")
    assert not is_token(token, "")
    assert not is_token(token + " ", digest)
