# SPDX-License-Identifier: MIT
"""What cleaning promises: safe to keep, safe to show, bounded, and the same when done twice."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.cleaning import LIMITS, clean_email, clean_text, looks_deceptive

_NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\u202e\u200b\ufeff\u0301\u0300\u00ad\u2066 \t\r\n\u00a0aé"),
    ),
    max_size=80,
)
_FORBIDDEN = "\x00\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\ufeff"


@given(text=_NASTY, limit=st.integers(1, 90), multiline=st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, limit: int, *, multiline: bool) -> None:
    once = clean_text(text, limit, multiline=multiline)
    assert clean_text(once, limit, multiline=multiline) == once


@given(text=_NASTY, limit=st.integers(1, 90), multiline=st.booleans())
def test_clean_text_is_bounded_visible_and_composed(
    text: str, limit: int, *, multiline: bool
) -> None:
    clean = clean_text(text, limit, multiline=multiline)
    assert len(clean) <= limit
    assert clean == clean.strip()
    assert not set(clean) & set(_FORBIDDEN)
    assert unicodedata.is_normalized("NFC", clean)
    clean.encode("utf-8")
    kept = "\n\t" if multiline else ""
    assert all(unicodedata.category(c) != "Cc" or c in kept for c in clean)


@given(st.text(st.characters(max_codepoint=0x24F), max_size=60))
def test_the_short_way_for_latin_letters_agrees_with_the_long_way(text: str) -> None:
    # A joiner that stays takes the text the long way round.
    assert clean_text(text + "x\u200dx", 200).removesuffix("x\u200dx").strip() == clean_text(
        text, 200
    )


@pytest.mark.parametrize(
    "raw, clean",
    [
        ("  Ann   Lee ", "Ann Lee"),
        ("Ann\u00a0Lee\r\nJr.", "Ann Lee Jr."),
        ("e\u0301" + "\u0301" * 40, "é" + "\u0301" * 4),
        ("gnp.exe\u202egpj.", "gnp.exegpj."),
        ("a\x00b\x07c", "a b c"),
        ("नि\u200dक", "नि\u200dक"),
        ("\ud800x", "x"),
        (None, "None"),
        (42, "42"),
    ],
)
def test_known_texts(raw: object, clean: str) -> None:
    assert clean_text(raw, 80) == clean


def test_a_note_keeps_its_lines() -> None:
    assert clean_text("one\r\ntwo\r three\x0bfour", 80, multiline=True) == "one\ntwo\n three four"


def test_what_is_too_long_is_cut_without_a_blank_at_the_end() -> None:
    assert clean_text("abcd efgh", 5) == "abcd"
    assert len(clean_text("é" * 10_000_000, 80)) == 80


def test_look_alike_letters_are_told() -> None:
    assert looks_deceptive("P\u0430ypal")
    assert not looks_deceptive("Иван Petrov")
    assert not looks_deceptive("Café Müller")


@pytest.mark.parametrize(
    "raw, clean",
    [
        (" Bob.Smith1@Acme.Example ", "bob.smith1@acme.example"),
        ("Bob Smith <bob@acme.example>", "bob@acme.example"),
        ("mailto:Bob@acme.example", "bob@acme.example"),
        ("'bob@acme.example'", "bob@acme.example"),
        ("bob@acme.example; ann@acme.example", "bob@acme.example"),
        ("o'brien+list@acme.example", "o'brien+list@acme.example"),
        ("müller@münchen.de", "müller@münchen.de"),
        ("a..b@acme.com", ""),
        ("a.@acme.com", ""),
        ("bob@-acme.com", ""),
        ("bob@acme..com", ""),
        ("bob@acme", ""),
        ("bob at acme.com", ""),
        ("@", ""),
        ("", ""),
        ("x@" + "a" * 300 + ".com", ""),
        ("bob@acme.com\nBcc: all@acme.com", "bob@acme.com"),
    ],
)
def test_addresses(raw: str, clean: str) -> None:
    assert clean_email(raw) == clean


@given(_NASTY)
def test_an_address_is_one_or_nothing(text: str) -> None:
    clean = clean_email(text + "@" + text)
    assert clean == clean_email(clean)
    assert len(clean) <= LIMITS["email"]
    assert not set(clean) & set(" \t\r\n<>,;")
