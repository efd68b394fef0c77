# SPDX-License-Identifier: MIT
"""Tests for the sample of handoffs, drawn by a seed, and the score of a sheet."""

from __future__ import annotations

import pytest

from leaddesk.desk.commands import ChangeRule, PullBackHandoff, ScoreHandoff, TakeBack
from leaddesk.desk.queries import AskHandoff, AskHandoffFigures, AskTeamHandoffs, HandoffFilter
from leaddesk.desk.rules import encode_rule
from leaddesk.domain.errors import BadInput, RuleBroken
from leaddesk.domain.handoff_quality import DEFAULT_CRITERIA, QualityRule, draw
from leaddesk.words import history
from tests.factories import NOON, Office

MARKS = tuple((criterion.key, 4) for criterion in DEFAULT_CRITERIA)
BETTER = (("need", 5), *MARKS[1:])


@pytest.fixture
def ruth(office: Office) -> int:
    """Return a team lead who works in no tier."""
    return office.person("Ruth Aldana", "team_lead")


def look_at(office: Office, ruth: int, share: float, seed: int = 1) -> None:
    told = encode_rule("handoff.quality", QualityRule(share, seed))
    office.do(ChangeRule("handoff.quality", told), ruth)


def to_score(office: Office, ruth: int) -> set[int]:
    found = office.ask(AskTeamHandoffs(ruth, HandoffFilter("to_score")))
    assert found.to_score == found.total == len(found.rows)
    return {row.id for row in found.rows}


def test_the_sample_is_what_the_seed_draws_and_grows_with_the_share(
    office: Office, ruth: int
) -> None:
    look_at(office, ruth, 0.5, seed=7)
    leads = [office.lead() for _ in range(12)]
    given = {office.hand_off(lead): lead for lead in leads}
    offered_ms = int(NOON.timestamp() * 1000)

    half = {one for one, lead in given.items() if draw(7, lead, offered_ms) < 5000}

    assert to_score(office, ruth) == half
    look_at(office, ruth, 0.8, seed=8)
    assert half <= to_score(office, ruth), "a later seed draws only what is handed off later"
    look_at(office, ruth, 1)
    assert to_score(office, ruth) == set(given)
    look_at(office, ruth, 0)
    assert to_score(office, ruth) == set()


def test_a_score_is_there_for_giver_and_receiver_and_leaves_the_inbox(
    office: Office, ruth: int
) -> None:
    look_at(office, ruth, 1)
    lead = office.lead()
    handoff = office.hand_off(lead)
    before = office.dump()

    office.do(ScoreHandoff(handoff, BETTER, "The need in their words: well done"), ruth)

    card = office.ask(AskHandoff(handoff))
    assert card.score is not None
    assert (card.score.scorer, card.score.score, card.row.score) == ("Ruth Aldana", 420, 0)
    assert dict(card.score.marks)["The need is the prospect’s"] == 5
    assert card.score.line == "The need in their words: well done"
    assert not to_score(office, ruth)
    assert history.line(office.card(lead).history[0]).startswith(
        "Handoff scored for quality: 4.2 of 5 · Ruth Aldana"
    )
    found = office.ask(AskTeamHandoffs(ruth, HandoffFilter("scored")))
    assert [row.score for row in found.rows] == [420]
    assert office.ask(AskHandoffFigures(ruth)).givers[0].counts.mean_score == 4.2
    office.do(TakeBack(), ruth)
    assert office.dump() == before
    assert to_score(office, ruth) == {handoff}


def test_a_later_score_replaces_the_one_before_until_it_is_taken_back(
    office: Office, ruth: int
) -> None:
    handoff = office.hand_off(office.lead())
    office.do(ScoreHandoff(handoff, MARKS, "first"), ruth)
    office.do(ScoreHandoff(handoff, BETTER, "second"), ruth)
    assert office.ask(AskHandoff(handoff)).score.line == "second"  # type: ignore[union-attr]

    office.do(TakeBack(), ruth)

    assert office.ask(AskHandoff(handoff)).score.line == "first"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "marks, line, key",
    [
        (MARKS, " ", "needs_line"),
        (MARKS[1:], "line", "marks_missing"),
        ((("need", 6), *MARKS[1:]), "line", "bad_mark"),
        ((*MARKS, ("charm", 5)), "line", "bad_mark"),
    ],
)
def test_a_score_that_is_none_is_refused(
    office: Office, ruth: int, marks: tuple[tuple[str, int], ...], line: str, key: str
) -> None:
    handoff = office.hand_off(office.lead())
    with pytest.raises(BadInput, match=key):
        office.do(ScoreHandoff(handoff, marks, line), ruth)
    assert office.ask(AskHandoff(handoff)).score is None


def test_only_a_team_lead_scores_and_nothing_that_was_pulled_back_is_drawn(
    office: Office, ruth: int
) -> None:
    look_at(office, ruth, 1)
    handoff = office.hand_off(office.lead())
    with pytest.raises(RuleBroken, match="team_lead_only"):
        office.do(ScoreHandoff(handoff, MARKS, "line"), office.sam)

    office.do(PullBackHandoff(handoff, "words"), ruth)

    assert not to_score(office, ruth)
