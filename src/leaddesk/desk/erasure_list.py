# SPDX-License-Identifier: MIT
"""Who was erased as the text of a file: what a restored copy is held against."""

from __future__ import annotations

import msgspec

from leaddesk.desk.stores.privacy import Erasures
from leaddesk.domain.errors import BadInput


def encode(told: Erasures) -> bytes:
    """Return erasures as the JSON of a file."""
    return msgspec.json.format(msgspec.json.encode(told), indent=1)


def decode(told: bytes) -> Erasures:
    """Return erasures from a file; raises BadInput("bad_erasures")."""
    try:
        return msgspec.json.decode(told, type=Erasures)
    except (msgspec.DecodeError, msgspec.ValidationError, ValueError) as error:
        raise BadInput("bad_erasures", detail=str(error)[:200]) from error
