# SPDX-License-Identifier: MIT
"""Generated code is compared: what the program imports is what ui/ and resources/ say now."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import compile_qt

from tests.house.checkout import FORMS, ROOT, is_generated


def test_the_compiled_forms_are_those_of_the_sources(tmp_path: Path) -> None:
    compile_qt.compile_all(ROOT, tmp_path)
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    here = {path.name: path.read_bytes() for path in FORMS.glob("*.py") if is_generated(path)}
    assert sorted(here) == sorted(fresh)
    assert [name for name, text in fresh.items() if here[name] != text] == []


def test_each_form_is_named_after_its_class() -> None:
    wrong = []
    for ui in (ROOT / "ui").glob("*.ui"):
        form = ET.parse(ui).findtext("class") or ""
        if re.sub(r"(?<!^)(?=[A-Z])", "_", form).lower() != ui.stem:
            wrong.append(f"{ui.name}: {form}")
    assert not wrong


def test_enter_presses_the_button_that_has_the_keyboard() -> None:
    """Without it Enter on Cancel does what the dialog's default button does."""
    deaf = []
    for ui in (ROOT / "ui").glob("*.ui"):
        form = ET.parse(ui).find("widget")
        if form is None or form.get("class") != "QDialog":
            continue
        deaf += [
            f"{ui.name}: {button.get('name')}"
            for button in form.iter("widget")
            for said in button.findall("property[@name='autoDefault']")
            if said.findtext("bool") == "false"
        ]
    assert not deaf


def test_each_listed_resource_is_there_and_each_file_is_listed() -> None:
    folder = ROOT / "resources"
    listed = {
        folder / (entry.text or "") for entry in ET.parse(folder / "leaddesk.qrc").iter("file")
    }
    assert [path.name for path in listed if not path.exists() and path.suffix != ".qm"] == []
    shown = {path for kind in ("svg", "ttf", "qss") for path in folder.rglob(f"*.{kind}")}
    assert sorted(path.name for path in shown - listed) == []
