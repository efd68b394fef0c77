# SPDX-License-Identifier: MIT
"""What can be refused or go wrong, as types with fields; the words are in `leaddesk.words`."""

from __future__ import annotations

from typing_extensions import override


class LeadDeskError(Exception):
    """Anything LeadDesk expects and can explain to the person at the desk.

    Fields are kept as attributes and given to the words; none of them may hold a secret.
    """

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key, fields)
        self.key = key
        self.fields = fields

    @override
    def __str__(self) -> str:
        """Return key and fields, for logs and tests; people see words instead."""
        told = ", ".join(f"{name}={value!r}" for name, value in sorted(self.fields.items()))
        return f"{self.key}({told})"


class RuleBroken(LeadDeskError):
    """A rule of the desk forbids this; `key` names the rule."""


class StaleLead(LeadDeskError):
    """Somebody else changed the thing since it was read; nothing was written."""


class NotFound(LeadDeskError):
    """What was asked for does not exist; `key` is the kind of thing, `what` the name or number."""


class BadInput(LeadDeskError):
    """A file, a field or an argument can't be used; `key` is the problem.

    Usual fields: `where` (file, line or field) and `detail` (the offending part, shortened).
    """


class StoreUnavailable(LeadDeskError):
    """The database can't be read or written now; what was shown as logged is safe."""


class NewerSchema(StoreUnavailable):
    """The database was written by a newer LeadDesk than this one; it was not touched."""


class HubAway(LeadDeskError):
    """The team's hub gave no answer: whether it heard is not known, and the call is made again."""
