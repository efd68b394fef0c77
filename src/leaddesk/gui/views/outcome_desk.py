# SPDX-License-Identifier: MIT
"""From a key of the pad to a command: what an outcome asks, in a panel over the pad."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from typing_extensions import override

from leaddesk.desk.commands import LogCall
from leaddesk.desk.queries import LeadCard, OutcomeOffer, QueueView
from leaddesk.domain.outcome import Needs, Outcome
from leaddesk.domain.perfect_day import Metric
from leaddesk.gui.models.day_strip import counts_of
from leaddesk.gui.models.lead_facts import counts_again
from leaddesk.gui.views.handoff_asking import HandoffAsking, ready_of, receivers
from leaddesk.gui.views.outcome_panels import Asking, Moment, asking_for
from leaddesk.gui.views.reason_chips import ReasonChips
from leaddesk.gui.widgets.inline_panel import InlinePanel
from leaddesk.gui.widgets.outcome_pad import OutcomePad
from leaddesk.words import numbers, outcomes

if TYPE_CHECKING:
    from leaddesk.gui.views.queue_view import QueueScreen


class SkipAsking(Asking):
    """Asks why a lead is skipped; a digit or a click takes the reason at once."""

    def __init__(self, left: int, reasons: Iterable[str]) -> None:
        super().__init__(
            "Skip this lead: why?", "Skip",
            hint=f"{numbers.count(left, 'skip')} left today. A digit takes a reason at once.",
        )  # fmt: skip
        self.chips = ReasonChips(self)
        self.chips.show_reasons([(key, outcomes.skip_reason(key)) for key in reasons])
        self.chips.reason_chosen.connect(lambda _key: self.complete.emit())
        self.column.addWidget(self.chips)

    @override
    def problem(self) -> str:
        """Return that a reason is missing, while it is."""
        return "" if self.chips.reason else "Choose a reason."


class OutcomeDesk(QObject):
    """Owns the panel over the pad of one queue screen."""

    def __init__(self, screen: QueueScreen, pad: OutcomePad) -> None:
        super().__init__(screen)
        self._screen = screen
        self._panel = InlinePanel(screen)
        self._panel.set_anchor(pad)
        self._take: Callable[[], None] | None = None
        self._asking: Asking | None = None
        self._panel.accepted.connect(self._on_accepted)
        self._panel.cancelled.connect(self._on_closed)

    @property
    def is_open(self) -> bool:
        """True while something is being asked."""
        return self._asking is not None

    @property
    def asking(self) -> Asking | None:
        """What is being asked."""
        return self._asking

    @property
    def panel(self) -> InlinePanel:
        """The panel over the pad."""
        return self._panel

    def choose(self, outcome_id: str) -> None:
        """Log an outcome, or ask first for what it needs."""
        screen = self._screen
        view, card = screen.view, screen.card
        offer = _offer(view, outcome_id)
        if view is None or card is None or offer is None or screen.writing:
            return
        outcome = offer.outcome
        if outcome.needs is Needs.SHEET:
            self._ask_handoff(view, card, outcome)
            return
        asking = asking_for(outcome, self._moment(card), screen.bench.seat.currency)
        if asking is None:
            self._log(card, outcome, self._call(card, outcome))
            return
        self._open(
            asking,
            lambda: self._log(card, outcome, asking.filled(self._call(card, outcome))),
        )

    def ask_skip(self) -> None:
        """Ask why the lead in hand is skipped."""
        view = self._screen.view
        if view is None:
            return
        asking = SkipAsking(view.skips_left, view.skip_reasons)
        self._open(asking, lambda: self._screen.skip(asking.chips.reason))

    def close(self) -> None:
        """Close the panel without a word."""
        if self._asking is not None:
            self._panel.close_panel()
            self._on_closed()

    # ------------------------------------------------------------------------- inside

    def _open(self, asking: Asking, take: Callable[[], None]) -> None:
        self._asking, self._take = asking, take
        asking.complete.connect(self._panel.accept)
        self._panel.open_with(asking.title, asking, asking.accept_words, asking.hint)
        self._screen.bench.frame.refresh_actions()

    def _on_accepted(self) -> None:
        asking, take = self._asking, self._take
        if asking is None or take is None:
            return
        problem = asking.problem()
        self._panel.show_problem(problem)
        if not problem:
            take()

    def _on_closed(self) -> None:
        self._asking = self._take = None
        self._screen.bench.frame.refresh_actions()

    def _ask_handoff(self, view: QueueView, card: LeadCard, outcome: Outcome) -> None:
        screen = self._screen
        seat = screen.bench.seat
        ready = ready_of(view.sheet, dict(screen.side.answers))
        people = receivers(seat.people, view.tier, seat.person_id)
        asking = HandoffAsking(ready, people, self._moment(card))

        def take() -> None:
            command = asking.command(
                card.id, screen.side.answers, screen.lead.note.words, self._talk_seconds()
            )
            counts = {**self._counts(card, outcome), Metric.HANDOFFS.value: 1}
            screen.log(command, counts)

        self._open(asking, take)

    def _log(self, card: LeadCard, outcome: Outcome, call: LogCall) -> None:
        self._screen.log(call, self._counts(card, outcome))

    def _call(self, card: LeadCard, outcome: Outcome) -> LogCall:
        lead = self._screen.lead
        return LogCall(
            card.id, outcome.id, self._screen.bench.seat.tier, lead.note.words,
            number=lead.number, talk_seconds=self._talk_seconds(),
        )  # fmt: skip

    def _counts(self, card: LeadCard, outcome: Outcome) -> Mapping[str, int]:
        fresh = card.attempts == 0 and not any(row.outcome for row in card.history)
        again = counts_again(card, self._now())
        return counts_of(outcome, new_lead=fresh, counted=again)

    def _talk_seconds(self) -> int:
        return self._screen.lead.phone.elapsed_seconds

    def _moment(self, card: LeadCard) -> Moment:
        return Moment(self._now(), card.time_zone, self._screen.bench.seat.time_zone)

    def _now(self) -> dt.datetime:
        return self._screen.bench.ops.now()


def _offer(view: QueueView | None, outcome_id: str) -> OutcomeOffer | None:
    if view is None:
        return None
    return next((o for o in view.offers if o.outcome.id == outcome_id and not o.off), None)
