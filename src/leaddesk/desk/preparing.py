# SPDX-License-Identifier: MIT
"""Works the figures of a day out ahead, so that its first look is as fast as any other.

Whichever process is open does it, one figure at a time and away from the writer; what another one
prepared is not done again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from leaddesk.desk import days, drying_up, funnel_measure, plan_measure, prepared
from leaddesk.desk.asking import Asking
from leaddesk.desk.retaining import BookOf
from leaddesk.desk.unit import Store
from leaddesk.desk.work import NOBODY
from leaddesk.domain.funnel import Span
from leaddesk.domain.local_day import local_date


def prepare(store: Store, book_of: BookOf, at: dt.datetime) -> bool:
    """Work out one figure of the day that is not there yet; True while there may be more."""
    with store.looking() as unit:
        book = book_of(unit)
        if not book.people:
            return False
        asking = Asking(unit, book, at, NOBODY.id)
        today = local_date(book.rules.team.time_zone, at)
        for name, work in _figures(asking, today):
            # What somebody is used to does not hang on rules.
            version = 0 if name == days.HABITS else book.version
            if not prepared.is_fresh(unit.prepared.get(name), today, version):
                figure = prepared.written(work(), today, version)
                break
            if name == days.HABITS:
                days.forget_older(book)
        else:
            return False
    with store.unit() as writing:
        writing.prepared.keep(name, figure)
    return True


def _figures(asking: Asking, today: dt.date) -> Iterator[tuple[str, Callable[[], object]]]:
    yield days.HABITS, lambda: days.learn_all(asking)
    yield drying_up.LAGS, partial(drying_up.weeks_taken, asking, today)
    yield plan_measure.NAME, lambda: plan_measure.worked(asking, today)
    for span in Span:
        yield funnel_measure.name_of(span), partial(funnel_measure.measure, asking, today, span)
