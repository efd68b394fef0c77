# SPDX-License-Identifier: MIT
"""Tests for adding and changing leads by hand, and for finding them."""

from __future__ import annotations

from typing import Any

import pytest

from leaddesk.desk.commands import AddLead, AddNote, EditLead, LeadFields
from leaddesk.desk.queries import AskLeads, AskSearch
from leaddesk.domain.errors import BadInput, NotFound, RuleBroken, StaleLead
from leaddesk.domain.lead import LeadState, QueueKind
from leaddesk.domain.lead_filter import LeadFilter, LeadSort, PageMark
from tests.factories import DAY, Office

FULL = LeadFields(
    first_name="Zoë",
    last_name="Núñez",
    company="Blue Tent",
    title="Owner",
    email="zoe@bluetent.com",
    phones=(("(612) 555-0148", "direct"), ("612 555 0149 ext. 7", "mobile")),
    street="1 Main St",
    city="Minneapolis",
    region="MN",
    postal_code="55401",
    country="United States",
    website="bluetent.com",
    industry="Camping",
    employees=40,
    source="Referral",
    campaign="May",
)


def test_a_lead_added_by_hand_has_all_that_was_typed(office: Office) -> None:
    done = office.do(AddLead(FULL, note="from the fair"))
    assert done.made_id is not None

    card = office.card(done.made_id)

    assert (card.name, card.company, card.email) == ("Zoë Núñez", "Blue Tent", "zoe@bluetent.com")
    assert [(p.e164, p.extension) for p in card.phones] == [
        ("+16125550148", ""),
        ("+16125550149", "7"),
    ]
    assert (card.country, card.time_zone, card.employees) == ("US", "America/Chicago", 40)
    assert card.history[0].note == "from the fair"
    assert (card.state, card.class_number) == (LeadState.QUEUED, 5)


@pytest.mark.parametrize(
    "change, key",
    [
        ({"first_name": "", "last_name": "", "company": ""}, "nobody"),
        ({"phones": (("call me", ""),)}, "bad_number"),
        ({"email": "nobody at home"}, "bad_email"),
        ({"country": "Atlantis"}, "unknown_country"),
        ({"time_zone": "Mars/Olympus"}, "unknown_zone"),
        ({"employees": -1}, "bad_employees"),
    ],
)
def test_what_can_not_be_a_lead_is_refused(
    office: Office, change: dict[str, Any], key: str
) -> None:
    values = {name: getattr(FULL, name) for name in LeadFields.__slots__} | change
    before = office.dump()

    with pytest.raises(BadInput, match=key):
        office.do(AddLead(LeadFields(**values)))

    assert office.dump() == before


def test_a_lead_is_added_to_a_tier_that_there_is(office: Office) -> None:
    with pytest.raises(BadInput, match="unknown_tier"):
        office.do(AddLead(FULL, tier=7))


def test_nobody_is_added_twice_nor_against_their_wish(office: Office) -> None:
    first = office.lead(phones=(("612 555 0148", ""),), email="ann@acme.io")
    with pytest.raises(RuleBroken, match="duplicate_lead") as refused:
        office.do(AddLead(FULL))
    assert refused.value.fields["id"] == first
    with pytest.raises(RuleBroken, match="duplicate_lead"):
        office.lead(email="ann@acme.io")
    office.log(first, "do_not_call")
    with pytest.raises(RuleBroken, match="do_not_call"):
        office.do(AddLead(FULL))
    with pytest.raises(RuleBroken, match="do_not_call"):
        office.lead(email="ann@acme.io")


def test_a_form_filled_before_a_colleagues_change_is_refused(office: Office) -> None:
    other = office.person("Mo Becker", "qualifier")
    lead = office.lead()
    version = office.card(lead).version
    office.do(EditLead(lead, version, FULL), other)
    before = office.dump()

    with pytest.raises(StaleLead, match="edited_since"):
        office.do(EditLead(lead, version, LeadFields(first_name="Ann")))

    assert office.dump() == before
    office.do(EditLead(lead, office.card(lead).version, LeadFields(first_name="Ann")))


def test_a_change_moves_number_zone_and_search_words(office: Office) -> None:
    lead = office.lead("Before")
    version = office.card(lead).version
    fields = LeadFields(
        first_name="Ann", last_name="After", phones=(("213 555 0134", ""),), region="CA"
    )

    office.do(EditLead(lead, version, fields))

    card = office.card(lead)
    assert (card.phone, card.time_zone, card.company) == (
        "+12135550134",
        "America/Los_Angeles",
        "",
    )
    assert office.ask(AskSearch("before")) == ()
    assert [row.id for row in office.ask(AskSearch("after"))] == [lead]
    assert [row.id for row in office.ask(AskSearch("(213) 555"))] == [lead]


def test_typing_a_bad_number_again_does_not_make_it_good(office: Office) -> None:
    lead = office.lead(phones=(("612 555 0148", ""), ("612 555 0149", "")))
    office.log(lead, "wrong_number", then_take=False)
    fields = LeadFields(first_name="Ann", phones=(("6125550148", ""), ("6125550149", "")))

    office.do(EditLead(lead, office.card(lead).version, fields))

    assert office.card(lead).phone == "+16125550149"
    assert office.card(lead).phones[0].bad == "wrong_number"


def test_a_lead_that_loses_its_last_number_waits_for_research(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "callback", when=office.now + DAY)

    office.do(EditLead(lead, office.card(lead).version, LeadFields(first_name="Ann")))

    after = office.lead_now(lead)
    assert (after.state, after.kind, after.why) == (
        LeadState.RESEARCH,
        QueueKind.NONE,
        "no_number",
    )


def test_a_lead_closed_for_a_time_does_not_come_back_without_a_number(office: Office) -> None:
    lead = office.lead()
    office.log(lead, "not_interested", reason="no_need")

    office.do(EditLead(lead, office.card(lead).version, LeadFields(first_name="Ann")))

    office.later(200 * DAY)
    assert office.take() is None
    assert office.card(lead).state is LeadState.CLOSED


def test_a_note_needs_words_and_a_lead(office: Office) -> None:
    lead = office.lead()
    with pytest.raises(BadInput, match="needs_words"):
        office.do(AddNote(lead, " \n"))
    with pytest.raises(NotFound):
        office.do(AddNote(99, "hello"))
    office.do(AddNote(lead, "two\nlines"))
    assert office.card(lead).history[0].note == "two\nlines"


@pytest.mark.parametrize(
    "text, found",
    [
        ("nunez", True),
        ("ZOË blue", True),
        ("zo ten", True),
        ("zoe@blue", True),
        ("612-555-0149", True),
        ("+1 612 5550148", True),
        ("5550148", False),
        ("zoe acme", False),
        ('" OR *', False),
        ("", False),
    ],
)
def test_every_word_begins_some_word_and_numbers_are_found_in_any_spelling(
    office: Office,
    text: str,
    found: bool,  # noqa: FBT001 - drawn by name
) -> None:
    lead = office.do(AddLead(FULL)).made_id
    office.lead()

    assert [row.id for row in office.ask(AskSearch(text))] == ([lead] if found else [])


def test_pages_follow_each_other_without_gap_or_double(office: Office) -> None:
    made = [office.lead() for _ in range(7)]
    office.log(made[3], "do_not_call")

    seen: list[int] = []
    after: PageMark | None = None
    while True:
        page = office.ask(AskLeads(sort=LeadSort(falling=False), after=after, limit=3))
        seen += [row.id for row in page.rows]
        if page.next_after is None:
            break
        after = page.next_after

    assert seen == made
    suppressed = office.ask(AskLeads(LeadFilter(states=(LeadState.SUPPRESSED,)))).rows
    assert [row.id for row in suppressed] == [made[3]]
    assert office.ask(AskLeads(LeadFilter(tier=2))).rows == ()


def test_a_lead_that_came_in_by_itself_is_called_first(office: Office) -> None:
    office.lead("Listed")
    asked = office.lead("Asked", source="Web form", source_kind="inbound")

    assert office.take() == asked
    assert office.card(asked).why.code == "fresh"


def test_an_unknown_kind_of_source_is_refused(office: Office) -> None:
    with pytest.raises(BadInput, match="unknown_kind"):
        office.lead("Odd", source_kind="pigeon")
