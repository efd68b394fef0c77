# SPDX-License-Identifier: MIT
"""The actions of the screen on which team leads change the rules."""

from __future__ import annotations

from leaddesk.desk.commands import ChangeRules
from leaddesk.gui.action import Action
from leaddesk.gui.situation import When

SCREEN = "rules"
MENU = "Rules"

RULES: tuple[Action, ...] = (
    Action("rules.put", "Put this rule in force", ("Ctrl+Return",), When.RULE_READY, SCREEN, MENU,
           "check", needs=ChangeRules),
    Action("rules.discard", "Discard what was typed", ("Ctrl+Backspace",), When.RULE_TYPED,
           SCREEN, MENU, "x", needs=ChangeRules),
    Action("rules.default", "Back to the default that ships", ("Ctrl+Shift+R",), When.RULE_OWN,
           SCREEN, MENU, "refresh-cw", needs=ChangeRules),
    Action("rules.versions", "Versions of this rule…", ("Ctrl+H",), When.SEATED, SCREEN,
           MENU, "history", needs=ChangeRules),
    Action("rules.export", "Export all rules to a file…", ("Ctrl+Shift+S",), When.SEATED,
           SCREEN, MENU, "download", needs=ChangeRules),
    Action("rules.import", "Import rules from a file…", ("Ctrl+O",), When.SEATED, SCREEN, MENU,
           "upload", needs=ChangeRules),
    Action("rules.row_up", "Move the chosen line up", ("Alt+Up",), When.RULE_ROW, SCREEN, MENU,
           "arrow-up", needs=ChangeRules),
    Action("rules.row_down", "Move the chosen line down", ("Alt+Down",), When.RULE_ROW, SCREEN,
           MENU, "arrow-down", needs=ChangeRules),
    Action("rules.row_add", "Add a line", ("Alt+Ins",), When.RULE_ROW, SCREEN, MENU, "plus",
           needs=ChangeRules),
    Action("rules.row_copy", "Copy the chosen line", ("Ctrl+D",), When.RULE_ROW, SCREEN, MENU,
           "copy", needs=ChangeRules),
    Action("rules.row_remove", "Remove the chosen line", ("Alt+Del",), When.RULE_ROW, SCREEN, MENU,
           "trash-2", needs=ChangeRules),
)  # fmt: skip
