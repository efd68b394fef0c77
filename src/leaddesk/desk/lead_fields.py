# SPDX-License-Identifier: MIT
"""What is known about a lead as the fields a person types, to change some and leave the rest."""

from __future__ import annotations

from leaddesk.desk.commands import LeadFields
from leaddesk.desk.queries import LeadCard


def fields_of(card: LeadCard) -> LeadFields:
    """Return a card's fields; its zone only when somebody set it by hand."""
    return LeadFields(
        first_name=card.first_name,
        last_name=card.last_name,
        company=card.company,
        title=card.title,
        email=card.email,
        phones=tuple((row.e164, row.kind) for row in card.phones),
        street=card.street,
        city=card.city,
        region=card.region,
        postal_code=card.postal_code,
        country=card.country,
        website=card.website,
        industry=card.industry,
        employees=card.employees,
        time_zone=card.own_zone,
        source=card.source,
        source_kind=card.source_kind,
        campaign=card.campaign,
    )
