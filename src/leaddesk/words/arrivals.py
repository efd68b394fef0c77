# SPDX-License-Identifier: MIT
"""Leads that come by themselves, in words; and what a web page needs to send one."""

from __future__ import annotations

import html
from collections.abc import Mapping

from leaddesk.desk.queries import FolderRow

_FILES = {
    "working": "being imported",
    "done": "imported",
    "aside": "needs a person",
    "settled": "settled",
}
_RESULTS = {
    "added": "new, first in the queue",
    "research": "new, needs research",
    "renewed": "was here, fresh again",
    "kept_out": "must not be called, kept out",
}
ADDRESS = "http://127.0.0.1:8765"
_FIELDS = (
    ("name", "Your name", "text"),
    ("company", "Company", "text"),
    ("email", "E-mail", "email"),
    ("phone", "Phone", "tel"),
)


def folder_state(row: FolderRow, trouble: Mapping[str, str]) -> str:
    """Return how a watched folder is doing."""
    if row.paused:
        return "paused"
    return "can't be watched now" if trouble.get(row.path) else "watched"


def file_state(state: str) -> str:
    """Return what became of a file."""
    return _FILES.get(state, state)


def result(key: str) -> str:
    """Return what became of an inquiry."""
    return _RESULTS.get(key, key.replace("_", " "))


def command(database: str = "") -> str:
    """Return the command that takes forms."""
    named = f' --database "{database}"' if database else ""
    return f"leaddesk{named} intake"


def curl_line(token: str) -> str:
    """Return a line that posts a lead from a terminal."""
    return (
        f'curl {ADDRESS}/leads -H "Authorization: Bearer {token}" '
        '-d "name=Ann Lee" -d "phone=+1 612 555 0148"'
    )


def sample_form(token: str) -> str:
    """Return a plain form for a web page."""
    lines = [f'<form action="{ADDRESS}/leads" method="post">']
    lines.append(f'  <input type="hidden" name="token" value="{html.escape(token)}">')
    lines += [
        f'  <label>{words} <input type="{kind}" name="{name}"></label>'
        for name, words, kind in _FIELDS
    ]
    lines.append('  <label>Message <textarea name="message"></textarea></label>')
    lines += ["  <button>Send</button>", "</form>"]
    return "\n".join(lines)
