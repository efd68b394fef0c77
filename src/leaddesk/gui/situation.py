# SPDX-License-Identifier: MIT
"""The few conditions under which an action makes sense."""

from __future__ import annotations

import enum


class When(enum.Flag):
    """What is the case; an action asks for some of these and is off until all of them are."""

    ALWAYS = 0
    SEATED = enum.auto()
    """Somebody sits at the desk and the desk is open."""
    IN_TEAM = enum.auto()
    """This workstation belongs to a team with a hub."""
    LEAD_IN_HAND = enum.auto()
    """A lead is in hand, and nothing is being logged or asked for it."""
    LEASE_OVER = enum.auto()
    """The lead in hand may not be called before the hub was heard, and another one may."""
    LEAD_SHOWN = enum.auto()
    """A lead is shown whose fields can be changed."""
    ROW_CHOSEN = enum.auto()
    """A row is chosen in the list of the screen."""
    TO_ACCEPT = enum.auto()
    """The chosen handoff waits for this person's answer."""
    OWES_FEEDBACK = enum.auto()
    """The chosen row is feedback that this person owes."""
    MAY_APPEAL = enum.auto()
    """The chosen handoff was rejected and may be looked at again."""
    MAY_REASSIGN = enum.auto()
    """The chosen handoff may be given to another receiver, or back to its giver."""
    MAY_OVERRIDE = enum.auto()
    """A team lead may decide on the chosen handoff in its receiver's place."""
    TEAM_HANDOFFS = enum.auto()
    """A team lead looks at handoffs, and no panel is open for one."""
    HAS_COLLEAGUE = enum.auto()
    """The lead or handoff shown was passed between two people, and the other one can be rung."""
    MAY_CHANGE_MANY = enum.auto()
    """Leads are listed, and this person may change many of them at once."""
    KEPT_FILTER = enum.auto()
    """A filter is chosen that was kept under a name."""
    ENTRY_CHOSEN = enum.auto()
    """An entry of the do-not-call list is chosen that this person may take off."""
    REGISTRY_CHOSEN = enum.auto()
    """A national list is chosen, by somebody who may change how it binds."""
    PLACE_CHOSEN = enum.auto()
    """A place is chosen whose calling hours this person may confirm."""
    FOLDER_CHOSEN = enum.auto()
    """A watched folder is chosen."""
    WEB_FORM_SHOWN = enum.auto()
    """The page says how web forms are set up."""
    FILE_ASIDE = enum.auto()
    """A file that needs a person is chosen."""
    PAIR_SHOWN = enum.auto()
    """Two likely duplicates are shown side by side."""
    MAY_UNDO_LIST = enum.auto()
    """The chosen list may be taken back."""
    MAY_REPEAT_LIST = enum.auto()
    """The chosen list waits on this computer, and the team's hub refused it."""
    PERSON_CHOSEN = enum.auto()
    """A person of the team is chosen."""
    PERSON_HERE = enum.auto()
    """The chosen person is in the team."""
    SOURCE_CHOSEN = enum.auto()
    """A source is chosen whose basis this person may change."""
    RULE_LOOKED_AT = enum.auto()
    """Months were typed, and what they would make anonymous was looked at."""
    RULE_TYPED = enum.auto()
    """Something was typed into the form of a rule that is not in force."""
    RULE_READY = enum.auto()
    """What was typed for a rule was looked at, and nothing is wrong with it."""
    RULE_OWN = enum.auto()
    """The rule that is shown is not the default that ships."""
    RULE_ROW = enum.auto()
    """The form of the rule has a list of lines."""
    RETENTION_ON = enum.auto()
    """A rule makes old leads anonymous, and this person may run it."""
    NOTICE_WAITS = enum.auto()
    """The chosen notice waits for this person to acknowledge it."""
    NOTICE_CHOSEN = enum.auto()
    """A notice in force is chosen, by a team lead who may change it."""
    AGENDA_SHOWN = enum.auto()
    """The agenda of a meeting is shown."""
    MAY_HOLD = enum.auto()
    """The page of somebody else, or of the team, is shown to a team lead."""
    MAY_COACH = enum.auto()
    """The page of somebody else is shown to a team lead, who may write notes."""
    ACTION_CHOSEN = enum.auto()
    """Something agreed is chosen, by a team lead."""
    COACHING_NOTE_CHOSEN = enum.auto()
    """A note on somebody else is chosen, by a team lead."""
    COACHING_NOTE_OWN = enum.auto()
    """A note that a team lead wrote is chosen by them."""
    PLAN_SHOWN = enum.auto()
    """A plan with a goal is shown to a team lead."""
    PLAN_DRAFTED = enum.auto()
    """A team lead typed something into the plan that is not in force."""
