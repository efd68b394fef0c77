# SPDX-License-Identifier: MIT
"""A messy list of people as marketing sends them: 15 kinds of numbers, a fifth known already."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from bench import made_leads

HEADER = [
    "First Name",
    "Last Name",
    "Company",
    "Job Title",
    "Phone",
    "Mobile",
    "Email",
    "Street",
    "City",
    "State",
    "Zip",
    "Country",
    "Source",
    "Notes",
]


def made(rows: int, known: float) -> Path:
    """Return a CSV with so many rows, of which a share is in `made_leads` already."""
    path = made_leads.folder() / f"list-{rows}-{int(known * 100)}.csv"
    if not path.exists():
        draft = path.with_suffix(".making")
        with draft.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            writer.writerows(_rows(rows, known))
        draft.rename(path)
    return path


def _rows(rows: int, known: float) -> list[list[str]]:
    chance = random.Random(11)
    old = list(made_leads.rows(int(rows * known)))
    made_rows = []
    for number in range(rows):
        given, family, company = _name(chance)
        phone = _messy(chance)
        email = f" {given}.{family}{number}@{company.split()[0]}.Example "
        if number % 5 == 0 and number // 5 < len(old):
            there = old[number // 5]
            # Half of the known ones are known by number, half by e-mail address.
            phone, email = (str(there[12]), email) if number % 2 else (phone, str(there[18]))
        made_rows.append(
            [given, family, company, "Manager", phone, "", email, f"{number % 999} Main St",
             "Springfield", "IL", f"{number % 99999:05d}", "US", "expo",
             'said "call me"' if number % 9 == 0 else ""]
        )  # fmt: skip
    return made_rows


def _name(chance: random.Random) -> tuple[str, str, str]:
    row = next(made_leads.rows(1, first=chance.randrange(10**9), seed=chance.random()))
    return (
        str(row[14]) + chance.choice("abcdefg"),
        str(row[15]) + chance.choice("klmnop"),
        str(row[16]),
    )


def _messy(chance: random.Random) -> str:
    area, exchange = chance.choice(made_leads.AREA_CODES), f"{chance.randint(200, 999)}"
    line, kind = f"{chance.randint(0, 9999):04d}", chance.random()
    shapes = (
        (0.30, f"({area}) {exchange}-{line}"),
        (0.45, f"{area}-{exchange}-{line}"),
        (0.55, f"{area}.{exchange}.{line}"),
        (0.63, f"+1 {area} {exchange} {line}"),
        (0.70, f"{area}{exchange}{line}"),
        (0.74, f"1{area}{exchange}{line}"),
        (0.78, f"{area}-{exchange}-{line} x{chance.randint(1, 999)}"),
        (0.81, f"{area}-{exchange}-{line} ext. {chance.randint(1, 99)}"),
        (0.84, f"+44 20 7{chance.randint(100, 999)} {line}"),
        (0.86, f"0044 7{chance.randint(400, 999)} {chance.randint(100000, 999999)}"),
        (0.89, f"+49 30 {chance.randint(1000000, 9999999)}"),
        (0.93, ""),
        (0.95, "N/A"),
        (0.97, f"{exchange}-{line}"),
        (0.985, f"{area}{exchange}{line} / {area}{exchange}0000"),
    )
    return next((shape for share, shape in shapes if kind < share), "call after 5pm")
