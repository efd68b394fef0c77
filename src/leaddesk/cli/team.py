# SPDX-License-Identifier: MIT
"""The team and its leads from the command line: people, leads, add-lead."""

from __future__ import annotations

from leaddesk.cli import readers, shown_leads, shown_team
from leaddesk.cli.answers import Answer, table
from leaddesk.cli.doors import Sitting, find_person
from leaddesk.cli.queue import done_data
from leaddesk.cli.readers import WrongUse
from leaddesk.desk.commands import AddLead, AddPerson, LeadFields, PersonFields
from leaddesk.desk.queries import AskLeads, AskPeople, AskSearch, FoundLead
from leaddesk.domain.errors import NotFound
from leaddesk.domain.lead import LeadState
from leaddesk.domain.lead_filter import LeadFilter, LeadSort, PageMark
from leaddesk.domain.person import Person, Role
from leaddesk.words import done as done_words
from leaddesk.words import numbers

_PHONE_KINDS = ("direct", "mobile", "company", "other")


def show_people(sitting: Sitting) -> Answer:
    """Show the team."""
    team = sitting.desk.ask(AskPeople(), sitting.now)
    words = table(shown_team.PERSON_HEAD, [shown_team.person_row(person) for person in team])
    if not team:
        words = "Nobody is in the team yet. Add somebody: leaddesk people add NAME --roles ROLES"
    return Answer(words, {"people": [shown_team.person_data(person) for person in team]})


def add_person(sitting: Sitting) -> Answer:
    """Add somebody to the team; the first one needs nobody to do it."""
    args = sitting.args
    _, zone = sitting.doors.place()
    fields = PersonFields(
        name=args.name,
        roles=_roles(args.roles, needed=not args.tiers),
        time_zone=args.zone or zone,
        email=args.email,
        extension=args.extension,
        starts=readers.clock_time(args.starts),
        ends=readers.clock_time(args.ends),
        tiers=_tiers(args.tiers) if args.tiers else None,
    )
    team = sitting.desk.ask(AskPeople(), sitting.now)
    who = find_person(team, args.person).id if getattr(args, "person", None) else lead_of(team)
    done = sitting.desk.do(AddPerson(fields), who, sitting.now)
    words = done_words.label(done)
    data = done_data(done, words)
    for person in sitting.desk.ask(AskPeople(), sitting.now):
        if person.id == done.made_id:
            data["person"] = shown_team.person_data(person)
            data["id"] = person.id
    return Answer(words, data)


def lead_of(team: tuple[Person, ...]) -> int:
    """Return who does what nobody in particular asked for: the first team lead, else nobody (0)."""
    leads = (p.id for p in team if p.active and Role.TEAM_LEAD in p.roles)
    return next(leads, 0)


def _tiers(typed: str) -> tuple[int, ...]:
    parts = [part.strip() for part in typed.split(",") if part.strip()]
    if not parts or not all(part.isdecimal() for part in parts):
        raise WrongUse(f"--tiers takes numbers with commas between, not “{typed[:40]}”.")
    return tuple(int(part) for part in parts)


def _roles(typed: str, *, needed: bool) -> tuple[str, ...]:
    known = [role.value for role in Role]
    found = tuple(
        part.strip().lower().replace("-", "_") for part in typed.split(",") if part.strip()
    )
    wrong = [role for role in found if role not in known]
    if wrong or (needed and not found):
        raise WrongUse(f"--roles takes {', '.join(known)}, with commas between.")
    return tuple(dict.fromkeys(found))


def show_leads(sitting: Sitting) -> Answer:
    """List leads in the order of their ids, or search them."""
    rows, next_after = _found(sitting)
    data = {"leads": _cards(sitting, rows), "next_after": next_after}
    if not rows:
        return Answer("No leads found.", data)
    told = table(shown_leads.FOUND_HEAD, [shown_leads.found_row(row) for row in rows])
    more = f"\nMore: --after {next_after}" if next_after is not None else ""
    return Answer(f"{told}\n{numbers.count(len(rows), 'lead')}{more}", data)


def _found(sitting: Sitting) -> tuple[list[FoundLead], str | None]:
    args = sitting.args
    state = LeadState[args.state.upper()] if args.state else None
    wanted = LeadFilter(
        tier=args.tier, states=(state,) if state is not None else (), list_id=args.list
    )
    if not args.search:
        page = sitting.desk.ask(
            AskLeads(wanted, LeadSort(falling=False), _mark(args.after), args.limit), sitting.now
        )
        return list(page.rows), _told_mark(page.next_after)
    if args.after or args.list:
        raise WrongUse("--search goes with --tier, --state and --limit only.")
    while sitting.desk.catch_up():
        pass  # What was imported a moment ago is found too.
    found = sitting.desk.ask(AskSearch(args.search, args.limit), sitting.now)
    return [
        row for row in found if args.tier in {None, row.tier} and state in {None, row.state}
    ], None


def _mark(typed: str) -> PageMark | None:
    """Return the mark that a page ended with, as it was printed: KEY/ID.

    Raises WrongUse for what no page printed.
    """
    if not typed:
        return None
    key, _, lead_id = typed.partition("/")
    if not (key.isdecimal() and lead_id.isdecimal()):
        raise WrongUse(f"--after takes what the page before ended with, not {typed!r}.")
    return int(key), int(lead_id)


def _told_mark(mark: PageMark | None) -> str | None:
    return None if mark is None else f"{mark[0]}/{mark[1]}"


def _cards(sitting: Sitting, rows: list[FoundLead]) -> list[dict[str, object]]:
    """Return the leads whole, for scripts; who went meanwhile is left out."""
    if not sitting.args.json:
        return []
    found: list[dict[str, object]] = []
    for row in rows:
        try:
            found.append(shown_leads.lead_data(sitting.card(row.id), sitting.now))
        except NotFound:
            continue
    return found


def add_lead(sitting: Sitting) -> Answer:
    """Add one lead by hand."""
    args, person = sitting.args, sitting.person()
    fields = LeadFields(
        first_name=args.first_name,
        last_name=args.last_name,
        company=args.company,
        title=args.title,
        email=args.email,
        phones=tuple(_phone(typed, first=not place) for place, typed in enumerate(args.phone)),
        street=args.street,
        city=args.city,
        region=args.region,
        postal_code=args.postal_code,
        country=args.country,
        website=args.website,
        industry=args.industry,
        employees=args.employees,
        time_zone=args.time_zone,
        source=args.source,
        source_kind=args.kind,
        campaign=args.campaign,
    )
    command = AddLead(fields, sitting.tier(person), args.note)
    done = sitting.desk.do(command, person.id, sitting.now)
    words = done_words.label(done)
    lead_id = done.made_id or done.lead_id
    if lead_id is None:
        return Answer(words, done_data(done, words))
    card = sitting.card(lead_id)
    told = shown_leads.lead_words(card, sitting.now, person.time_zone)
    data = {**shown_leads.lead_data(card, sitting.now), "message": words, "entry_id": done.entry_id}
    return Answer(f"{words}\n\n{told}", data)


def _phone(typed: str, *, first: bool) -> tuple[str, str]:
    """Read [KIND=]NUMBER as (number, kind)."""
    kind, mark, number = typed.partition("=")
    if not mark:
        return typed, "direct" if first else "other"
    if kind.strip().lower() not in _PHONE_KINDS:
        raise WrongUse(f"--phone knows the kinds {', '.join(_PHONE_KINDS)}.")
    return number, kind.strip().lower()
