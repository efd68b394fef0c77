# SPDX-License-Identifier: MIT
"""Whatever happens in whatever order: nobody on a list is ever offered, and all may return."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Mapping, Sequence

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from leaddesk.desk.commands import (
    AddLead,
    AddNoCall,
    EditLead,
    ImportOptions,
    LeadFields,
    LogCall,
    RegistryOptions,
    RemoveNoCall,
    SetRegistry,
    TakeBack,
    TakeNext,
)
from leaddesk.desk.registry_run import RegistryChunk
from leaddesk.domain.company_name import company_key
from leaddesk.domain.errors import LeadDeskError
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_draft import DraftPhone
from leaddesk.domain.registry_block import split_number
from leaddesk.domain.web_domain import site_of
from tests.factories import DAY, HOUR, MINUTE, Office, draft

NUMBERS = [f"+1612555{n}" for n in range(1000, 1006)]
COMPANIES = ["Acme Inc", "Apex", "Zenith GmbH"]
EMAILS = ["ann@acme.com", "bo@apex.com", "cy@gmail.com", ""]
WHO = st.integers(1, 3)
A_NUMBER = st.sampled_from(NUMBERS)
FIELDS = st.builds(
    lambda company, email, numbers: LeadFields(
        "Ann", "Lee", company, email=email, region="MN", country="US",
        phones=tuple((n, "direct") for n in numbers),
    ),
    st.sampled_from(COMPANIES),
    st.sampled_from(EMAILS),
    st.lists(A_NUMBER, max_size=2, unique=True),
)  # fmt: skip
ENTRIES = st.one_of(
    A_NUMBER, st.sampled_from(COMPANIES), st.sampled_from(["acme.com", *EMAILS[:3]])
)
STEPS = (MINUTE, HOUR, DAY)


def chunk_of(numbers: Sequence[str], less: Sequence[str] = ()) -> RegistryChunk:
    """Return numbers as a piece of a national list."""
    told: list[Mapping[int, list[int]]] = []
    for some in (numbers, less):
        blocks: dict[int, list[int]] = {}
        for number in some:
            prefix, ending = split_number(number)
            blocks.setdefault(prefix, []).append(ending)
        told.append(blocks)
    return RegistryChunk(len(numbers) + len(less), told[0], told[1])


class Lists(RuleBasedStateMachine):
    """Leads come, change and go while people, companies and registries come and go."""

    def __init__(self, new_office: Callable[[], Office]) -> None:
        super().__init__()
        self.office = new_office()
        self.boss = self.office.person("Lee Boss", "team_lead")
        self.done: list[str] = []
        self.rows = itertools.count()
        self.on_registry: frozenset[str] = frozenset()
        self.compared = True

    @initialize()
    def some_leads(self) -> None:
        for number, company, email in zip(NUMBERS, COMPANIES * 2, EMAILS * 2, strict=False):
            self.attempt(
                AddLead(LeadFields("Bo", number[-3:], company, email=email, region="MN",
                                   country="US", phones=((number, "direct"),)))
            )  # fmt: skip

    def attempt(self, command: object, who: int = 1) -> None:
        """Do a command; a refusal is an answer too."""
        try:
            done = self.office.do(command, who)
        except LeadDeskError:
            return
        if done.undoable:
            self.done.append(done.entry_id)

    @rule(step=st.sampled_from(STEPS))
    def time_goes_by(self, step: dt.timedelta) -> None:
        self.office.later(step)

    @rule(fields=FIELDS)
    def add(self, fields: LeadFields) -> None:
        self.attempt(AddLead(fields))

    @rule(lead=st.integers(1, 9), fields=FIELDS)
    def edit(self, lead: int, fields: LeadFields) -> None:
        if lead in self.office.states():
            self.attempt(EditLead(lead, self.office.lead_now(lead).version, fields))

    @rule(company=st.sampled_from(COMPANIES), email=st.sampled_from(EMAILS), number=A_NUMBER)
    def import_one(self, company: str, email: str, number: str) -> None:
        phones = (DraftPhone(number, "direct"),)
        row = draft(next(self.rows), company=company, email=email, phones=phones)
        self.office.desk.import_list([[row]], ImportOptions("L"), 1, self.office.now)

    @rule(entry=ENTRIES, who=WHO)
    def put_on_the_list(self, entry: str, who: int) -> None:
        self.attempt(AddNoCall(entry), who)

    @rule(lead=st.integers(1, 9))
    def put_a_person_on_the_list(self, lead: int) -> None:
        self.attempt(AddNoCall(str(lead), kind="person"))

    @rule(data=st.data())
    def take_off_the_list(self, data: st.DataObject) -> None:
        there = self.office.sql("SELECT kind, value FROM suppression ORDER BY kind, value")
        if there:
            kind, value = data.draw(st.sampled_from(there))
            self.attempt(RemoveNoCall(kind, value, "asked to be called"), self.boss)

    @rule(outcome=st.sampled_from(["no_answer", "wrong_number", "disconnected", "do_not_call"]))
    def call_the_next(self, outcome: str) -> None:
        lead = self.office.do(TakeNext(1)).lead_id
        if lead is not None:
            self.attempt(LogCall(lead, outcome))

    @rule(numbers=st.lists(A_NUMBER, min_size=1, unique=True), compared=st.booleans())
    def import_a_registry(self, numbers: list[str], compared: bool) -> None:  # noqa: FBT001 - drawn
        options = RegistryOptions("us", self.office.now.date() - DAY)
        desk, now = self.office.desk, self.office.now
        desk.import_registry([chunk_of(numbers)], options, self.boss, now)
        self.on_registry = frozenset(numbers)
        self.compared = False
        if compared:
            desk.rescrub(self.boss, now)
            self.compared = True

    @rule(binds=st.sampled_from(["no", "yes"]))
    def a_registry_binds_or_not(self, binds: str) -> None:
        self.attempt(SetRegistry("us", binds, 31), self.boss)
        while self.office.desk.tend(self.office.now):
            pass
        self.compared = True

    @rule(data=st.data())
    def take_something_back(self, data: st.DataObject) -> None:
        if self.done:
            self.attempt(TakeBack(data.draw(st.sampled_from(self.done))))

    def _may_call(self, lead: int) -> bool:
        """Tell by the tables alone whether a lead has a number that stands on no list."""
        told = set(self.office.sql("SELECT kind, value FROM suppression"))
        company, email = self.office.sql("SELECT company, email FROM lead WHERE id = :i", i=lead)[0]
        whole = {
            ("person", str(lead)), ("email", email), ("company", company_key(company)),
            ("site", site_of(email, "")),
        }  # fmt: skip
        phone = self.office.lead_now(lead).phone
        binds = self._binds() and self.compared
        on_list = ("number", phone) in told or (binds and phone in self.on_registry)
        return not (whole & told) and not on_list

    def _binds(self) -> bool:
        rule = self.office.sql("SELECT value FROM rule WHERE key = 'registries'")
        return bool(rule) and '"us"' in rule[0][0] and '"binds":"yes"' in rule[0][0]

    @invariant()
    def nobody_on_a_list_stands_in_a_queue(self) -> None:
        for lead, state in self.office.states().items():
            if state in {LeadState.QUEUED, LeadState.OFFERED}:
                assert self._may_call(lead), self.office.lead_now(lead)

    @invariant()
    def nobody_on_a_list_is_offered(self) -> None:
        view = self.office.queue(up_next=20)
        shown = [row.lead_id for row in view.up_next] + ([view.card.id] if view.card else [])
        assert all(self._may_call(lead) for lead in shown)

    @invariant()
    def nobody_is_held_back_for_nothing(self) -> None:
        if not self.compared:
            return
        for lead, state in self.office.states().items():
            if state is LeadState.SUPPRESSED:
                bad = {n.bad for n in self.office.numbers(lead)}
                assert not self._may_call(lead) or "" not in bad


def test_nothing_on_a_list_is_ever_offered(new_office: Callable[[], Office]) -> None:
    class Here(Lists):
        def __init__(self) -> None:
            super().__init__(new_office)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=25,
            stateful_step_count=18,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
