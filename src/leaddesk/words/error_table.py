# SPDX-License-Identifier: MIT
"""The words of each error by its key, and of each kind of thing that can be missing."""

from __future__ import annotations

from leaddesk.words.error_table_file import FILE_ERRORS
from leaddesk.words.error_table_hub import HUB_ERRORS
from leaddesk.words.error_table_joining import JOINING_ERRORS, JOINING_NOT_FOUND
from leaddesk.words.error_table_people import PEOPLE
from leaddesk.words.error_table_sync import SYNC_ERRORS
from leaddesk.words.error_table_team import HANDOFF_ERRORS, TEAM_ERRORS
from leaddesk.words.rule_problems import PROBLEMS

_NOTHING = "Nothing was changed."
_SAFE = "What was shown as logged is safe."
_NOT_IMPORTED = "Nothing was imported."

_QUEUE = {
    "unknown_zone": "The time zone is not known: {detail}. Nothing was changed. "
    "Use a name like America/Chicago.",
    "never_opens": "Under these hours no time to call comes up within a year. Nothing was changed. "
    "Check the calling hours and the time zone.",
    "outside_lawful_hours": "The law allows no call there at that time: it would be {local} on "
    "their clock. Nothing was changed. Pick a time between 8:00 and 21:00 there.",
    "not_your_tier": f"{{person}} does not work in tier {{tier}}. {_NOTHING} "
    "Pick one of their own tiers.",
    "in_other_hand": f"{{lead}} is in the hands of {{person}} now. {_NOTHING} Take another lead.",
    "suppressed": f"{{lead}} must not be called. {_NOTHING}",
    "not_here_yet": f"{{lead}} is still being imported. {_NOTHING} Try again when it is done.",
    "offered_away": f"{{lead}} is offered to the next tier and waits there. {_NOTHING}",
    "not_callable": f"{{lead}} has no number that may be called, or no known time zone. {_NOTHING} "
    "Add what is missing to the lead first.",
    "lead_closed": f"{{lead}} is closed. {_NOTHING} Take the lead into hand first if it is open "
    "again after all.",
    "no_skips_left": f"All {{allowed}} skips of today are used. {_NOTHING} Log what the call "
    "comes to.",
    "nothing_to_undo": f"There is nothing left to take back. {_NOTHING}",
    "not_yours": f"This belongs to somebody else. {_NOTHING} Ask them to do it.",
    "moved_on": f"Somebody worked on this since, so it can't be taken back. {_NOTHING} "
    "Look at its history.",
    "rule_changed": f"A colleague changed this rule since you opened it. {_NOTHING} "
    "Look at what is in force now, then make your change again.",
    "edited_since": f"Somebody else changed {{lead}} since you opened it. {_NOTHING} "
    "Open it again and make your change on top of theirs.",
}
_BULK = {
    "bulk_stopped": "Stopped. Every lead is as it was.",
}
_NO_CALL = {
    "callers_only": f"Only who works in a tier may do this, and {{person}} works in none. "
    f"{_NOTHING} Ask your team lead.",
    "receivers_only": f"Only who works in a tier that leads are handed to may do this, and "
    f"{{person}} does not. {_NOTHING} "
    "Ask your team lead.",
    "team_lead_only": f"Only a team lead may do this, and {{person}} is none. {_NOTHING} "
    "Ask your team lead.",
    "listed_already": f"{{what}} is on the list already, since {{since}} by {{person}}. {_NOTHING}",
    "unlist_too_late": "An entry of the do-not-call list can be taken back for {minutes} minutes; "
    f"after that a team lead takes it off with a reason. {_NOTHING}",
    "bad_company": f"This names no company of its own: {{detail}}. {_NOTHING} "
    "Give a company's name, or its own site like acme.com.",
    "unknown_place": f"This country or state is not known: {{detail}}. {_NOTHING} "
    "Use codes like US and FL.",
    "bad_typed_hours": f"These hours can't be read: {{detail}}. {_NOTHING} "
    "Write a line like mon-fri 9:00-17:30.",
    "bad_max_calls": f"Calls within 24 hours go from 0, for no limit, to 100: {{detail}}. "
    f"{_NOTHING}",
    "bad_days": f"A file holds for 1 to 366 days: {{detail}}. {_NOTHING}",
    "registry_in_future": f"The file's date lies in the future: {{detail}}. {_NOTHING} "
    "Give the day on which the file was made.",
    "registry_older": "The file is older than the one in force, of {detail}, which stays in force. "
    "Import the newest file.",
    "registry_empty": "The file has no number in it. The list before stays in force. "
    "Check that it is the right file.",
    "registry_bad_row": "Row {where} holds no telephone number of this list: {detail}. "
    "The list before stays in force. Check that it is the right file, and whole.",
    "registry_needs_date": f"The day of the file is missing. {_NOTHING} Give the day on which it "
    "was made: the leads are good for calls from then.",
    "no_full_list": f"This file has changes only, and there is no {{name}} to change. {_NOTHING} "
    "Import a full file first.",
    "rescrub_cancelled": "Stopped. The leads compared until then stay as the lists say.",
}
_DUPLICATES = {
    "number_taken": f"{{number}} is called from {{lead}} ({{company}}) already, lead {{id}}. "
    f"{_NOTHING} Open that lead, or merge the two if they are one.",
    "merged_away": f"{{lead}} was merged into lead {{id}}. {_NOTHING} Open that lead instead.",
    "erased_already": f"This person was erased. {_NOTHING} Nothing is left of them to work on.",
    "erased_before": f"This person was erased because they asked. {_NOTHING} When they came back "
    "by themselves, a team lead lets them in again on the screen “Personal data”.",
    "bad_erasures": f"This file does not say who was erased ({{detail}}). {_NOTHING} "
    "Give the file that LeadDesk keeps beside the database or its backups.",
    "not_confirmed": f"Erasing can't be taken back. {_NOTHING} Add --yes to erase for good.",
    "not_erased": f"Nobody with this number or address was erased. {_NOTHING} Look whether it is "
    "the one they had then.",
    "unknown_basis": f"There is no basis “{{detail}}”. {_NOTHING} Known are {{choices}}.",
    "retention_off": f"No rule says when leads are made anonymous. {_NOTHING} "
    "Set the months first.",
    "retention_cancelled": "Stopped. What was made anonymous until then stays so.",
    "same_lead": f"That is one lead twice. {_NOTHING} Name two different ones.",
    "unknown_field": f"There is no field “{{where}}” to choose. {_NOTHING} Fields are {{choices}}.",
    "merge_offered": f"{{lead}} is offered to {{person}} and waits for an answer. {_NOTHING} "
    "Merge when it is accepted or returned.",
    "merge_two_handoffs": f"Colleagues work on both leads after a handoff. {_NOTHING} "
    "End one of the handoffs first, then merge.",
}
_OUTCOMES = {
    "unknown_outcome": f"There is no outcome “{{where}}” in tier {{tier}}. {_NOTHING}",
    "voicemail_cap": f"{{lead}} has {{allowed}} voicemails already. {_NOTHING} "
    "Log No answer instead.",
    "needs_time": f"This outcome needs a time. {_NOTHING} Say when.",
    "needs_reason": f"A reason is missing. {_NOTHING} Say why: {{choices}}.",
    "needs_person": f"Who did they refer you to? {_NOTHING} Give a name, and a number if you have "
    "one.",
    "needs_words": f"A few words are missing. {_NOTHING} Write what the other person has to know.",
    "bad_amount": f"The amount of the sale can't be used: {{detail}}. {_NOTHING} "
    "Give it in your team's currency.",
    "bad_talk_time": f"A call lasts from nothing to a day. {_NOTHING} Check the length.",
    "time_too_old": "That time is more than a year ago: {detail}. Nothing was changed. "
    "Check the date.",
    "time_in_future": f"A call can't end in the future: {{detail}}. {_NOTHING} Check the time.",
    "time_in_past": f"That time has passed. {_NOTHING} Pick a later one.",
    "time_too_far": f"That time is too far ahead. {_NOTHING} Pick an earlier one.",
}
_RULES = {key: f"{{where}}: {said} {_NOTHING}" for key, said in PROBLEMS.items()}
_RULE_FILES = {
    "rule_file.unreadable": f"{{where}} can't be read: {{detail}}. {_NOTHING}",
    "rule_file.too_large": f"The file is too large for one of rules. {_NOTHING}",
    "rule_file.text": f"The file is no UTF-8 text from {{where}} on. {_NOTHING} Save it as UTF-8.",
    "rule_file.syntax": f"The file can't be read at {{where}}: {{detail}}. {_NOTHING} "
    "Mend it there, or export the rules anew.",
    "rule_file.twice": f"“{{detail}}” stands twice in one place of the file. {_NOTHING} "
    "Take one of them out.",
    "rule_file.other": f"This is not a file of rules of LeadDesk. {_NOTHING}",
    "rule_file.newer": f"The file was written by a newer LeadDesk (format {{detail}}). {_NOTHING} "
    "Update LeadDesk, then import it again.",
    "rule_file.none": f"There is no rule in the file. {_NOTHING}",
}
_DEMO = {
    "demo_needs_empty": "The demo team needs a database without people and leads. Nothing was "
    "changed. Name a new file.",
    "demo_cancelled": "Stopped. Nothing was made.",
}
_FIELDS = {
    "naive_time": f"A time needs a time zone: {{detail}}. {_NOTHING}",
    "negative_time": f"A length of time can't be less than nothing. {_NOTHING}",
    "bad_time": f"“{{detail}}” is not a time. {_NOTHING} Write 2026-05-12T13:30.",
    "bad_hours": f"These hours end before they start: {{detail}}. {_NOTHING}",
    "phone.not_extension": "This is not an extension that can be dialled: {detail}. "
    "An extension is two to six digits. Nothing was called.",
    "phone.not_e164": "This is not a number that can be dialled: {detail}. Nothing was called.",
    "bad_number": f"“{{detail}}” is not a telephone number. {_NOTHING} "
    "Write it with its country, like +1 612 555 0148.",
    "bad_email": f"“{{detail}}” is not an e-mail address. {_NOTHING}",
    "bad_employees": f"The number of employees can't be less than nothing. {_NOTHING}",
    "unknown_country": f"There is no country “{{detail}}”. {_NOTHING} Use its name or its code.",
    "nobody": f"A lead needs a name or a company. {_NOTHING}",
    "do_not_call": f"This person asked not to be called. {_NOTHING}",
    "duplicate_lead": f"{{lead}} ({{company}}) is here already as lead {{id}}. {_NOTHING} "
    "Open that lead instead.",
    "unknown_kind": f"There is no kind of source “{{detail}}”. {_NOTHING} "
    "Kinds are inbound, trade_show, list and referral.",
    "unknown_tier": f"There is no tier {{detail}}. {_NOTHING}",
}
_FILES = {
    "import_cancelled": f"Stopped. {_NOT_IMPORTED}",
    "columns_unknown": f"The columns of {{where}} are not recognised: {{detail}}. {_NOT_IMPORTED} "
    "Say what they hold, for example --map company=COLUMN --map phone=COLUMN.",
    "mapping.damaged": f"The column mapping kept for this list can't be read. {_NOT_IMPORTED} "
    "Map the columns again.",
    "file.missing": f"There is no file {{where}}. {_NOT_IMPORTED} Check its name and place.",
    "file.directory": f"{{where}} is a folder. {_NOT_IMPORTED} Pick a file in it.",
    "file.not_a_file": f"{{where}} is not a file that can be read. {_NOT_IMPORTED}",
    "file.unreadable": f"{{where}} can't be read ({{detail}}). {_NOT_IMPORTED} "
    "Check its rights and whether another program holds it.",
    "file.empty": f"{{where}} holds no rows. {_NOT_IMPORTED}",
    "file.encrypted": f"{{where}} is protected by a password. {_NOT_IMPORTED} "
    "Save it without one and try again.",
    "file.too_large": f"{{where}} is too large ({{detail}}). {_NOT_IMPORTED} Split it into parts.",
    "file.not_a_list": f"{{where}} is not a list of leads ({{detail}}). {_NOT_IMPORTED} "
    "Save it as CSV or XLSX.",
    "file.too_many_columns": f"{{where}} has more columns than a list can have. {_NOT_IMPORTED} "
    "Keep the columns you need.",
    "file.too_many_rows": f"{{where}} has more than {{detail}} rows. {_NOT_IMPORTED} "
    "Split it into parts.",
    "file.long_line": f"{{where}} holds a line that is too long for a list. {_NOT_IMPORTED} "
    "Check whether a quotation mark is left open.",
    "file.broken_quotes": f"In {{where}} a quotation mark is opened and not closed. "
    f"{_NOT_IMPORTED} Mend that row, or save the file anew from your spreadsheet.",
    "file.undecodable": f"{{where}} does not fit the chosen encoding. {_NOT_IMPORTED} "
    "Pick another encoding.",
    "file.unknown_encoding": f"There is no encoding “{{detail}}”. {_NOT_IMPORTED} "
    "Try utf-8 or cp1252.",
    "file.unknown_delimiter": f"“{{detail}}” can't separate columns. {_NOT_IMPORTED} "
    "Use a comma, a semicolon, a tab or a bar.",
    "file.damaged": f"{{where}} is damaged. {_NOT_IMPORTED} Save it anew from the program it "
    "comes from.",
    "file.bomb": f"{{where}} unpacks to far more than a list of leads. {_NOT_IMPORTED} "
    "Save it as CSV if it is a real list.",
    "file.reader_died": f"Reading the file took more memory or time than a list needs. "
    f"{_NOT_IMPORTED} Save it as CSV, or split it into parts.",
    "file.reader_stalled": f"Reading the file came to a halt. {_NOT_IMPORTED} "
    "Save it as CSV, or split it into parts.",
    "folder.unwritable": "Nothing can be written to {where}: {detail}. Name another folder.",
    "file.unwritable": "The rows that were turned down can't be written to {where}. "
    "The import itself is done.",
}
_NOT_EXPORTED = "Nothing was exported."
_EXPORTS = {
    "export_not_allowed": f"Only a team lead may take this out of LeadDesk. {_NOT_EXPORTED} "
    "Ask your team lead to do it.",
    "export_cancelled": f"Stopped. {_NOT_EXPORTED} No file is left.",
    "nothing_agreed": f"{{lead}} has no appointment, callback or next step of {{person}}. "
    f"{_NOT_EXPORTED}",
    "export.exists": f"There is a file {{where}} already. It stays as it is. {_NOT_EXPORTED} "
    "Pick another name, or say that it may be replaced.",
    "export.is_folder": f"{{where}} is a folder. {_NOT_EXPORTED} Give the file a name in it.",
    "export.no_folder": f"There is no folder {{where}}. {_NOT_EXPORTED} Pick one that is there.",
    "export.unwritable": f"{{where}} can't be written: {{detail}}. {_NOT_EXPORTED} "
    "Pick another folder.",
    "export.disk_full": f"The disk has no room for {{where}}. {_NOT_EXPORTED} "
    "Make room, or pick another disk.",
    "export.needs_name": f"A file name is missing. {_NOT_EXPORTED} Say where the file should go.",
    "export.unknown_column": f"There is no column “{{detail}}”. {_NOT_EXPORTED}",
}
_ARRIVALS = {
    "folder_watched": f"The folder {{where}} is watched already. {_NOTHING}",
    "needs_folder": f"A folder is missing. {_NOTHING} Choose the folder that the lists land in.",
    "file_known": "A file with the same content was imported already. Nothing was imported again.",
    "inquiry_key": "This key was used for another message. Nothing was taken. "
    "Send each message with a key of its own.",
    "inquiry_empty": "There is neither a name nor a number, an address or a company in it. "
    "Nothing was taken. Name the fields name, company, phone and email.",
    "bad_token": f"This is not the digest of a token. {_NOTHING}",
    "watch.no_folder": f"There is no folder {{where}}. {_NOTHING} Make it first.",
    "watch.gone": "There is no folder {where} now. It is looked for again every few seconds.",
    "watch.unwritable": "Nothing can be moved in {where}: {detail}. Nothing was imported. "
    "Give the right to write there; it is tried again.",
    "watch.full": "The disk of {where} is full. Nothing was imported. Make room; it is tried "
    "again.",
    "watch.columns": "The columns of {where} are not recognised: {detail}. Nothing was imported. "
    "Look at it and say once what they hold; files with this header then go by themselves.",
    "watch.letters": "It is not sure which letters {where} is written in ({detail}). Nothing was "
    "imported. Look at it and import it once; files with this header then go by themselves.",
    "watch.known": "A file with the same content was imported on {detail}. Nothing was imported "
    "again. Take that import back first if it is meant to come in again.",
    "watch.person": "Nobody is there in whose name it can be imported. Nothing was imported. "
    "Name somebody of the team.",
    "intake.missing": "The part that takes web forms is not installed. Nothing was started. "
    'Install it with pip install "leaddesk[intake]" and start it again.',
    "intake.no_token": "No token was made yet, so nobody could post. Nothing was started. "
    "Make one with: leaddesk intake --new-token. Then start it again.",
    "intake.address": "{where} can't be listened on: {detail}. Nothing was started. "
    "Choose another --port.",
    "intake.unauthorised": "The token is missing or not the right one. Nothing was taken.",
    "intake.too_large": "A message may have {detail} bytes. Nothing was taken.",
    "intake.too_often": "Too many messages at once. Nothing was taken. Try again in a minute.",
    "intake.too_slow": "The message took too long to arrive. Nothing was taken.",
    "intake.bad_body": "The message can't be read ({detail}). Nothing was taken. Send a form or a "
    "flat JSON object of texts.",
    "intake.bad_kind": "A message is application/json, application/x-www-form-urlencoded or "
    "multipart/form-data. Nothing was taken.",
    "intake.bad_key": "An Idempotency-Key has at most 200 characters. Nothing was taken.",
    "intake.bad_redirect": "This form may not send people there. Nothing was taken. Start the "
    "intake with --redirect and that address.",
    "intake.nowhere": "There is nothing here. Post to /leads.",
}
_STORE = {
    "not_a_database": "{where} is not a LeadDesk database. It was not touched. "
    "Pick another file, or restore a backup.",
    "damaged": "{where} is damaged and was left as it is. Bring back a backup: leaddesk restore "
    "latest keeps the damaged file beside it.",
    "is_a_directory": "{where} is a folder. It was not touched. Name the database file in it.",
    "no_folder": "There is no folder for {where}. Nothing was made. "
    "Make it first, or pick another place.",
    "read_only": f"{{where}} can be read but not written. {_SAFE} "
    "Check the rights of the file and its folder.",
    "disk_full": f"The disk is full, so this was not logged. {_SAFE} Make room, then log it again.",
    "disk_error": f"The disk can't be read or written now. {_SAFE} Check it, then make a backup.",
    "foreign_database": "{where} belongs to another program. It was not touched. "
    "Pick another file.",
    "locked": f"Another program holds the database. {_SAFE} Close it or try again in a moment.",
    "cannot_open": f"{{where}} can't be opened. {_SAFE} Check that it is there and may be read.",
    "newer_schema": "A newer LeadDesk wrote this database. It was not touched. "
    "Update LeadDesk on this computer.",
    "driver_missing": "The part that talks to PostgreSQL is not installed. Nothing was changed. "
    "Install leaddesk with the extra “postgres”.",
    "not_open": f"The database is closed. {_SAFE} Open it again.",
    "import_died": "The import of {where} broke off. Everything logged is safe. Look on the screen "
    "Import whether the list is there; if it is not, nothing of it is, and it can be read again.",
    "import_failed": f"The import ended with something unexpected ({{detail}}). {_NOT_IMPORTED} "
    "Try again; if it comes back, run leaddesk check.",
    "unexpected": f"The database answered with something unexpected. {_SAFE} "
    "Try again; if it comes back, run leaddesk check.",
    "database_url": "This is not the address of a database: {where} {detail}. Nothing was changed. "
    "Write a file name, or postgresql://person@server/database.",
    "backup.postgresql": "A database on a server is backed up and restored by its own tools. "
    "Nothing was changed. Run: {detail} and pg_restore to bring it back.",
    "backup.exists": "{where} is there already and was not touched. Pick another name.",
    "backup.missing": f"There is no backup {{where}}. {_NOTHING} Check its name and place.",
    "backup.none": f"There are no backups in {{where}}. {_NOTHING} Name a file.",
    "backup.damaged": f"The backup {{where}} is damaged. {_NOTHING} Use an older one.",
    "backup.not_ours": f"{{where}} is a database of another program. {_NOTHING} Pick a backup "
    "that LeadDesk made.",
    "backup.same_file": f"{{where}} is the database itself. {_NOTHING} Pick a backup.",
}
_WINDOW = {
    "window.no_binding": "The window needs PySide6_Essentials, which is not installed. "
    "Install leaddesk anew; the other commands work without it.",
    "window.bad_pair": "PySide6 {binding} does not run safely on Python {python}: it would stop in "
    "the middle of work. Install PySide6_Essentials 6.11, or use Python 3.12 or newer.",
    "window.no_display": "There is no display here, so the window can't open. "
    "Use the other commands (leaddesk --help), or see it at work with leaddesk tour.",
    "window.no_library": "Qt does not load: {detail}. Install the library it names; the other "
    "commands work without it.",
}
WORDS: dict[str, str] = {
    **_RULES,
    **_RULE_FILES,
    **_WINDOW,
    **_DEMO,
    **_QUEUE,
    **_BULK,
    **_NO_CALL,
    **_DUPLICATES,
    **_OUTCOMES,
    **FILE_ERRORS,
    **HANDOFF_ERRORS,
    **HUB_ERRORS,
    **SYNC_ERRORS,
    **TEAM_ERRORS,
    **PEOPLE,
    **_FIELDS,
    **_FILES,
    **_EXPORTS,
    **_ARRIVALS,
    **JOINING_ERRORS,
    **_STORE,
}

NOT_FOUND: dict[str, str] = {
    "device": "The team’s hub does not know this workstation. It has to join the team again; what "
    "was done on it stays there.",
    "lead": f"There is no lead {{what}} here. {_NOTHING}",
    "run": f"The hub knows nothing of this work any more; begin it again. {_NOTHING}",
    "coaching_note": f"There is no such note, or it was taken away. {_NOTHING}",
    "action": f"There is no action {{what}}, or it was taken back. {_NOTHING}",
    "notice": f"There is no notice {{what}}, or it was taken back. {_NOTHING}",
    "person": f"There is nobody called “{{what}}” in the team. {_NOTHING}",
    "handoff": f"There is no handoff {{what}} here. {_NOTHING}",
    "feedback": f"No feedback is owed for {{what}}. {_NOTHING}",
    "erasure": f"There is no such erasure. {_NOTHING}",
    "waiting_list": "This list does not wait here any more: the hub has it, or it was let go. "
    f"{_NOTHING}",
    "operation": f"This is not kept here any more. {_NOTHING}",
    "entry": f"There is no such entry in the journal. {_NOTHING}",
    "list": f"There is no list {{what}} here. {_NOTHING}",
    "filter": f"There is no kept filter {{what}} here. {_NOTHING}",
    "version": f"This rule has no version {{what}}. {_NOTHING}",
    "bulk": f"There is no such change to many leads. {_NOTHING}",
    "source": f"There is no source “{{what}}” here. {_NOTHING}",
    "campaign": f"Leads without a campaign have no cost. {_NOTHING}",
    "no_call": f"“{{what}}” is not on the do-not-call list. {_NOTHING}",
    "place": f"There are no calling hours of {{what}} here. {_NOTHING}",
    "registry": f"There is no national list “{{what}}” here. {_NOTHING}",
    "folder": f"This folder is not watched any more. {_NOTHING}",
    "file": f"This file is not known any more. {_NOTHING}",
    **JOINING_NOT_FOUND,
    "rule": f"There is no rule “{{what}}”. {_NOTHING}",
    "area": f"The area {{what}} is not known. {_NOTHING}",
}
