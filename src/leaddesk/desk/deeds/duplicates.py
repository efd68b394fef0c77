# SPDX-License-Identifier: MIT
"""Likely duplicates: merged, or kept apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MergeLeads:
    """Make one lead of two; versions are those that were shown.

    `fields` are the names of `lead_merge.FIELDS` that are taken from the lead that goes.
    """

    keep_id: int
    drop_id: int
    keep_version: int
    drop_version: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Say that two leads are not the same, for good."""

    first_id: int
    second_id: int
