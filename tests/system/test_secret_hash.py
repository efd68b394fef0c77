# SPDX-License-Identifier: MIT
"""Short secrets are kept so that only the right one fits, and nobody can read them back."""

from __future__ import annotations

import pytest

from leaddesk.system import secret_hash


def test_the_right_secret_fits_and_a_wrong_one_does_not() -> None:
    """One digit off is wrong."""
    kept = secret_hash.make("481516")
    assert secret_hash.fits("481516", kept)
    assert not secret_hash.fits("481517", kept)
    assert not secret_hash.fits("", kept)


def test_a_hash_does_not_show_its_secret_and_is_never_the_same_twice() -> None:
    """Equal PINs of two people can't be seen to be equal."""
    first, second = secret_hash.make("481516"), secret_hash.make("481516")
    assert first != second
    assert "481516" not in first
    assert first.startswith("$argon2id$")


@pytest.mark.parametrize("kept", ["", "481516", "$argon2id$v=19$m=1,t=1,p=1$", "ü"])
def test_what_is_no_hash_fits_nothing(kept: str) -> None:
    """A note that was damaged opens no door, not even to itself."""
    assert not secret_hash.fits("481516", kept)
    assert not secret_hash.fits(kept, kept)


def test_letters_of_all_kinds_can_be_a_secret() -> None:
    """A code is text, not a number."""
    assert secret_hash.fits("ÄÖ-ß", secret_hash.make("ÄÖ-ß"))
