# SPDX-License-Identifier: MIT
"""What the people of the demo team write: notes, answers on the sheet, returns, thanks."""

from __future__ import annotations

import random

NOTES = {
    "no_answer": ("Rang out.", "No voicemail set up.", "Try before ten."),
    "voicemail": ("Left the short version.", "Said I would call again.", "Mentioned the fair."),
    "busy": ("Line engaged.",),
    "gatekeeper": (
        "Front desk says mornings are best.",
        "Assistant is called Joan; ask for the direct line.",
        "In the plant all day, call before nine thirty.",
        "Travels until Thursday.",
    ),
    "callback": (
        "Was walking into a meeting, asked for another time.",
        "Wants to have the numbers in front of them.",
        "Interested, driving just now.",
    ),
    "not_now": (
        "Budget opens in the new quarter.",
        "Moves into the new building first.",
        "Evaluating internally until the end of the season.",
        "Good talk; the project starts later this year.",
    ),
    "not_interested": ("Happy with what they have.", "Polite, but no.", "Too small for this."),
    "unqualified": ("Three people, no need.", "Decisions are made abroad.", "No budget at all."),
    "contract_until": ("Contract with another vendor; wants an offer before it ends.",),
    "wrong_number": ("Somebody else's phone.",),
    "do_not_call": ("Asked to be taken off the list.",),
}
NOTE_SHARE = {"callback": 0.8, "not_now": 0.9, "gatekeeper": 0.6, "unqualified": 0.7}
OTHER_NOTE_SHARE = 0.12

BUDGETS = (
    "$20–25k set aside, this year", "About $15k, in the plan", "$8k without asking anybody",
    "Up to $40k with the board's yes", "Wants an offer first, range is fine", "$12k from training",
)  # fmt: skip
AUTHORITY = (
    "Signs alone; CFO is told", "Decides with the plant manager", "Owner signs above $10k",
    "Purchasing joins after the demo", "Partner has to agree", "Board meets in two weeks",
)  # fmt: skip
TIMING = (
    "Decision this month", "Has to run before the season", "Contract ends at the quarter's end",
    "As soon as possible, audit is coming", "Decision by mid month", "Within 60 days",
)  # fmt: skip
STEPS = (
    "Short demo with the team", "Call with both decision makers", "Send an outline, then talk",
    "Visit the site, see the line", "Show it on their own data",
)  # fmt: skip
HANDOFF_NOTES = (
    "Prefers mornings. Knows us from a former job.",
    "Warm and quick; wants numbers, not slides.",
    "Asked twice about support at night. Have an answer ready.",
    "Current vendor let them down in spring; be on time.",
    "Likes to talk about the plant. Start there.",
    "Has tried two tools already, neither stuck. Ask why.",
    "Will bring the controller to the next call.",
)

RETURNS = (
    ("no_budget", "Nice person, but nothing is set aside. Could you ask who holds the budget?"),
    ("wrong_timing", "They start in autumn. Please agree on a date and hand over again."),
    ("need_unclear", "I could not find the need in the sheet. What hurts most for them?"),
    ("no_authority", "Reports to the person we should talk to. Can you get the name?"),
)
REJECTIONS = ("duplicate", "outside_definition", "already_customer", "wrong_territory")

THANKS = (
    ("The need was in their own words. I opened with it and they took over.", 5),
    ("You had the decision maker on the line before I was. That saved a week.", 5),
    ("Budget and date were exactly right. Thank you, it shortened the talk by half.", 5),
    ("They were expecting me and knew why. Well prepared.", 5),
    ("Good find. The tip about mornings worked at once.", 4),
    ("Authority was one step higher than noted, the rest was spot on.", 4),
    ("They praised how you listened. I could feel it in the first minute.", 5),
    ("Your note about the former vendor was gold. I was on time.", 5),
    ("Timing slipped, but the need is real. Keep them coming.", 4),
    ("They did not come, yet the sheet makes the second try easy.", 3),
    ("You asked about support before I had to. It won the room.", 5),
    ("Next time one line more on who signs; everything else was there.", 3),
    ("The question about scrap opened a second project. Thank you.", 5),
    ("We lost on price, not on your work. The talk was honest from the start.", 4),
    ("Clean packet, nothing to look up. This is how I like them.", 5),
)

WEB_NOTES = (
    "“Please call me about prices for 20 people.”",
    "“We saw the demo film. Does it work with our scanner?”",
    "“Need something before the audit in six weeks.”",
    "Asked for the price list.",
    "“Could somebody show us this on our own data?”",
    "Downloaded the planning guide, ticked “call me”.",
    "“We are comparing three vendors this month.”",
    "“Is there support at night?”",
)
FAIR_NOTES = (
    "Trade show scan · Booth 14 · brochure B",
    "Talked for ten minutes at the booth, took samples",
    "Won the raffle; asked for a call",
    "Scan only",
    "Wants to see it in the plant",
)


def note_for(outcome: str, chance: random.Random) -> str:
    """Return what somebody typed after a call; mostly nothing."""
    choices = NOTES.get(outcome, ())
    if not choices or chance.random() >= NOTE_SHARE.get(outcome, OTHER_NOTE_SHARE):
        return ""
    return chance.choice(choices)


def sheet_for(
    industry: str, size: int, needs: tuple[str, ...], chance: random.Random
) -> tuple[tuple[str, str], ...]:
    """Return the answers of a qualification sheet: all five, or four of them."""
    answers = [
        ("fit", f"{industry}, {size} staff"),
        ("need", chance.choice(needs).capitalize()),
        ("timing", chance.choice(TIMING)),
        ("budget", chance.choice(BUDGETS)),
        ("authority", chance.choice(AUTHORITY)),
    ]
    if chance.random() < 0.35:  # noqa: PLR2004 - a third of the sheets has a gap
        answers.pop(chance.choice((3, 4)))
    return tuple(answers)
