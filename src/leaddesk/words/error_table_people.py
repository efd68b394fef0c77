# SPDX-License-Identifier: MIT
"""The words of what is refused where people of the team tell each other something."""

from __future__ import annotations

_NOTHING = "Nothing was changed."

PEOPLE = {
    "notice_kind": f"There is no kind of notice “{{detail}}”. {_NOTHING} "
    "Kinds are market, policy, strategy, approach and product.",
    "notice_title": f"A title is missing. {_NOTHING} Say in a few words what it is about.",
    "notice_words": f"The words are missing. {_NOTHING} Write what people should know.",
    "notice_tiers": f"Nobody works in tier {{detail}}. {_NOTHING} "
    "Choose tier 1 or 2, or everybody.",
    "notice_changed": f"“{{what}}” was changed since you opened it. {_NOTHING} "
    "Read it as it is now.",
    "notice_withdrawn": f"“{{what}}” was withdrawn. {_NOTHING}",
    "notice_not_for": f"This notice does not ask {{person}}. {_NOTHING}",
    "notice_acknowledged": f"This notice is acknowledged already. {_NOTHING}",
    "notice_read": f"Somebody has acknowledged this notice already. {_NOTHING} "
    "Withdraw it instead.",
    "note_words": f"The words are missing. {_NOTHING} Write the note.",
    "unknown_metric": f"There is no number “{{detail}}” to tie a note to. {_NOTHING}",
    "own_one_to_one": f"A one-to-one takes two. {_NOTHING} Choose somebody else.",
    "action_words": f"An action says nothing. {_NOTHING} Write what is to be done, or take the "
    "line away.",
    "action_past": f"{{detail}} is over. {_NOTHING} Choose a day from today on.",
    "many_actions": f"A meeting keeps {{detail}} actions at most. {_NOTHING}",
    "action_settled": f"That is so already. {_NOTHING}",
}
