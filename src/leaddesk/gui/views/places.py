# SPDX-License-Identifier: MIT
"""Countries and time zones to choose from, as this computer's language names them."""

from __future__ import annotations

import zoneinfo
from functools import cache

from PySide6.QtCore import QLocale, Qt, QTimeZone
from PySide6.QtWidgets import QComboBox, QCompleter

from leaddesk.domain.country_table import COUNTRIES
from leaddesk.domain.time_zone import zone_name

_AREAS = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
     "Pacific"}
)  # fmt: skip


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Return every country as (ISO2 code, name), by name."""
    named = []
    for line in COUNTRIES.split("\n"):
        code = line[:2]
        territory = QLocale.codeToTerritory(code) if code else QLocale.Country.AnyTerritory
        if territory is not QLocale.Country.AnyTerritory:
            named.append((code, QLocale.territoryToString(territory)))
    return tuple(sorted(named, key=lambda entry: entry[1]))


def country_name(code: str) -> str:
    """Return the name of a country by its ISO2 code, or the code where it is not known."""
    return dict(countries()).get(code, code)


def system_region() -> str:
    """Return the ISO2 code of the country this computer is set to; US where it says none."""
    code = QLocale.territoryToCode(QLocale.system().territory())
    return code if code in dict(countries()) else "US"


def system_zone() -> str:
    """Return the IANA name of this computer's time zone, UTC where it has none."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    known = zone_name(name)
    return known if known.partition("/")[0] in _AREAS else "UTC"


@cache
def zones() -> tuple[str, ...]:
    """Return the IANA names of places to choose from, in order, UTC first."""
    known = zoneinfo.available_timezones()
    return ("UTC", *sorted(name for name in known if name.partition("/")[0] in _AREAS))


def fill_countries(box: QComboBox, chosen: str) -> None:
    """Fill a box with countries and choose one by its code."""
    box.clear()
    for code, name in countries():
        box.addItem(f"{name} ({code})", code)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def fill_zones(box: QComboBox, chosen: str, *, unset: str = "") -> None:
    """Fill an editable box with time zones, found by any part of their name.

    `unset` are the words of a first entry that leaves the zone open.
    """
    box.clear()
    if unset:
        box.addItem(unset, "")
    for name in zones():
        box.addItem(name.replace("_", " "), name)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    finder = QCompleter(box.model(), box)
    finder.setFilterMode(Qt.MatchFlag.MatchContains)
    finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(finder)
    show_zone(box, chosen)


def show_zone(box: QComboBox, name: str) -> None:
    """Show a zone in a box that `fill_zones` filled; one that is not in it is shown as it is."""
    place = box.findData(name)
    if place >= 0:
        box.setCurrentIndex(place)
    else:
        box.setEditText(name)


def chosen_zone(box: QComboBox) -> str | None:
    """Return the zone a person chose or typed, '' for open, None for one that is not known."""
    text = box.currentText().strip()
    place = box.findText(text, Qt.MatchFlag.MatchFixedString)
    if place >= 0:
        return str(box.itemData(place))
    return zone_name(text.replace(" ", "_")) or zone_name(text) or None
