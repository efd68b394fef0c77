# SPDX-License-Identifier: MIT
"""Made-up list files and imports: one that is recognised, one whose columns nobody knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from leaddesk.desk.intake import Chunk, ImportCount, ImportResult
from leaddesk.desk.ports import ListPreview
from leaddesk.desk.queries import ListRow
from leaddesk.domain.lead_draft import RejectedRow
from leaddesk.domain.lead_layout import ColumnMapping

NOW = dt.datetime(2026, 11, 19, 16, 42, tzinfo=dt.UTC)

KNOWN = ListPreview(
    path=Path("/lists/zoominfo-midwest.csv"),
    kind="text",
    encoding="utf-8",
    encoding_sure=True,
    delimiter=",",
    header=("ZoomInfo Contact ID", "Last Name", "First Name", "Job Title", "Direct Phone Number",
            "Email Address", "Mobile phone", "Company Name", "Website"),
    rows=(
        ("ZoomInfo Contact ID", "Last Name", "First Name", "Job Title", "Direct Phone Number",
         "Email Address", "Mobile phone", "Company Name", "Website"),
        ("77123", "Raman", "Priya", "Operations Director", "(612) 555-0148",
         "priya@northfield.example", "", "Northfield Optics", "northfield.example"),
        ("77124", "Okafor", "Tom", "Head of Logistics", "(312) 555-0117",
         "tom@halden.example", "(312) 555-0118", "Halden Freight", "halden.example"),
        ("77125", "Lindqvist", "Marta", "Owner", "(608) 555-0171",
         "marta@brightwater.example", "", "Brightwater Dental", "brightwater.example"),
    ),
    header_key="zoominfo-key",
    layout="zoominfo",
    mapping=ColumnMapping(
        "zoominfo",
        (("external_id", 0), ("last_name", 1), ("first_name", 2), ("title", 3), ("phone", 4),
         ("email", 5), ("mobile", 6), ("company", 7), ("website", 8)),
    ),
)  # fmt: skip

UNKNOWN = ListPreview(
    path=Path("/lists/booth-14.csv"),
    kind="text",
    encoding="cp1252",
    encoding_sure=False,
    delimiter=";",
    header=("Besucher", "Betrieb", "Rufnummer", "Bemerkung"),
    rows=(
        ("Besucher", "Betrieb", "Rufnummer", "Bemerkung"),
        ("Jörg Möller", "Möller Druck", "030 5550123", "Muster zugesagt"),
        ("Ana Costa", "Costa Lab", "+351 21 555 0199", ""),
    ),
    header_key="booth-key",
    layout="",
    mapping=None,
)

COUNT = ImportCount(
    rows=12_431, new=11_908, duplicates_in_file=214, duplicates_known=263, bad_numbers=38,
    do_not_call=29, research=112, rejected=17,
)  # fmt: skip
COUNTED = ImportResult(COUNT, None, ())
IMPORTED = ImportResult(
    COUNT,
    7,
    (
        RejectedRow(12, "duplicate_known", "", ("77130", "Boyle", "Hannah")),
        RejectedRow(40, "do_not_call", "", ("77131", "Said", "Omar")),
        RejectedRow(41, "nobody", "", ("77132", "", "")),
    ),
    {"duplicate_known": 1, "do_not_call": 1, "nobody": 1},
)
LISTS = (
    ListRow(3, "Trade show Chicago", "trade_show", "Booth 14", "live",
            NOW - dt.timedelta(hours=3), "Ruth Aldana", 412, 0, may_undo=True),
    ListRow(2, "Midwest manufacturing", "ZoomInfo", "Q4", "live",
            NOW - dt.timedelta(days=9), "Dana Whitfield", 11_908, 3_120, may_undo=False),
    ListRow(1, "Old webinar list", "Webinar", "", "undone",
            NOW - dt.timedelta(days=40), "Ruth Aldana", 0, 0, may_undo=False),
)  # fmt: skip


class FakeDrafts:
    """A list that is being read and has nothing in it."""

    def __init__(self) -> None:
        self.closed = False

    def __iter__(self) -> Iterator[Chunk]:
        """Yield nothing."""
        return iter(())

    def share_read(self) -> float:
        """Return that half of it was read."""
        return 0.5

    def close(self) -> None:
        """Remember that the file was let go."""
        self.closed = True
