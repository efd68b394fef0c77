# SPDX-License-Identifier: MIT
"""Lines of a rule's form are added, copied and removed, and what was logged keeps its words."""

from __future__ import annotations

from typing import Any

import pytest

from leaddesk.desk.rule_checks import check_rule
from leaddesk.desk.rules import decode_rule
from leaddesk.words import rule_fields, rule_rows
from leaddesk.words.rule_fields import form_of, forms_with
from leaddesk.words.rule_parts import Part, closed, differences, document, opened, told

PAD = form_of("outcomes.1")
DOC = document("outcomes", "")


def shown() -> Part:
    return opened(PAD, DOC)


def made(part: Part) -> dict[str, Any]:
    """Return the outcomes of tier 1 by id, which are all right."""
    value = decode_rule("outcomes", told(PAD, DOC, part))
    assert check_rule("outcomes", value) == ()
    return {one.id: one for one in value if one.tier == 1}


def test_an_outcome_is_added_with_the_teams_words() -> None:
    part = shown()
    part.rows.append(rule_rows.new_row(PAD) | {"title": " Sent the brochure "})
    found = made(part)["sent_the_brochure"]
    assert (found.title, found.tier, found.counts_attempt) == ("Sent the brochure", 1, True)
    after = told(PAD, DOC, part)
    assert differences("outcomes", "", after) == ["Outcomes: Qualifiers: Sent the brochure is new"]


def test_a_copy_gets_a_name_an_id_and_no_key() -> None:
    part = shown()
    part.rows.insert(2, rule_rows.copied(PAD, part.rows[1]))
    found = made(part)["left_voicemail_copy"]
    assert (found.title, found.key, found.like) == ("Left voicemail (copy)", "", "voicemail")


def test_a_reason_a_lead_may_have_is_no_id_of_an_outcome() -> None:
    part = shown()
    part.rows.append(rule_rows.new_row(PAD) | {"title": "Fresh"})
    assert "fresh_2" in made(part)


def test_one_that_there_is_stays_retired_for_its_words_and_a_new_one_just_goes() -> None:
    part = shown()
    part.rows.append(rule_rows.new_row(PAD) | {"title": "Sent"})
    rows = rule_rows.removed(PAD, part.rows, len(part.rows) - 1)
    assert len(rows) == len(shown().rows)
    rows = rule_rows.removed(PAD, rows, 2)
    part.rows = rule_rows.ordered(PAD, rows)
    assert part.rows[-1]["id"] == "busy"
    assert (made(part)["busy"].retired, made(part)["busy"].key) == (True, "")
    assert differences("outcomes", "", told(PAD, DOC, part)) == [
        "Outcomes: Qualifiers: Busy is removed from the pad"
    ]


def test_a_name_holds_on_every_pad_and_the_shipped_one_is_not_kept() -> None:
    part = shown()
    part.rows[2]["title"] = "Engaged"
    value = decode_rule("outcomes", told(PAD, DOC, part))
    assert {one.title for one in value if one.id == "busy"} == {"Engaged"}
    part = opened(PAD, closed(PAD, DOC, part))
    part.rows[2]["title"] = "Busy"
    assert decode_rule("outcomes", told(PAD, DOC, part)) == decode_rule("outcomes", "")


@pytest.mark.parametrize(
    "after,needs,dnc",
    [("callback", "time", False), ("suppress", "", True), ("lost", "reason", False)],
)
def test_what_is_asked_for_follows_what_happens_next(after: str, needs: str, dnc: bool) -> None:  # noqa: FBT001 - a parameter of the test
    row = rule_rows.fitted(PAD, rule_rows.new_row(PAD) | {"next": after})
    assert (row["needs"], row["dnc"]) == (needs, dnc)


def test_a_ladder_is_added_renamed_and_has_a_form_of_its_own() -> None:
    form, doc = form_of("ladders"), document("ladders", "")
    part = opened(form, doc)
    part.rows.append(rule_rows.copied(form, part.rows[0]) | {"title": "Web leads"})
    part.rows[1]["title"] = "Cold calls"
    after = closed(form, doc, part)
    assert check_rule("ladders", decode_rule("ladders", told(form, doc, part))) == ()
    assert [(row["name"], row["title"]) for row in after] == [
        ("inbound", ""), ("outbound", "Cold calls"), ("no_show", ""), ("web_leads", "Web leads"),
    ]  # fmt: skip
    forms = forms_with(after)
    assert [one.title for one in forms if one.key == "ladders"] == [
        "Ladders", "Inbound ladder", "Cold calls", "No-show ladder", "Web leads",
    ]  # fmt: skip
    kinds = next(one for one in forms if one.id == "of_kind")
    assert dict(kinds.fields[0].choices)["web_leads"] == "Web leads"
    assert forms_with(doc) == rule_fields.forms()
    assert differences("ladders", "", told(form, doc, part)) == [
        "Ladders: Cold calls: Name: List ladder → Cold calls",
        "Ladders: Web leads is new",
    ]
