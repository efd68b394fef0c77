# SPDX-License-Identifier: MIT
"""The documented schema of an export of everything is the one in the sources."""

from __future__ import annotations

import json

from leaddesk.words import schema
from leaddesk.words.schema_table import TABLES
from tests.house.checkout import ROOT
from tests.words.samples import NOW


def test_the_page_of_the_schema_is_the_one_in_the_documentation() -> None:
    """Renew it: write `leaddesk.words.schema.page()` to docs/export-schema.md."""
    assert (ROOT / "docs" / "export-schema.md").read_text("utf-8") == schema.page()


def test_the_readme_tells_every_table_and_column() -> None:
    told = schema.readme(NOW)
    for table, (words, columns) in TABLES.items():
        assert f"{table}.csv\n  {words}" in told
        for name, kind, meaning in columns:
            assert f"  {name} ({kind}): {meaning}" in told


def test_the_schema_for_programs_tells_the_same() -> None:
    data = json.loads(schema.as_json())
    assert [one["table"] for one in data["tables"]] == list(TABLES)
    assert {column["kind"] for one in data["tables"] for column in one["columns"]} == set(
        data["kinds"]
    )
