# SPDX-License-Identifier: MIT
"""Rules are put in force by team leads, versioned, and taken back like every write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from leaddesk.desk.commands import AddNote, ChangeRule, ChangeRules, TakeBack
from leaddesk.desk.queries import (
    AskOwnWords,
    AskProgress,
    AskQueue,
    AskRule,
    AskRuleChange,
    AskRules,
    AskRuleVersions,
)
from leaddesk.desk.rules import RULE_TYPES, decode_rule, encode_rule, is_same_rule
from leaddesk.domain.cadence import (
    DEFAULT_LADDERS,
    INBOUND,
    NO_SHOW,
    OUTBOUND,
    AfterCall,
    Ladder,
    Rung,
)
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken, StaleLead
from leaddesk.domain.outcome import DEFAULT_OUTCOMES, Next, Outcome
from leaddesk.domain.queue import QueueRules
from leaddesk.domain.talk_first import TalkRule
from leaddesk.domain.yardsticks import Yardsticks
from tests.factories import DAY, HOUR, Office


def skips(count: int) -> str:
    return encode_rule("queue", replace(QueueRules(), skips_a_day=count))


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


@pytest.mark.parametrize("key", sorted(RULE_TYPES))
def test_only_a_team_lead_changes_a_rule(office: Office, key: str) -> None:
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.do(ChangeRule(key, office.ask(AskRule(key)), "why not"), office.dana)


def test_each_change_is_a_version_with_who_when_and_why(office: Office, ruth: int) -> None:
    first = office.ask(AskRule("queue"))
    office.do(ChangeRule("queue", skips(3), "Too many skips"), ruth)
    then = office.now
    office.later(office.now - office.now)
    office.do(ChangeRule("queue", "", "It was better before"), ruth)

    newest, middle, oldest = office.ask(AskRuleVersions("queue"))
    assert (newest.number, newest.value, newest.in_force) == (2, "", True)
    assert (middle.by, middle.at, middle.reason) == ("Ruth Adeyemi", then, "Too many skips")
    assert is_same_rule("queue", middle.value, skips(3))
    assert (oldest.number, oldest.at) == (0, None)
    assert is_same_rule("queue", oldest.value, first)
    assert office.ask(AskRuleVersions("sheet"))[0].in_force
    with pytest.raises(NotFound):
        office.ask(AskRuleVersions("weather"))


def test_a_change_that_is_taken_back_is_out_of_force_and_stays_in_the_history(
    office: Office, ruth: int
) -> None:
    office.do(ChangeRule("queue", skips(3), "Try"), ruth)
    assert office.queue().skips_left == 3
    office.do(TakeBack(), ruth)

    assert office.queue().skips_left == 5
    tried, before = office.ask(AskRuleVersions("queue"))
    assert (tried.taken_back, tried.in_force, before.in_force) == (True, False, True)


def test_an_older_change_is_not_taken_back_under_a_newer_one(office: Office, ruth: int) -> None:
    older = office.do(ChangeRule("queue", skips(3)), ruth)
    office.do(ChangeRule("queue", skips(4)), ruth)

    with pytest.raises(StaleLead, match="moved_on"):
        office.do(TakeBack(older.entry_id), ruth)
    assert office.queue().skips_left == 4


def test_a_rule_that_a_colleague_changed_meanwhile_is_not_overwritten(
    office: Office, ruth: int
) -> None:
    seen = office.ask(AskRule("queue"))
    lee = office.person("Lee Boss", "team_lead")
    office.do(ChangeRule("queue", skips(3), "Lee's", seen), lee)

    with pytest.raises(StaleLead, match="rule_changed"):
        office.do(ChangeRule("queue", skips(4), "Ruth's", seen), ruth)
    assert office.queue().skips_left == 3


def test_what_is_in_force_already_is_no_version(office: Office, ruth: int) -> None:
    done = office.do(ChangeRule("queue", encode_rule("queue", QueueRules())), ruth)

    assert not done.undoable
    assert len(office.ask(AskRuleVersions("queue"))) == 1
    with pytest.raises(BadInput, match="no_rules"):
        office.do(ChangeRules((("queue", ""), ("sheet", ""))), ruth)


def test_several_rules_come_in_force_together_or_not_at_all(office: Office, ruth: int) -> None:
    bad = encode_rule("queue", replace(QueueRules(), skips_a_day=-1))
    clocks = '{"hot_hours": 1.0}'
    before = office.sql("SELECT * FROM rule ORDER BY key")
    with pytest.raises(BadInput, match=r"rule\.bounds"):
        office.do(ChangeRules((("handoff.clocks", clocks), ("queue", bad))), ruth)
    assert office.sql("SELECT * FROM rule ORDER BY key") == before

    done = office.do(ChangeRules((("handoff.clocks", clocks), ("queue", skips(2))), "Ours"), ruth)
    assert dict(done.facts)["count"] == "2"
    assert {row.key for row in office.ask(AskRules()) if not row.is_default} == {
        "handoff.clocks", "queue",
    }  # fmt: skip
    office.do(TakeBack(), ruth)
    assert all(row.is_default for row in office.ask(AskRules()))


def test_a_day_keeps_its_targets_when_rules_change(office: Office, ruth: int) -> None:
    lead = office.lead()
    office.log(lead, "no_answer")
    before = office.ask(AskProgress(office.dana, 1))
    office.do(ChangeRule("queue", skips(1), "Fewer"), ruth)

    assert office.ask(AskProgress(office.dana, 1)).goals == before.goals
    assert office.ask(AskQueue(office.dana, 1)).skips_left == 1


class Leads(RuleBasedStateMachine):
    """Two team leads change rules and take their changes back, in any order."""

    def __init__(self, new_office: Callable[[], Office]) -> None:
        super().__init__()
        self.office = new_office()
        self.people = [self.office.person(name, "team_lead") for name in ("Ruth", "Lee")]
        self.first = self._kept()
        # (who, key, value before, value after) of each change that stands.
        self.stack: list[tuple[int, str, str, str]] = []

    def _kept(self) -> dict[str, str]:
        return {row.key: row.value for row in self.office.ask(AskRules())}

    def _in_force(self, key: str) -> str:
        return next((after for _, k, _, after in reversed(self.stack) if k == key), "")

    @rule(who=st.integers(0, 1), count=st.integers(0, 4), key=st.sampled_from(("queue", "team")))
    def change(self, who: int, count: int, key: str) -> None:
        value = skips(count) if key == "queue" else f'{{"name": "Team {count}"}}'
        before = self._in_force(key)
        self.office.do(ChangeRule(key, value, "a try"), self.people[who])
        if not is_same_rule(key, before, value):
            self.stack.append((who, key, before, value))

    @rule(who=st.integers(0, 1))
    def take_back(self, who: int) -> None:
        own = [one for one in self.stack if one[0] == who]
        last = own[-1] if own else None
        is_newest = last is not None and [o for o in self.stack if o[1] == last[1]][-1] is last
        try:
            self.office.do(TakeBack(), self.people[who])
        except (RuleBroken, StaleLead):
            # The same value may have come back by a colleague's hand: then it may be taken back.
            assert not is_newest
        else:
            assert last is not None
            self.stack.reverse()
            self.stack.remove(last)
            self.stack.reverse()
            if not is_newest:
                # Taken back under a newer change that said the same: the older value is in force.
                self.stack.append((-1, last[1], "", last[2]))

    @invariant()
    def what_stands_is_in_force(self) -> None:
        for key in ("queue", "team"):
            kept = self.office.ask(AskRule(key))
            assert is_same_rule(key, kept, self._in_force(key))
        skips_left = self.office.queue(up_next=0).skips_left
        assert skips_left == decode_rule("queue", self._in_force("queue")).skips_a_day

    @invariant()
    def one_version_of_each_rule_is_in_force(self) -> None:
        for key in ("queue", "team"):
            versions = self.office.ask(AskRuleVersions(key))
            assert [one.number for one in versions] == list(range(len(versions) - 1, -1, -1))
            assert sum(one.in_force for one in versions) == 1


def test_any_order_of_changes_and_undo_leaves_what_stands(
    new_office: Callable[[], Office],
) -> None:
    class Here(Leads):
        def __init__(self) -> None:
            super().__init__(new_office)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=25,
            stateful_step_count=12,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )


OWN = Outcome(
    "sent_brochure", 1, "", 40, Next.CLOSE, reached=True, human=True, title="Sent the brochure"
)


def names(office: Office) -> dict[str, str]:
    return dict(office.ask(AskOwnWords()).outcomes)


def pad(office: Office) -> set[str]:
    return {offer.outcome.id for offer in office.queue().offers}


def test_an_outcome_of_the_teams_own_is_logged_and_read_after_it_was_removed(
    office: Office, ruth: int
) -> None:
    lead = office.lead()
    office.lead()
    added = encode_rule("outcomes", (*DEFAULT_OUTCOMES, OWN))
    office.do(ChangeRule("outcomes", added, "We send brochures"), ruth)
    assert names(office) == {"sent_brochure": "Sent the brochure"}
    office.take()
    assert "sent_brochure" in pad(office)
    office.log(lead, "sent_brochure")
    assert (office.card(lead).why.code, office.lead_now(lead).last_outcome) == (
        "sent_brochure", "sent_brochure",
    )  # fmt: skip

    office.do(ChangeRule("outcomes", "", "No more"), ruth)
    assert "sent_brochure" not in pad(office)
    assert names(office) == {"sent_brochure": "Sent the brochure"}
    with pytest.raises(BadInput, match="unknown_outcome"):
        office.log(office.lead(), "sent_brochure")
    told = office.ask(AskRuleChange((("outcomes", ""),)))
    assert told.changed == ()
    office.do(TakeBack(), ruth)
    assert "sent_brochure" in pad(office)


def test_a_copy_of_an_outcome_has_its_ways(office: Office, ruth: int) -> None:
    copy = replace(DEFAULT_OUTCOMES[1], id="voicemail_es", title="Voicemail, Spanish", key="",
                   like="voicemail")  # fmt: skip
    office.do(ChangeRule("outcomes", encode_rule("outcomes", (*DEFAULT_OUTCOMES, copy))), ruth)
    office.do(ChangeRule("after_call", encode_rule("after_call", AfterCall(voicemails=1))), ruth)
    lead = office.lead()
    office.log(lead, "voicemail_es", then_take=False)
    assert office.lead_now(lead).voicemails == 1
    with pytest.raises(RuleBroken, match="voicemail_cap"):
        office.log(lead, "voicemail")


def test_a_number_that_went_dead_by_a_removed_way_is_still_taken_off_by_a_team_lead_alone(
    office: Office, ruth: int
) -> None:
    own = Outcome("sued", 1, "", 40, Next.SUPPRESS, human=True, dnc=True, title="Has a lawyer")
    office.do(ChangeRule("outcomes", encode_rule("outcomes", (*DEFAULT_OUTCOMES, own))), ruth)
    logged = office.log(office.lead(), "sued")
    office.do(ChangeRule("outcomes", ""), ruth)
    office.later(HOUR)
    with pytest.raises(RuleBroken, match="unlist_too_late"):
        office.do(TakeBack(logged.entry_id), office.dana)


def test_leads_of_a_ladder_that_was_removed_go_on_with_the_list_ladder(
    office: Office, ruth: int
) -> None:
    slow = Ladder("slow", (Rung(days=9), Rung(days=9)), 30, "Slow and kind")
    ladders = encode_rule("ladders", (*DEFAULT_LADDERS, slow))
    kinds = {"inbound": "inbound", "list": "slow", "referral": "inbound", "trade_show": "inbound"}
    office.do(ChangeRule("ladders", ladders), ruth)
    office.do(ChangeRule("ladders.of_kind", encode_rule("ladders.of_kind", kinds)), ruth)
    assert dict(office.ask(AskOwnWords()).ladders) == {"slow": "Slow and kind"}
    lead = office.lead()
    assert office.lead_now(lead).ladder == "slow"
    with pytest.raises(BadInput, match="ladder_used"):
        office.do(ChangeRule("ladders", ""), ruth)

    office.do(ChangeRule("ladders.of_kind", ""), ruth)
    quick = (INBOUND, replace(OUTBOUND, rungs=(Rung(days=2), Rung(days=2))), NO_SHOW)
    value = encode_rule("ladders", quick)
    told = office.ask(AskRuleChange((("ladders", value),)))
    assert [one.moved for one in told.effects if one.code == "ladder_gone"] == [1]
    office.do(ChangeRule("ladders", value), ruth)
    office.log(lead, "no_answer", then_take=False)
    due = office.lead_now(lead).due_at
    assert due is not None
    assert due - office.now == 2 * DAY


def test_what_figures_are_held_against_reaches_the_screens(office: Office, ruth: int) -> None:
    yard = encode_rule("yardsticks", Yardsticks(fast_minutes=9))
    own = encode_rule("queue", QueueRules(skip_reasons=("On holiday", "other")))
    office.do(ChangeRules((("yardsticks", yard), ("queue", own)), "Ours"), ruth)
    assert office.card(office.lead()).yardsticks.fast_minutes == 9
    assert office.queue().skip_reasons == ("On holiday", "other")


@pytest.mark.parametrize("notes,reason", [(1, "notes"), (3, "")])
def test_how_many_notes_suggest_a_call_is_a_rule(
    office: Office, ruth: int, notes: int, reason: str
) -> None:
    office.do(ChangeRule("handoff.talk", encode_rule("handoff.talk", TalkRule(notes=notes))), ruth)
    lead = office.accepted()
    for words in ("Ring them early", "They wait"):
        office.do(AddNote(lead, words), office.sam)
    colleague = office.card(lead).colleague
    assert colleague is not None
    assert colleague.reason == reason


@pytest.mark.parametrize("minutes,ahead", [(10, True), (480, False)])
def test_how_much_the_pace_of_the_goal_counts_is_a_rule(
    office: Office, ruth: int, minutes: int, *, ahead: bool
) -> None:
    yard = encode_rule("yardsticks", Yardsticks(prior_minutes=minutes))
    usual = office.ask(AskProgress(office.dana, 1)).goals[0].projected
    office.do(ChangeRule("yardsticks", yard), ruth)
    now = office.ask(AskProgress(office.dana, 1)).goals[0].projected
    # Nothing was done yet: the less the goal itself counts, the lower the forecast.
    assert (now < usual) is ahead
