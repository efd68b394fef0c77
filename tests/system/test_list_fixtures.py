# SPDX-License-Identifier: MIT
"""Every known layout, read from a file as its product writes it, comes out as the right leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaddesk.domain.lead_draft import DraftOptions, LeadDraft
from leaddesk.domain.lead_layout import recognise
from leaddesk.system.draft_worker import iter_drafts, preview_file

LISTS = Path(__file__).parents[1] / "fixtures" / "lists"
_CHICAGO = "America/Chicago"


def read(name: str, region: str = "US") -> tuple[str, list[LeadDraft]]:
    """Return the layout and the drafts of a fixture; none may be refused."""
    options = DraftOptions(region=region)
    mapping = recognise(preview_file(LISTS / name, options, inline=True).rows)
    assert mapping is not None
    rows = [
        row for chunk in iter_drafts(LISTS / name, mapping, options, inline=True) for row in chunk
    ]
    drafts = [row for row in rows if isinstance(row, LeadDraft)]
    assert len(drafts) == len(rows)
    return mapping.name, drafts


@pytest.mark.parametrize(
    "name, layout, who, company, phones, zone",
    [
        ("zoominfo.csv", "zoominfo", "Dana Ritter", "Acme Tooling",
         "direct +16125550148 mobile +16125550149 company +16125550100", _CHICAGO),
        ("apollo.csv", "apollo", "Omar Haddad", "Globex",
         "direct +13035550111 mobile +13035550112 company +13035550100", "America/Denver"),
        ("hubspot.csv", "hubspot", "Ines Moreau", "Initech SA",
         "direct +33142685300 mobile +33612345678", "Europe/Paris"),
        ("salesforce.csv", "salesforce", "Ada Novak", "Umbrella LLC",
         "direct +14155550133", "America/Los_Angeles"),
        ("linkedin.csv", "linkedin", "Lena Fischer", "Wayne GmbH", "", ""),
        ("vicidial.txt", "vicidial", "Dana Ritter", "",
         "direct +16125550148 other +16125550149", _CHICAGO),
        ("meta.csv", "meta", "Maya Lindholm", "North Supply", "direct +16125550177", _CHICAGO),
        ("outlook.csv", "outlook", "Jörg Weiß", "Müller & Söhne",
         "direct +4989123456 mobile +491712345678 company +4989123450", "Europe/Berlin"),
        ("google.csv", "google", "Priya Nair", "Delta Freight",
         "direct +12125550120 other +16465550121", "America/New_York"),
        ("contacts.vcf", "vcard", "Dana Ritter", "Acme Tooling",
         "direct +16125550148 mobile +16125550149", _CHICAGO),
    ],
)  # fmt: skip
def test_layouts(name: str, layout: str, who: str, company: str, phones: str, zone: str) -> None:
    found, drafts = read(name)
    first = drafts[0]
    assert found == layout
    assert f"{first.first_name} {first.last_name}" == who
    assert first.company == company
    assert " ".join(f"{phone.kind} {phone.e164}" for phone in first.phones) == phones
    assert first.zones == ((zone,) if zone else ())


def test_a_salesforce_report_ends_before_its_footer_and_says_who_not_to_call() -> None:
    _, drafts = read("salesforce.csv")
    assert [draft.do_not_call for draft in drafts] == [False, True]


def test_a_dialling_code_makes_a_foreign_number() -> None:
    _, drafts = read("vicidial.txt")
    assert drafts[1].phones[0].e164 == "+442079460018"
    assert drafts[0].street == "9 Main St, Suite 4"


def test_a_lead_form_loses_its_prefixes() -> None:
    _, (draft,) = read("meta.csv")
    assert (draft.external_id, draft.campaign, draft.source) == (
        "88001", "Spring push", "Ask for a quote",
    )  # fmt: skip


def test_a_semicolon_list_of_a_fair_by_synonyms() -> None:
    layout, drafts = read("trade_show.csv", "DE")
    assert layout == "synonyms"
    assert [draft.last_name for draft in drafts] == ["Berg", "Koch"]
    assert [draft.do_not_call for draft in drafts] == [False, True]
    assert drafts[0].note == "met at\nbooth 12"
    assert drafts[0].phones[1].e164 == "+491712345678"


def test_old_vcards_speak_quoted_printable() -> None:
    _, drafts = read("contacts.vcf")
    assert drafts[1].last_name == "Müller"
    assert drafts[0].note == "likes mornings, not afternoons"


def test_the_real_list_comes_in_whole() -> None:
    layout, drafts = read("district_offices.csv")
    assert layout == "synonyms"
    assert len(drafts) == 1280
    assert all(draft.phones and draft.zones and not draft.bad_phones for draft in drafts)
    faxes = {"+12022255587"}
    assert not faxes & {phone.e164 for draft in drafts for phone in draft.phones}
