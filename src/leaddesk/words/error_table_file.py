# SPDX-License-Identifier: MIT
"""The words of errors about this computer's own file: its lock, its key, its place."""

from __future__ import annotations

_LOCK = {
    "pin.digits": "A PIN is made of digits. Nothing was changed.",
    "pin.short": "A PIN has at least {needed} digits. Nothing was changed.",
    "pin.long": "A PIN has at most {high} digits. Nothing was changed.",
    "pin.plain": "This PIN is guessed first. Nothing was changed. Take digits that do not stand "
    "in a row.",
    "pin.wrong": "This is not the PIN. Nothing was changed.",
    "pin.wait": "Too many wrong PINs. Nothing was changed. Wait {since} seconds, then try again.",
    "pin.unlike": "The two new PINs differ. Nothing was changed. Type the same one twice.",
    "pin.not_own": "There is no screen lock here. Only your own database has one, not the demo "
    "team.",
}

_KEY = {
    "file_key.lost": "The key of {where} is not in the keyring of this session. Nothing was "
    "changed. Type its recovery code, or run leaddesk unlock.",
    "file_key.needed": "{where} is encrypted under a password. Nothing was changed. Type the "
    "password or the recovery code, or run leaddesk unlock.",
    "file_key.note": "{where}.key can’t be read, so {where} can’t be opened. Nothing was changed. "
    "Bring that file back from a backup: each backup has a copy beside it.",
    "file_key.wrong": "This is neither the recovery code nor the password. Nothing was changed. "
    "Look at it letter by letter and try again.",
    "file_key.password": "This computer has no keyring, so a password keeps the key. Nothing was "
    "changed. Type one of at least {needed} letters.",
    "file_key.unlike": "The two passwords differ. Nothing was changed. Type the same one twice.",
    "file_key.not_own": "This is not this computer’s own database. Nothing was changed. Open your "
    "own one first.",
    "file_key.encrypted": "{where} is encrypted already. Nothing was changed.",
    "file_key.plain": "{where} is not encrypted. Nothing was changed.",
    "file_key.failed": "The copy was not like {where}. Nothing was changed. Run leaddesk check, "
    "then try again.",
    "file_key.server": "A database on a server is not a file of this computer. Nothing was "
    "changed. Encrypt the server’s disk there.",
    "encryption_missing": "The part that reads encrypted files is not installed. Nothing was "
    "changed. Install leaddesk with the extra “encrypted”.",
}

_PLACE = {
    "place.network_folder": "{where} is a network folder, where a database is damaged sooner or "
    "later. Nothing was made. Keep the database on this computer and its backups there; for a team "
    "use a hub or a server. Who knows better sets LEADDESK_ALLOW_PLACE=1.",
    "place.synced_folder": "{where} is synchronised with a cloud, which damages a database that is "
    "in use. Nothing was made. Keep the database elsewhere and only its backups there. Who knows "
    "better sets LEADDESK_ALLOW_PLACE=1.",
    "backup.no_folder": "{where} is not there or can’t be written. Nothing was changed. Make the "
    "folder first, or choose another one.",
    "moved_away": "The database was moved to {where} and is not there now. Nothing was made in its "
    "place. Connect the disk that it lies on, then try again.",
    "move.team": "The database of a team stays in LeadDesk’s own folder. Nothing was moved. Set "
    "LEADDESK_DATA to a folder on this computer, then join the team anew.",
    "move.same": "The database is in {where} already. Nothing was moved. Choose another folder.",
    "move.named": "This window was opened with a database by its name. Nothing was moved. Close it "
    "and run leaddesk move-database.",
    "looking_only": "This is a copy to look at. Nothing was written. Close it and bring back the "
    "last backup to work on.",
    "no_room": "Less than 50 MB are free on the disk of {where}. Nothing was imported. Make room, "
    "then import it again.",
}

FILE_ERRORS = {**_LOCK, **_KEY, **_PLACE}
