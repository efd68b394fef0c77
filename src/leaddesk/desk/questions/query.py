# SPDX-License-Identifier: MIT
"""What a question is: a frozen value whose type parameter is the type of its answer."""

from __future__ import annotations

from typing import Generic, TypeVar

AnswerT = TypeVar("AnswerT")


class Query(Generic[AnswerT]):
    """A question; its type parameter is the type of the answer."""

    __slots__ = ()
