# SPDX-License-Identifier: MIT
"""What is said of a recovery code and of what is not encrypted."""

from __future__ import annotations

from leaddesk.words import encrypting


def test_the_letter_holds_the_code_and_what_to_do_with_it() -> None:
    told = encrypting.letter("ABCD-EFGH")
    assert "ABCD-EFGH" in told
    assert "leaddesk unlock" in told


def test_copies_are_counted() -> None:
    assert "1 unencrypted copy" in encrypting.delete_plain(1)
    assert encrypting.deleted(2) == "2 unencrypted copies deleted."
