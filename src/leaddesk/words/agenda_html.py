# SPDX-License-Identifier: MIT
"""An agenda as a page of HTML, to print: its parts with their lines."""

from __future__ import annotations

import html
from collections.abc import Sequence

from leaddesk.words.coaching import Part
from leaddesk.words.report_html import page_of


def whole(title: str, under: str, parts: Sequence[Part]) -> str:
    """Return the agenda with its looks; everything people wrote is escaped."""
    return page_of(title, under, "".join(map(_part, parts)))


def _part(part: Part) -> str:
    lines = "".join(f"<li style='margin:0 0 3px 0'>{_plain(line)}</li>" for line in part.lines)
    trailing = f" <span style='font-weight:400'>({_plain(part.trailing)})</span>"
    return (
        f"<h2 style='font-size:11pt;margin:12px 0 4px 0'>{_plain(part.title)}"
        f"{trailing if part.trailing else ''}</h2><ul style='margin:0'>{lines}</ul>"
    )


def _plain(words: str) -> str:
    return html.escape(words, quote=False)
