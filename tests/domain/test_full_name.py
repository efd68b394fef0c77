# SPDX-License-Identifier: MIT
"""Full names: first and last as the package reads them, and companies left alone."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain import full_name
from leaddesk.domain.cleaning import LIMITS
from leaddesk.domain.full_name import divided, looks_like_company, split_name, without_degrees


@pytest.mark.parametrize(
    "full, first, last",
    [
        ("Ann Lee", "Ann", "Lee"),
        ("Ann Mary Lee", "Ann Mary", "Lee"),
        ("Ann M. Lee", "Ann M.", "Lee"),
        ("Lee, Ann", "Ann", "Lee"),
        ("LEE, ANN", "ANN", "LEE"),
        ("Ludwig van der Berg", "Ludwig", "van der Berg"),
        ("van der Berg, Ludwig", "Ludwig", "van der Berg"),
        ("Maria da Silva", "Maria", "da Silva"),
        ("Van Morrison", "Van", "Morrison"),
        ("Dr. Ann Lee", "Ann", "Lee"),
        ("Prof. Dr. Jan von Berg", "Jan", "von Berg"),
        ("Frau Eva Koch", "Eva", "Koch"),
        ("Mr. Smith", "", "Smith"),
        ("Sammy Davis, Jr.", "Sammy", "Davis Jr."),
        ("Jane A. Smith, CPA, III", "Jane A.", "Smith III"),
        ("Ann Lee, MD, PhD", "Ann", "Lee"),
        ("Ann Lee MBA", "Ann", "Lee"),
        ("Jack Ma", "Jack", "Ma"),
        ("Jack MA", "Jack", "MA"),
        ('William "Bill" Gates', "William (Bill)", "Gates"),
        ("Ann Lee (she/her)", "Ann", "Lee"),
        ("Ann-Marie O'Neil", "Ann-Marie", "O'Neil"),
        ("山田 太郎", "太郎", "山田"),
        ("山田太郎", "", "山田太郎"),
        ("김민준", "민준", "김"),
        ("Иван Петров", "Иван", "Петров"),
        ("Петров Иван Сергеевич", "Иван Сергеевич", "Петров"),
        ("محمد بن سلمان", "محمد", "بن سلمان"),
        ("Cher", "", "Cher"),
        ("Lee,", "", "Lee"),
        ("Acme Tooling LLC", "", "Acme Tooling LLC"),
        ("Müller & Söhne GmbH", "", "Müller & Söhne GmbH"),
        ("Smith & Co.", "", "Smith & Co."),
        ("", "", ""),
        (" , ", "", " "),
    ],
)
def test_names_are_divided(full: str, first: str, last: str) -> None:
    assert split_name(full) == (first, last.strip())


@pytest.mark.parametrize(
    "name", ["Acme Inc", "Acme, Inc.", "Müller AG", "Initech S.A.", "Bay Group", "Smith & Co"]
)
def test_a_company_is_told_by_its_last_word(name: str) -> None:
    assert looks_like_company(name)


@pytest.mark.parametrize(
    "name", ["Maria Sa", "Ann Lee", "Leon Co", "JOHN SE", "Inc", "", ".", "Anna Banks"]
)
def test_a_person_is_no_company(name: str) -> None:
    assert not looks_like_company(name)


@pytest.mark.parametrize(
    "first, last, kept",
    [
        ("Marco", "Rossi, MBA", "Rossi"),
        ("Sammy", "Davis, Jr.", "Davis Jr."),
        ("Ann", "Lee, Kim", "Lee, Kim"),
        ("", "Rossi, MBA", "Rossi, MBA"),
    ],
)
def test_degrees_behind_a_last_name_go(first: str, last: str, kept: str) -> None:
    assert without_degrees(first, last) == kept


_NAMES = ("Ann", "Dana", "Omar", "Jörg", "Łukasz", "Priya", "Lee", "Weiß", "Okafor", "García", "Li")


@st.composite
def _plain_names(draw: st.DrawFn) -> str:
    word = st.one_of(
        st.sampled_from(_NAMES),
        st.sampled_from(sorted(full_name._telling())),
        st.text("abcdefgilmnorstvxéüß", min_size=1, max_size=6),
    )
    cased = st.builds(lambda text, case: case(text), word, _CASES)
    shape = draw(st.sampled_from(["{} {}", "{} {} {}", "{}, {}", "{}-{} {}", "{} {}. {}"]))
    return str(shape.format(*(draw(cased) for _ in range(shape.count("{}")))))


_CASES = st.sampled_from([str.title, str.upper, str.lower])


@given(_plain_names())
def test_the_short_way_gives_what_the_package_gives(name: str) -> None:
    quick = full_name._plainly(name)
    assert quick is None or quick == divided(name)


def test_plain_names_take_the_short_way() -> None:
    for name in ("Ann Lee", "Jörg Weiß", "Ann Mary Leeson", "Ann M. Lee", "Lee, Ann", "ANN LEE"):
        assert full_name._plainly(name) == divided(name)


@given(st.text(max_size=160))
def test_any_text_is_divided_within_bounds(full: str) -> None:
    first, last = split_name(full)
    assert len(first) <= LIMITS["first_name"]
    assert len(last) <= LIMITS["last_name"]
    assert first or last or not re.sub(r"[\s,.]", "", full)


def test_the_package_is_not_loaded_before_a_name_needs_it() -> None:
    code = (
        "import sys, leaddesk.domain.drafting; print([m for m in sys.modules if 'nameparser' in m])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
