# SPDX-License-Identifier: MIT
"""A number that may be called belongs to one open lead, whatever is done in whatever order."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from leaddesk.desk.commands import (
    AddLead,
    BulkWish,
    ChangeLeads,
    EditLead,
    LeadFields,
    LogCall,
    MergeLeads,
    TakeBack,
    TakeNext,
)
from leaddesk.domain.bulk_change import BulkKind
from leaddesk.domain.errors import BadInput, RuleBroken, StaleLead
from leaddesk.domain.lead import SHARED, LeadState
from leaddesk.domain.lead_draft import DraftPhone, LeadDraft
from leaddesk.storage.checking import check_database
from tests.desk.test_imports import draft, run
from tests.factories import HOUR, Office

BOARD = "+16125557000"


@pytest.fixture
def ruth(office: Office) -> int:
    """The team lead."""
    return office.person("Ruth Adeyemi", "team_lead")


def edited(office: Office, lead: int, *numbers: str) -> None:
    """Save a lead's form with these numbers."""
    now = office.lead_now(lead)
    fields = LeadFields(
        now.first_name, now.last_name, now.company, email=now.email, region="MN", country="US",
        phones=tuple((number, "direct") for number in numbers),
    )  # fmt: skip
    office.do(EditLead(lead, now.version, fields))


def closed(office: Office) -> int:
    lead = office.lead()
    office.log(lead, "unqualified", reason="no_fit", then_take=False)
    assert not office.lead_now(lead).is_open
    return lead


def test_a_number_of_another_open_lead_can_not_be_typed(office: Office) -> None:
    one, two = office.lead("Rivera"), office.lead()
    number = office.lead_now(one).phone
    before = office.dump()
    with pytest.raises(RuleBroken, match="number_taken") as refused:
        edited(office, two, number)
    assert (refused.value.fields["lead"], refused.value.fields["id"]) == ("Ann Rivera", one)
    assert office.dump() == before


def test_a_lead_whose_number_went_to_another_one_stays_closed(office: Office, ruth: int) -> None:
    lead, other = closed(office), office.lead()
    edited(office, other, office.lead_now(lead).phone)
    before = office.dump()
    office.take(lead_id=lead)
    with pytest.raises(RuleBroken, match="number_taken"):
        office.log(lead, "callback", when=office.now + HOUR)
    with pytest.raises(RuleBroken, match="number_taken"):
        office.hand_off(lead)
    office.do(ChangeLeads(BulkWish(BulkKind.REOPEN), (lead, other)), ruth)
    assert office.dump() == before
    entry = office.sql("SELECT id FROM journal WHERE kind = 'call'")[0][0]
    with pytest.raises(RuleBroken, match="number_taken"):
        office.do(TakeBack(entry))
    assert office.dump() == before


def test_many_closed_leads_with_one_number_are_not_opened_together(
    office: Office, ruth: int
) -> None:
    one, two = closed(office), office.lead()
    edited(office, two, office.lead_now(one).phone)
    office.log(two, "unqualified", reason="no_fit", then_take=False)
    office.do(ChangeLeads(BulkWish(BulkKind.REOPEN), (one, two)), ruth)
    assert [office.lead_now(lead).is_open for lead in (one, two)] == [True, False]


def test_a_bulk_close_taken_back_leaves_who_lost_its_number(office: Office, ruth: int) -> None:
    one, two, three = office.lead(), office.lead(), office.lead()
    office.do(ChangeLeads(BulkWish(BulkKind.CLOSE, reason="fair"), (one, three)), ruth)
    edited(office, two, office.lead_now(one).phone)
    done = office.do(TakeBack(), ruth)
    assert dict(done.facts)["moved"] == "1"
    assert [office.lead_now(lead).is_open for lead in (one, two, three)] == [False, True, True]


def test_a_bulk_close_taken_back_leaves_who_has_no_number_any_more(
    office: Office, ruth: int
) -> None:
    lead = office.lead()
    office.do(ChangeLeads(BulkWish(BulkKind.CLOSE, reason="fair"), (lead,)), ruth)
    edited(office, lead)
    done = office.do(TakeBack(), ruth)
    assert dict(done.facts)["moved"] == "1"
    assert office.lead_now(lead).state is LeadState.CLOSED


def added(office: Office) -> tuple[int, str]:
    """A lead that Dana typed in, and the entry of it."""
    number = f"+1612555{7500 + len(office.states())}"
    fields = LeadFields(last_name="Lee", phones=((number, "direct"),), region="MN", country="US")
    done = office.do(AddLead(fields))
    return max(office.states()), done.entry_id


def test_a_lead_that_others_were_merged_into_is_not_deleted(office: Office, ruth: int) -> None:
    lead, adding = added(office)
    kept = office.lead_now(lead)
    other = office.lead()
    edited(office, other)
    dropped = office.lead_now(other)
    office.do(MergeLeads(lead, other, kept.version, dropped.version), ruth)
    before = office.dump()
    with pytest.raises(StaleLead, match="moved_on"):
        office.do(TakeBack(adding))
    assert office.dump() == before


def test_a_number_is_not_taken_from_a_lead_that_was_opened_for_it(
    office: Office, ruth: int
) -> None:
    lead = office.lead()
    number = office.lead_now(lead).phone
    edited(office, lead)
    office.do(ChangeLeads(BulkWish(BulkKind.CLOSE, reason="fair"), (lead,)), ruth)
    edited(office, lead, number)
    giving = office.sql("SELECT id FROM journal WHERE kind = 'edited' ORDER BY seq DESC")[0][0]
    office.do(ChangeLeads(BulkWish(BulkKind.REOPEN), (lead,)), ruth)
    assert office.lead_now(lead).state is LeadState.QUEUED
    before = office.dump()
    with pytest.raises(StaleLead, match="moved_on"):
        office.do(TakeBack(giving))
    assert office.dump() == before


def test_numbers_are_not_put_back_beside_newer_ones(office: Office) -> None:
    lead, _ = added(office)
    edited(office, lead)
    emptied = office.sql("SELECT id FROM journal WHERE kind = 'edited' ORDER BY seq DESC")[0][0]
    edited(office, lead, "+16125557999")
    with pytest.raises(StaleLead, match="moved_on"):
        office.do(TakeBack(emptied))
    assert [number.e164 for number in office.numbers(lead)] == ["+16125557999"]


def test_no_number_is_put_back_that_came_again_by_a_merge(office: Office, ruth: int) -> None:
    lead, other = added(office)[0], office.lead()
    number = office.lead_now(lead).phone
    edited(office, lead, "+16125557999")
    changing = office.sql("SELECT id FROM journal WHERE kind = 'edited' ORDER BY seq DESC")[0][0]
    edited(office, other, number)
    kept, dropped = office.lead_now(lead), office.lead_now(other)
    office.do(MergeLeads(lead, other, kept.version, dropped.version), ruth)
    before = office.dump()
    with pytest.raises(StaleLead, match="moved_on"):
        office.do(TakeBack(changing))
    assert office.dump() == before


def test_an_edit_of_a_lead_whose_adding_was_taken_back_can_be_taken_back(office: Office) -> None:
    lead, adding = added(office)
    edited(office, lead, office.lead_now(lead).phone)  # the first name is the same: nothing new
    office.do(TakeBack(adding))
    assert lead not in office.states()
    assert office.do(TakeBack()).label == "taken_back"


def contact(row: int, *more: DraftPhone, **fields: object) -> LeadDraft:
    """One of several people whose list gives the same company number."""
    return draft(row, phones=(*more, DraftPhone(BOARD, "company")), company="Acme", **fields)


def test_people_behind_one_switchboard_all_come_in(office: Office) -> None:
    own = DraftPhone("+16125557002", "mobile")
    result = run(office, [contact(1), contact(2, own), contact(3), contact(3, email="x@acme.com")])
    assert (result.count.new, result.count.duplicates_in_file, result.count.research) == (3, 1, 1)
    told = [
        (lead, [(n.e164, n.bad) for n in office.numbers(lead)], office.lead_now(lead).phone)
        for lead in office.states()
    ]
    assert told == [
        (1, [(BOARD, "")], BOARD),
        (2, [(own.e164, ""), (BOARD, SHARED)], own.e164),
        (3, [(BOARD, SHARED)], ""),
    ]
    assert office.lead_now(3).state is LeadState.RESEARCH
    again = run(office, [contact(4), contact(1, email="other@acme.com"), contact(5, email="")])
    assert (again.count.new, len(again.turned_down)) == (1, 2)


def test_a_direct_number_that_is_here_is_a_duplicate_as_ever(office: Office) -> None:
    run(office, [draft(1, phones=(DraftPhone(BOARD, "direct"),))])
    again = run(office, [draft(2, phones=(DraftPhone(BOARD, "direct"),))])
    assert (again.count.new, again.count.duplicates_known) == (0, 1)


def test_a_shared_number_is_called_from_here_when_nobody_else_does(office: Office) -> None:
    run(office, [contact(1), contact(2)])
    edited(office, 2, BOARD)
    assert office.numbers(2)[0].bad == SHARED
    office.log(1, "unqualified", reason="no_fit", then_take=False)
    edited(office, 2, BOARD)
    assert (office.numbers(2)[0].bad, office.lead_now(2).state) == ("", LeadState.QUEUED)


def test_one_person_who_asks_for_no_calls_does_not_silence_the_switchboard(office: Office) -> None:
    run(office, [contact(1), contact(2, DraftPhone("+16125557002", "mobile"))])
    office.log(2, "do_not_call", then_take=False)
    assert office.lead_now(1).is_open
    assert office.lead_now(1).phone == BOARD


def test_merging_colleagues_of_one_switchboard_frees_the_number(office: Office, ruth: int) -> None:
    run(office, [contact(1), contact(2)])
    one, two = office.lead_now(1), office.lead_now(2)
    office.do(MergeLeads(2, 1, two.version, one.version), ruth)
    assert [(n.e164, n.bad) for n in office.numbers(2)] == [(BOARD, "")]
    assert office.lead_now(2).state is LeadState.QUEUED


NUMBERS = [f"+1612555{n}" for n in range(7001, 7006)]
LEADS = st.integers(0, 30)


def somebody(machine: Numbers) -> bool:
    """Tell whether any lead is left."""
    return bool(machine.office.states())


class Numbers(RuleBasedStateMachine):
    """Few numbers, many leads, every way in which a lead gets a number or opens again."""

    def __init__(self, new_office: Callable[[], Office]) -> None:
        super().__init__()
        self.office = new_office()
        self.ruth = self.office.person("Ruth Adeyemi", "team_lead")
        self.rows = itertools.count(1)

    @initialize()
    def begin(self) -> None:
        for number in NUMBERS[:3]:
            self.add([number])

    def attempt(self, command: object, who: int = 0) -> None:
        before = self.office.dump()
        try:
            self.office.do(command, who)
        except (RuleBroken, StaleLead, BadInput):
            assert self.office.dump() == before

    def pick(self, place: int) -> int:
        ids = sorted(self.office.states())
        return ids[place % len(ids)]

    @rule(numbers=st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=2, unique=True))
    def add(self, numbers: list[str]) -> None:
        phones = tuple((number, "direct") for number in numbers)
        fields = LeadFields(last_name="Lee", phones=phones, region="MN", country="US")
        self.attempt(AddLead(fields))

    @precondition(somebody)
    @rule(place=LEADS, numbers=st.lists(st.sampled_from(NUMBERS), max_size=3, unique=True))
    def edit(self, place: int, numbers: list[str]) -> None:
        lead = self.office.lead_now(self.pick(place))
        phones = tuple((number, "direct") for number in numbers)
        fields = LeadFields(last_name="Lee", phones=phones, region="MN", country="US")
        self.attempt(EditLead(lead.id, lead.version, fields))

    @rule(numbers=st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3))
    def bring_in(self, numbers: list[str]) -> None:
        rows = [next(self.rows) for _ in numbers]
        run(
            self.office,
            [
                draft(row, phones=(DraftPhone(number, "company"),))
                for row, number in zip(rows, numbers, strict=True)
            ],
        )

    @precondition(somebody)
    @rule(keep=LEADS, drop=LEADS)
    def merge(self, keep: int, drop: int) -> None:
        one, two = (self.office.lead_now(self.pick(place)) for place in (keep, drop))
        self.attempt(MergeLeads(one.id, two.id, one.version, two.version), self.ruth)

    @precondition(somebody)
    @rule(place=LEADS, outcome=st.sampled_from(["unqualified", "no_answer", "wrong_number"]))
    def log(self, place: int, outcome: str) -> None:
        reason = "no_fit" if outcome == "unqualified" else ""
        self.attempt(LogCall(self.pick(place), outcome, reason=reason, then_take=False))

    @precondition(somebody)
    @rule(place=LEADS)
    def call_back(self, place: int) -> None:
        lead = self.pick(place)
        self.attempt(TakeNext(1, lead))
        when = self.office.now + HOUR
        self.attempt(LogCall(lead, "callback", when=when, then_take=False))

    @precondition(somebody)
    @rule(places=st.lists(LEADS, min_size=1, max_size=4), kind=st.sampled_from(
        [BulkKind.CLOSE, BulkKind.REOPEN]))  # fmt: skip
    def change_many(self, places: list[int], kind: BulkKind) -> None:
        ids = tuple({self.pick(place) for place in places})
        self.attempt(ChangeLeads(BulkWish(kind, reason="x"), ids), self.ruth)

    @rule(lead=st.booleans(), place=st.integers(0, 8))
    def take_back(self, lead: bool, place: int) -> None:  # noqa: FBT001 - drawn by name
        who = self.ruth if lead else self.office.dana
        entries = self.office.sql(
            "SELECT id FROM journal WHERE reversal <> '' AND voided_by = '' AND person_id = :who "
            "ORDER BY seq DESC",
            who=who,
        )
        if entries:
            self.attempt(TakeBack(entries[place % len(entries)][0]), who)

    @invariant()
    def each_number_has_one_open_lead(self) -> None:
        twice = self.office.sql(
            "SELECT e164, COUNT(*) FROM phone JOIN lead ON lead.id = phone.lead_id "
            "WHERE bad = '' AND (state IN (0, 1, 2) OR lead.kind <> 0) "
            "GROUP BY e164 HAVING COUNT(*) > 1"
        )
        assert not twice
        found = check_database(self.office.store.database).findings
        assert [f for f in found if f.key != "lost_lease"] == []


def test_whatever_is_done_a_number_has_one_open_lead(new_office: Callable[[], Office]) -> None:
    class Here(Numbers):
        def __init__(self) -> None:
            super().__init__(new_office)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=12,
            stateful_step_count=40,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
