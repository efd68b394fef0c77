# SPDX-License-Identifier: MIT
"""How lists head their columns, as plain data: known exports and general synonyms.

Source: domain reference 13 and the header rows that the products named there write, checked
2026-11-21. Headers stand folded: lower case, without accents, punctuation or double blanks.
"""

from __future__ import annotations

from typing import Final

SYNONYMS: Final[dict[str, str]] = {
    "first_name": "first name|firstname|given name|fname|first|forename|vorname|prenom|nombre"
    "|contact first name|attendee first name|registrant first name|badge first name"
    "|your first name",
    "last_name": "last name|lastname|surname|family name|lname|last|nachname|familienname|nom"
    "|apellido|apellidos|contact last name"
    "|attendee last name|registrant last name|badge last name|your last name",
    "full_name": "full name|fullname|name|contact|contact name|contact person|attendee"
    "|attendee name|display name|ansprechpartner|lead name|your name|person|nom complet"
    "|registrant name|delegate name|delegate|registrant|visitor name|badge name|participant",
    "company": "company|company name|organization|organisation|organization name|account name"
    "|account|employer|business|business name|firm|firma|unternehmen|societe|entreprise|empresa"
    "|company account|organization 1 name|company or organization|exhibitor"
    "|attendee company|attendee organization|registrant company|delegate company|lead company"
    "|company organization|your company",
    "title": "job title|title|position|role|function|designation|occupation|funktion"
    "|berufsbezeichnung|poste|cargo|puesto|organization title|organization 1 title|jobtitle"
    "|attendee title|attendee job title|your job title|your role|job role",
    "email": "email|e mail|email address|e mail address|email 1|e mail 1|e mail 1 value|work email"
    "|business email|primary email|email work|mail|courriel|correo|correo electronico|emailadresse"
    "|e mail adresse|contact email|your email|adresse e mail"
    "|attendee email|registrant email|work email address|business email address|company email"
    "|your work email|contact email address",
    "phone": "phone|phone number|tel|telephone|telephone number|business phone|direct phone|phone 1"
    "|direct phone number|work phone|work direct phone|work phone number|primary phone|direct dial"
    "|direct|direct line|office phone|day phone|daytime phone|telefon|telefonnummer|telefono"
    "|phone 1 value|phone number 1|contact phone|your phone|number|business phone number|tel no"
    "|numero de telephone|durchwahl|phone no|contact number"
    "|attendee phone|registrant phone|best phone|best phone number|preferred phone"
    "|your phone number|phone work|telephone no",
    "mobile": "mobile|mobile phone|mobile phone number|mobile number|cell|cell phone|cellphone"
    "|cell number|cellular|mobil|mobiltelefon|handy|movil|celular|portable|mobile no"
    "|attendee mobile|your mobile|phone mobile|mobile telephone|gsm",
    "company_phone": "company phone|company hq phone|hq phone|corporate phone|company main phone"
    "|main phone|main number|switchboard|company phone number|organization phone|zentrale"
    "|company telephone",
    "other_phone": "other phone|home phone|phone 2|phone 3|phone 2 value|phone 3 value|alt phone"
    "|alternate phone|alternative phone|secondary phone|business phone 2|phone number 2"
    "|home phone number|second phone|unreadable number",
    "street": "street|street address|address|address 1|address line 1|address1|street 1"
    "|business street|mailing street|company street address|company address|address 2"
    "|address line 2|address2|strasse|adresse|anschrift|direccion|rue|address 1 street|calle"
    "|business address",
    "city": "city|town|city town|business city|mailing city|company city|person city|ort|stadt"
    "|ville|ciudad|address 1 city|locality|suburb",
    "region": "state|state region|state province|province|region|business state|mailing state"
    "|mailing state province|company state|person state|state or province|bundesland|prov|estado"
    "|address 1 region|state abbreviation|company state region|us state|provincia|state code",
    "postal_code": "zip|zip code|zipcode|postal code|zip postal code|postcode|post code|postalcode"
    "|business postal code|mailing zip postal code|company zip code|person zip code|company zip"
    "|plz|postleitzahl|code postal|codigo postal|address 1 postal code|company postal code",
    "country": "country|country region|country name|business country region|business country|land"
    "|mailing country|company country|person country|pays|pais|address 1 country|country code"
    "|company country region",
    "website": "website|website url|web site|web|web page|homepage|company website|domain|url"
    "|company domain|company domain name|company url|site web|sitio web|website 1 value|www",
    "industry": "industry|primary industry|sector|branche|company industry|secteur|industria",
    "employees": "employees|number of employees|no of employees|company size|employee count"
    "|employee range|headcount|mitarbeiter|num employees|size|company headcount",
    "note": "note|notes|comment|comments|remark|remarks|description|message|notiz|notizen"
    "|bemerkung|bemerkungen|kommentar|notas|your message|enquiry|inquiry"
    "|lead notes|call notes|booth notes|additional comments|additional notes|how can we help",
    "source": "source|lead source|original source|quelle|lead origin|utm source",
    "campaign": "campaign|campaign name|utm campaign|kampagne|event|event name|show",
    "time_zone": "time zone|timezone|tz|zeitzone",
    "do_not_call": "do not call|dnc|do not phone|donotcall|do not contact|phone opt out"
    "|call opt out|opt out|opted out|opted out of calls|do not call flag|dnc flag|on dnc"
    "|federal dnc|dnc status|no calls"
    "|do not call list|nicht anrufen|opt out phone|do not call y n|unsubscribed from calls",
    "external_id": "external id|record id|contact id|lead id|id|zoominfo contact id"
    "|apollo contact id|vendor lead code|record id contact|person id|customer id|vcard uid",
}
"""Field → folded headers that hold it, divided by bars; earlier ones win when several are there."""

SIGNATURES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("zoominfo", ("zoominfo contact id",)),
    ("apollo", ("apollo contact id",)),
    ("apollo", ("person linkedin url", "corporate phone")),
    ("hubspot", ("record id", "lifecycle stage")),
    ("hubspot", ("record id", "contact owner")),
    ("hubspot", ("lifecycle stage", "mobile phone number")),
    ("hubspot", ("record id contact", "first name")),
    ("salesforce", ("company account", "lead source")),
    ("salesforce", ("company account", "lead status")),
    ("salesforce", ("company account", "last name")),
    ("linkedin", ("first name", "last name", "position", "connected on")),
    ("meta", ("form id", "ad id")),
    ("meta", ("form id", "created time")),
    ("meta", ("form id", "platform")),
    ("google", ("e mail 1 value", "phone 1 value")),
    ("google", ("given name", "phone 1 value")),
    ("outlook", ("e mail address", "business phone", "business street")),
    ("outlook", ("e mail address", "business phone", "home phone")),
    ("outlook", ("e mail address", "e mail display name")),
    ("vcard", ("vcard uid",)),
)
"""Layout → folded headers that together give it away, first hit wins."""

SPECIAL: Final[dict[str, dict[str, str]]] = {
    "zoominfo": {"country": "country", "full address": "", "company division name": ""},
    "apollo": {"home phone": "other_phone", "email status": "", "stage": ""},
    "hubspot": {"record id": "external_id", "contact owner": "", "lead status": ""},
    "salesforce": {"company account": "company"},
    "linkedin": {"url": "", "connected on": "", "position": "title"},
    "meta": {
        "id": "external_id",
        "campaign name": "campaign",
        "campaign id": "",
        "form name": "source",
        "platform": "",
        "ad name": "",
    },
    "outlook": {"web page": "website", "title": "", "suffix": "", "e mail display name": ""},
    "google": {"name": "full_name", "name prefix": "", "name suffix": "", "labels": ""},
}
"""Layout → folded header → field where it differs from the synonyms; '' leaves the column out."""

VICIDIAL: Final[tuple[str, ...]] = (
    "external_id", "", "", "phone_code", "phone", "", "first_name", "", "last_name",
    "street", "street", "street", "city", "region", "region", "postal_code", "country",
    "", "", "other_phone", "email", "", "note",
)  # fmt: skip
"""Fields of a VICIdial lead file by position; it has no header."""
