# SPDX-License-Identifier: MIT
"""What somebody new in the team is told: how to get to its data, and whom to choose there."""

from __future__ import annotations

from leaddesk.words.joining import fingerprint

CODE_GONE = "The code is not shown again. If nobody has it yet, invite once more."
"""What is said when a code was neither copied nor sent."""


def subject(team: str) -> str:
    """Return the subject of an invitation."""
    return f"Your place at {team} in LeadDesk"


def message(name: str, by: str, team: str, place: str) -> str:
    """Return an invitation; `place` is the server's address without a password, '' for a file."""
    lines = _on_a_server(name, place) if place else _at_the_computer(name)
    steps = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    return f"Hello {name.split(maxsplit=1)[0]},\n\n{team} works in LeadDesk.\n\n{steps}\n\n{by}\n"


def _on_a_server(name: str, place: str) -> list[str]:
    return [
        "Install LeadDesk with its part for servers: pip install 'leaddesk[postgres]'",
        f"Open it on the team’s data: leaddesk --database {place} window",
        f"Choose {name} at the top right. From then on you sit down by yourself.",
    ]


def _at_the_computer(name: str) -> list[str]:
    return [
        "Open LeadDesk on the computer that has the team’s data.",
        f"Choose {name} at the top right, and you have your own queue and your own day.",
    ]


def about(place: str) -> str:
    """Return what an invitation is good for here."""
    if place:
        return (
            "Send this, or change it first. The password of the server does not stand in it: "
            "tell it in another way."
        )
    return (
        "The team’s data is a file on this computer, so colleagues sit down here. With the data on "
        "a server the invitation says how to open it from another computer."
    )


def code_message(name: str, by: str, team: str, hub: tuple[str, str], code: str, until: str) -> str:
    """Return an invitation to a team with a hub, given as its address and its fingerprint."""
    address, told = hub
    lines = [
        "Install LeadDesk and start it.",
        f"Choose “Join your team” and type the address {address}",
        f"Type the code {code}",
        "Compare what LeadDesk shows then with this, and join if it is the same:",
    ]
    steps = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    first = name.split(maxsplit=1)[0]
    proof = "\n".join(f"   {line}" for line in fingerprint(told).splitlines())
    return (
        f"Hello {first},\n\n{team} works in LeadDesk.\n\n{steps}\n\n{proof}\n\n"
        f"The code works once, until {until}.\n\n{by}\n"
    )


def about_code(until: str) -> str:
    """Return what an invitation with a code is good for."""
    return (
        f"Whoever has this code joins as this person, once, until {until}. It is shown here only: "
        "tell it by telephone, or send it where nobody else reads."
    )
