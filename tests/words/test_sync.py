# SPDX-License-Identifier: MIT
"""The tie to the hub in words: short in the strip, whole in the dialog, soft about what is late."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from leaddesk.desk.link import Tie, TieState
from leaddesk.desk.operations import KINDS
from leaddesk.desk.queries import AttentionRow, OperationRow, WaitingListRow
from leaddesk.domain.errors import BadInput, HubAway, RuleBroken
from leaddesk.words import errors, sync

NOW = dt.datetime(2026, 5, 12, 15, tzinfo=dt.UTC)
ZONE = "America/Chicago"
HEARD = NOW - dt.timedelta(minutes=8)


@pytest.mark.parametrize("tie", list(Tie))
def test_every_state_has_words(tie: Tie) -> None:
    state = TieState(tie, waiting=2, heard=HEARD)
    assert sync.short(state)
    assert sync.title(state, NOW, ZONE)
    assert sync.means(state).endswith(".")


def test_what_waits_is_counted_where_it_matters() -> None:
    assert sync.short(TieState(Tie.AWAY)) == "Offline"
    assert sync.short(TieState(Tie.AWAY, waiting=1200)) == "Offline · 1,200 waiting to send"
    assert sync.short(TieState(Tie.SENDING, waiting=2)) == "Sending · 2"
    assert sync.short(TieState(Tie.SENDING)) == "Connecting"


def test_offline_says_since_when() -> None:
    assert sync.title(TieState(Tie.AWAY, heard=HEARD), NOW, ZONE) == "Offline since 09:52"
    day_ago = HEARD - dt.timedelta(days=1)
    long_away = TieState(Tie.AWAY, heard=day_ago, waiting=503, since=day_ago)
    assert sync.title(long_away, NOW, ZONE) == "Offline since yesterday 09:52"
    assert sync.waiting(long_away, NOW, ZONE) == "503, the oldest since yesterday 09:52"
    assert sync.title(TieState(Tie.AWAY), NOW, ZONE) == "Offline"
    assert sync.heard(TieState(Tie.AWAY, heard=HEARD), NOW, ZONE) == "today 09:52, 8 min ago"


@pytest.mark.parametrize(
    "held,over,words",
    [
        (0, 0, "no leads are held for you"),
        (1, 0, "1 lead may be called"),
        (14, 2, "14 leads may be called, 2 not until the hub answers"),
        (0, 3, "3 leads, not to be called until the hub answers"),
    ],
)
def test_the_hand_says_what_may_be_called(held: int, over: int, words: str) -> None:
    assert sync.hand(TieState(Tie.AWAY, held=held, over=over)) == words


def test_what_waits_says_since_when() -> None:
    one = TieState(Tie.AWAY, waiting=1, since=HEARD)
    assert sync.waiting(one, NOW, ZONE) == "1, since 09:52"
    assert sync.waiting(replace(one, waiting=3), NOW, ZONE) == "3, the oldest since 09:52"
    assert sync.waiting(TieState(Tie.IN_STEP), NOW, ZONE) == "nothing"


def test_the_next_try_is_told() -> None:
    assert sync.next_try(TieState(Tie.AWAY, again_s=12.4)) == "in 12 s"
    assert sync.next_try(TieState(Tie.BLOCKED, again_s=290.0)) == "in 4 min"
    assert sync.next_try(TieState(Tie.AWAY)) == "now"


def test_the_age_is_told_after_half_an_hour_offline_only() -> None:
    old = NOW - dt.timedelta(hours=3)
    assert sync.age(None, NOW) == ""
    assert sync.age(TieState(Tie.AWAY, heard=NOW - dt.timedelta(minutes=29)), NOW) == ""
    assert sync.age(TieState(Tie.AWAY, heard=old), NOW) == "last synced 3 h ago"
    assert sync.age(TieState(Tie.IN_STEP, heard=old), NOW) == ""


def test_why_is_said_once() -> None:
    away = HubAway("sync_fault")
    assert sync.why(TieState(Tie.AWAY, why=away)) == errors.say(away)
    assert sync.why(TieState(Tie.IN_STEP)) == ""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_everything_that_travels_has_words(kind: str) -> None:
    assert kind in sync.known_kinds()
    row = OperationRow(1, NOW, kind, "no_answer" if kind == "LogCall" else "", 1, "Priya Raman")
    named = sync.operation(row)
    nameless = sync.operation(replace(row, name=""))
    assert named != "Change to Priya Raman"
    assert nameless
    assert not nameless.endswith((":", " for", " "))
    assert sync.operation(replace(row, kind="Unheard")) == "Change to Priya Raman"


def test_a_call_says_what_it_came_to() -> None:
    row = OperationRow(1, NOW, "LogCall", "no_answer", 1, "Priya Raman")
    assert sync.operation(row) == "No answer logged for Priya Raman"
    assert sync.let_go(row) == "Let go: No answer logged for Priya Raman"


def test_what_came_late_is_told_softly_and_what_was_refused_with_its_reason() -> None:
    what = OperationRow(1, NOW, "LogCall", "no_answer", 1, "Priya Raman")
    why = RuleBroken("lead_went_on", person="Kim Park")
    assert sync.attention(AttentionRow(what, True, why, None, False)) == (
        "Kept and counted; the lead did not move because Kim Park had it since."
    )
    nobody = replace(AttentionRow(what, True, why, None, False), why=RuleBroken("lead_went_on"))
    assert "somebody else had it since" in sync.attention(nobody)
    refused = AttentionRow(what, False, RuleBroken("not_in_hand"), None, True)
    assert sync.attention(refused) == errors.say(RuleBroken("not_in_hand"))


@pytest.mark.parametrize("key", ["operation_clashes", "operation_too_old", "bad_operation"])
def test_a_refusal_names_what_was_done_and_no_command(key: str) -> None:
    what = OperationRow(1, NOW, "EditLead", "", 1, "Priya Raman")
    row = AttentionRow(what, False, BadInput(key, where="EditLead", detail="12 May"), None, True)
    told = sync.attention(row)
    assert "“Lead changed: Priya Raman”" in told
    assert "EditLead" not in told


def test_counts_of_one_and_of_many_read_well() -> None:
    assert sync.attention_title(1) == "1 thing needs your attention"
    assert sync.attention_title(2) == "2 things need your attention"
    assert sync.attention_about(1, 0).startswith("1 was not done")
    assert sync.attention_about(0, 2).startswith("2 calls came late")
    assert sync.attention_about(0, 0)
    assert sync.banner(1).startswith("1 thing that you did")


def test_an_empty_queue_says_since_when() -> None:
    told = sync.none_offered(TieState(Tie.AWAY, heard=HEARD), NOW, ZONE)
    assert "has not been heard since today 09:52" in told
    assert "has not been heard, and" in sync.none_offered(TieState(Tie.AWAY), NOW, ZONE)


LIST = WaitingListRow("a" * 32, "Trade fair", "Booth", "", 1, HEARD)


def test_a_list_says_since_when_it_waits_and_why() -> None:
    away = TieState(Tie.AWAY, why=HubAway("hub_cut"))
    assert sync.list_state(LIST) == "waits for the hub"
    assert sync.list_since(LIST, NOW, ZONE) == "waits since 09:52"
    told = sync.about_list(LIST, away, NOW, ZONE)
    assert told.startswith("“Trade fair” is safe on this computer since today 09:52, with 1 row.")
    assert told.endswith(errors.say(HubAway("hub_cut")))
    for state in (None, TieState(Tie.IN_STEP), TieState(Tie.AWAY)):
        assert sync.about_list(LIST, state, NOW, ZONE).endswith("its leads come then.")


def test_a_list_that_was_refused_says_what_for_and_what_to_do() -> None:
    refused = replace(LIST, why=RuleBroken("unknown_tier", detail="7"))
    assert sync.list_state(refused) == "not taken by the hub"
    assert sync.list_since(refused, NOW, ZONE) == "not yet"
    told = sync.about_list(refused, TieState(Tie.IN_STEP), NOW, ZONE)
    assert "“Trade fair”: There is no tier 7." in told
    assert told.endswith("until you send it again or remove it.")


def test_what_is_done_to_a_list_has_words_of_its_own() -> None:
    row = OperationRow(0, NOW, "ImportOptions", "", 0, "Trade fair", list_id="a" * 32)
    assert sync.operation(row) == "Import the list Trade fair"
    assert sync.let_go(row) == "Not sent: Trade fair"
    assert sync.repeated(row) == "Sent again as soon as it can be: Trade fair"


def test_where_the_key_to_the_hub_lies_is_told_only_when_it_is_in_a_file() -> None:
    kept, lies = TieState(Tie.IN_STEP), TieState(Tie.IN_STEP, token_in_file=True)
    assert "Key to the hub" not in dict(sync.facts(kept, NOW, ZONE))
    assert dict(sync.facts(lies, NOW, ZONE))["Key to the hub"] == sync.KEY_IN_FILE
