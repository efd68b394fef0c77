# SPDX-License-Identifier: MIT
"""Telephone numbers: any spelling in, E.164 out, and back to what people read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ParsedPhone:
    """A dialable number: `e164` as +digits, `extension` as digits or '', the IANA `zones` it may be in."""

    e164: str
    extension: str
    zones: tuple[str, ...]


def parse_phone(text: str, region: str) -> ParsedPhone | None:
    """Return the one number written in `text`, or None; `region` (ISO2) reads national spellings."""
    raise NotImplementedError


def read_numbers(text: str, region: str) -> tuple[ParsedPhone, ...]:
    """Return every number of a cell, in order and without repeats; () when there is none."""
    raise NotImplementedError


class PhoneReader:
    """Reads the number cells of a long list fast; answers exactly as `read_numbers` does."""

    def __init__(self, region: str) -> None:
        self.region = region

    def read_cell(self, text: str, region: str = "") -> tuple[ParsedPhone, ...]:
        """Return every number of a cell; `region` overrides the reader's own when given."""
        raise NotImplementedError


def display(e164: str) -> str:
    """Return the number as people read it, +1 (612) 555-0148 or +44 20 7946 0018."""
    raise NotImplementedError


def search_digits(text: str, region: str) -> tuple[str, ...]:
    """Return the E.164 beginnings that a typed number or part of one may stand for."""
    raise NotImplementedError


def tel_uri(e164: str) -> str:
    """Return `tel:+…`; raises BadInput("phone.not_e164") for all but plain E.164."""
    raise NotImplementedError
