# SPDX-License-Identifier: MIT
"""Telephone numbers: any spelling in, E.164 out, and back to what people read.

What is a valid number, and where it may lie, is what the library `phonenumbers` says, with three
rules of LeadDesk on top: 555-0100 to 555-0199 of every North American area code is a number (it is
the range for examples and demos), `00` means `+` where the national reading gives no number, and an
area code with two clocks names both unless its exchange is known.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Final, NamedTuple

import phonenumbers
from phonenumbers import timezone as number_zones
from phonenumbers.tzdata import TIMEZONE_DATA, TIMEZONE_LONGEST_PREFIX


class ParsedPhone(NamedTuple):
    """A dialable number: `e164` as +digits, `extension` as digits or '', `zones` it may be in."""

    e164: str
    extension: str
    zones: tuple[str, ...]


ParseOne = Callable[[str, str], ParsedPhone | None]

_LONGEST_CELL = 400
_LONGEST_EXTENSION = 12
_FICTIONAL = re.compile(r"\+1[2-9]\d\d55501\d\d", re.ASCII).fullmatch
_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII).fullmatch
_ALWAYS_DIVIDES = re.compile(r"[;|\n\r]+|:::+")
_MARKED_EXTENSION = re.compile(
    r"[;,(\[\s]*(?<![a-z])(?:ext(?:ension|n)?|durchwahl|nebenstelle|poste|interno|anexo|opt(?:ion)?"
    r"|press|x)[.:=#\s]*(?:no\.?\s*)?(\d{1,12})[)\]\s]*$",
    re.IGNORECASE,
)
_MARK_OF_NOTHING = re.compile(r"[;,(\[\s]*(?:ext(?:ension)?|x)[.:=#)\]\s]*$", re.IGNORECASE)
_PART_OF_A_LINK = re.compile(r";\s*(?=(?:ext|x)[.:=\s]*\d{1,12}\s*(?:$|[;|\n\r]))", re.IGNORECASE)
_LAST_DIGITS = re.compile(r"(.*\d)\s*/\s*(\d{1,4})\s*").fullmatch
_MAY_DIVIDE = re.compile(r"[/,&]|\s(?:or|and|oder|und|et)\s", re.IGNORECASE)
_FLOAT_TAIL = re.compile(r"(\d{7,15})\.0+")
_LABEL = re.compile(
    r"(?<![A-Za-z])(?:cell(?:ular)?|mob(?:ile)?|work|office|business|home|direct|main|desk|hq|"
    r"tel(?:efon|ephone|efono)?|phone|ph|dial|[wmochdpt])(?![A-Za-z])[.:)]*",
    re.IGNORECASE,
)
_NEXT_NUMBER = re.compile(
    r"(?<=[\d)])\s+(?=\+\d|\(?[2-9]\d\d\)?[ .-]?\d{3}[ .-]?\d{4}(?!\d)|(?:tele)?fax\b|(?:"
    + _LABEL.pattern
    + r"))",
    re.IGNORECASE,
)
_FAX = re.compile(r"(?<![A-Za-z])(?:tele)?fax(?![A-Za-z])|^\W*f\s?[.:)]|\(f\)", re.IGNORECASE)
_SEVERAL = 2
_UNKNOWN: Final = number_zones.UNKNOWN_TIMEZONE


def parse_phone(text: str, region: str) -> ParsedPhone | None:
    """Return the one number in `text`, or None; `region` (ISO2) reads national spellings."""
    found = _parse_once(text, region)
    if found is None:
        start = text.lstrip(" \t'\"(")
        if start.startswith("00"):
            found = _parse_once("+" + start[2:], region)
    return found


def _parse_once(text: str, region: str) -> ParsedPhone | None:
    """Ask the library; a number must be valid or one of the fictional ones."""
    try:
        number = phonenumbers.parse(text[:_LONGEST_CELL], region or None)
    except phonenumbers.NumberParseException:
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    valid = phonenumbers.is_valid_number(number)
    if not (valid or (_FICTIONAL(e164) and area_code_exists(e164[2:5]))):
        return None
    extension = (number.extension or "")[:_LONGEST_EXTENSION]
    return ParsedPhone(e164, extension, zones_of(e164, number if valid else None))


@functools.lru_cache(maxsize=1024)
def area_code_exists(area_code: str) -> bool:
    """Tell whether a North American area code has any valid number of a usual exchange."""
    return any(
        phonenumbers.is_valid_number(phonenumbers.parse(f"+1{area_code}{line}"))
        for line in ("2345678", "4205678", "5551234")
    )


@functools.cache
def _split_area_codes() -> dict[str, tuple[str, ...]]:
    """Return '1' + area code → all zones, for area codes whose exchanges lie in several."""
    found: dict[str, dict[str, None]] = {}
    for prefix, zones in TIMEZONE_DATA.items():
        if prefix[0] == "1" and len(prefix) >= 4:  # noqa: PLR2004 - a 1 and the area code
            found.setdefault(prefix[:4], {}).update(dict.fromkeys(zones))
    return {area: tuple(sorted(zones)) for area, zones in found.items() if len(zones) > 1}


def zones_of(e164: str, number: phonenumbers.PhoneNumber | None = None) -> tuple[str, ...]:
    """Return the zones an E.164 number may lie in; () when nothing is known.

    `number` is the valid number as parsed, None for a fictional one.
    """
    if number is None or phonenumbers.is_number_geographical(number):
        return zones_by_prefix(e164)
    zones = tuple(number_zones.time_zones_for_number(number))
    return () if zones == (_UNKNOWN,) else zones


def zones_by_prefix(e164: str) -> tuple[str, ...]:
    """Return the zones of a number that has a place, by its longest known beginning."""
    table = TIMEZONE_DATA
    if e164[1] == "1" and e164[1:8] not in table:
        split = _split_area_codes().get(e164[1:5])
        if split:
            return split
    for end in range(TIMEZONE_LONGEST_PREFIX + 1, 1, -1):
        zones = table.get(e164[1:end])
        if zones is not None:
            return tuple(zones)
    return ()


def read_numbers(text: str, region: str) -> tuple[ParsedPhone, ...]:
    """Return every number of a cell, in order and without repeats; () when there is none.

    Understands quotes and apostrophes around, labels ('p:', 'cell'), extensions, last digits that
    differ ('1234567/68'), and several numbers divided by ; | ::: line breaks, or by blanks / , &
    'or' when each part is a number. What is labelled as a fax is left out.
    """
    return read_cell_with(parse_phone, text, region)


def read_cell_with(one: ParseOne, text: str, region: str) -> tuple[ParsedPhone, ...]:
    """Return every number of a cell, each read by `one`."""
    text = text[:_LONGEST_CELL].strip(" \t'\"=\u00a0")
    if not any(c.isdigit() for c in text):
        return ()
    found: dict[str, ParsedPhone] = {}
    if ";" in text:
        text = _PART_OF_A_LINK.sub(" ", text)
    for piece in _ALWAYS_DIVIDES.split(text):
        for number in _read_piece(one, piece, region):
            found.setdefault(number.e164, number)
    return tuple(found.values())


def _read_piece(one: ParseOne, piece: str, region: str) -> list[ParsedPhone]:
    """Return the numbers of a piece that may still hold several."""
    if _MAY_DIVIDE.search(piece) is None:
        number = _read_one(one, piece, region)
        return [number] if number else _run_on(one, piece, region)
    if pair := _LAST_DIGITS(piece):
        head, other = _read_one(one, pair[1], region), pair[1][: -len(pair[2])] + pair[2]
        second = _read_one(one, other, region) if head and not head.extension else None
        if head and second:
            return [head, second]
    parts = [p for p in _MAY_DIVIDE.split(piece) if any(c.isdigit() for c in p)]
    numbers = [_read_one(one, part, region) for part in parts]
    several = [n for n in numbers if n]
    if len(several) > 1 and len(several) == len(parts):
        return several
    whole = _read_one(one, piece, region)
    return [whole] if whole else several or _run_on(one, piece, region)


def _run_on(one: ParseOne, piece: str, region: str) -> list[ParsedPhone]:
    """Return numbers that only blanks or labels divide, when each part is one; else none."""
    parts = [part for part in _NEXT_NUMBER.split(piece) if any(c.isdigit() for c in part)]
    if len(parts) < _SEVERAL:
        return []
    numbers = [n for part in parts if (n := _read_one(one, part, region))]
    wanted = sum(_FAX.search(part) is None for part in parts)
    return numbers if len(numbers) == wanted else []


def _read_one(one: ParseOne, text: str, region: str) -> ParsedPhone | None:
    """Read one number, once more without labels when they were in the way; never a fax."""
    if _FAX.search(text):
        return None
    tail = _FLOAT_TAIL.fullmatch(text.strip())
    text = tail[1] if tail else text
    number = one(text, region)
    if number is None:
        bare = _LABEL.sub(" ", _with_plain_extension(text)).strip(" ()[]-:.")
        if bare != text and bare:
            number = one(bare, region)
    return number


def _with_plain_extension(text: str) -> str:
    """Write an extension as the library reads it; a mark without digits goes."""
    if found := _MARKED_EXTENSION.search(text):
        return f"{text[: found.start()]} ext {found[1]}"
    return _MARK_OF_NOTHING.sub("", text)


@functools.lru_cache(maxsize=4096)
def display(e164: str) -> str:
    """Return the number as people read it, +1 (612) 555-0148 or +44 20 7946 0018."""
    if not _E164(e164):
        return e164
    if e164.startswith("+1") and len(e164) == 12:  # noqa: PLR2004 - +1 and ten digits
        return f"+1 ({e164[2:5]}) {e164[5:8]}-{e164[8:]}"
    number = phonenumbers.parse(e164)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


_FEWEST_SEARCHED = 3
_DIALLABLE = re.compile(r"[\d\s().+/'-]+", re.ASCII).fullmatch


def search_digits(text: str, region: str) -> tuple[str, ...]:
    """Return the E.164 beginnings that a typed number or part of one may stand for.

    The likeliest stands first. () when `text` has fewer than three digits or holds letters that are
    no extension.
    """
    text = text[:_LONGEST_CELL].strip()
    whole = parse_phone(text, region)
    found = [whole.e164] if whole else []
    if _DIALLABLE(text):
        digits = "".join(c for c in text.replace("(0)", "") if c.isdigit())
        if len(digits) >= _FEWEST_SEARCHED:
            found += _beginnings(digits, region, international="+" in text)
    return tuple(dict.fromkeys(found))


def _beginnings(digits: str, region: str, *, international: bool) -> list[str]:
    """Return how typed digits may begin in E.164."""
    if international:
        return ["+" + digits]
    if digits.startswith("00"):
        return ["+" + digits[2:]] if digits[2:] else []
    if digits.startswith("011") and phonenumbers.country_code_for_region(region) == 1:
        return ["+" + digits[3:]] if digits[3:] else []
    code = str(phonenumbers.country_code_for_region(region) or "")
    found = []
    if code:
        found.append("+" + code + (digits[1:] if digits[0] == "0" else digits))
    if digits[0] != "0":
        found.append("+" + digits)
    return found[::-1] if code and digits.startswith(code) else found
