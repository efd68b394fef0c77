# SPDX-License-Identifier: MIT
"""The damaged lists, told by a seed and a number: always the same ones, made once."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench.fuzz import seeds
from bench.fuzz.bytes_damage import BYTES, Damage
from bench.fuzz.text_damage import CARDS, TEXT
from bench.fuzz.zip_damage import RARE, ZIP

SEED: Final = 20260512
FILES: Final = 10_000
VERSION: Final = 1
"""Counted up with every change of what is made."""
_SHARES: Final = (("csv", 40), ("xlsx", 28), ("vcf", 20), ("ods", 6), ("xls", 6))
_KINDS: Final = tuple(kind for kind, share in _SHARES for _ in range(share))
_RARELY = 0.02
_BYTES_ONLY = 0.3
_WORKBOOK: Final[dict[str, Callable[[seeds.Table], bytes]]] = {
    "xlsx": seeds.as_xlsx, "ods": seeds.as_ods, "xls": seeds.as_xls,
}  # fmt: skip


def damaged(number: int, seed: int = SEED) -> tuple[str, bytes]:
    """Return (name, bytes) of one damaged list."""
    chance = random.Random(f"{seed}/{number}")
    kind = _KINDS[number * 37 % len(_KINDS)]
    name, data = _sound(chance, kind)
    told = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        damage = _damage(chance, kind, data)
        told.append(damage.__name__)
        data = damage(chance, data or b" ")
    return f"{number:05}-{name}-{'+'.join(told)}.{kind}", data


def _sound(chance: random.Random, kind: str) -> tuple[str, bytes]:
    """Return the list to be damaged."""
    if kind in _WORKBOOK:
        name, rows = chance.choice(seeds.tables())
        return name, _WORKBOOK[kind](rows)
    return chance.choice(seeds.cards() if kind == "vcf" else seeds.texts())


def _damage(chance: random.Random, kind: str, data: bytes) -> Damage:
    """Return what to do to the list; once its zip is broken there are only bytes left."""
    ways: dict[str, tuple[Damage, ...]] = {"csv": TEXT, "vcf": CARDS, "xlsx": ZIP, "ods": ZIP}
    if kind in ("xlsx", "ods"):
        if not _is_sound(data):
            return chance.choice(BYTES)
        if chance.random() < _RARELY:
            return chance.choice(RARE)
    own = ways.get(kind, ())
    return chance.choice(BYTES if not own or chance.random() < _BYTES_ONLY else own)


def _is_sound(data: bytes) -> bool:
    """Tell whether a zip can be taken apart to damage what is in it."""
    try:
        ZIP[0](random.Random(0), data)
    except Exception:  # noqa: BLE001 - whatever is wrong, it is broken enough
        return False
    return True


def folder() -> Path:
    """Return where the lists are kept between runs."""
    kept = os.environ.get("LEADDESK_FUZZ") or str(Path(tempfile.gettempdir()) / "leaddesk-fuzz")
    return Path(kept) / f"{SEED}-{VERSION}"


def made(files: int = FILES) -> list[Path]:
    """Return the paths of the lists, made on first use."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    there = {int(path.name[:5]): path for path in place.iterdir() if path.name[:5].isdecimal()}
    for number in range(files):
        if number not in there:
            name, data = damaged(number)
            draft = place / f"making-{number}"
            draft.write_bytes(data)
            there[number] = draft.rename(place / name)
    return [there[number] for number in range(files)]
