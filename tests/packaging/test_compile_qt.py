# SPDX-License-Identifier: MIT
"""Forms and resources are compiled when they changed, only then, and never by halves."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from compile_qt import FORMS, QtToolError, compile_all

FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><class>Hello</class><widget class="QWidget" name="Hello">
<widget class="QLabel" name="greeting"><property name="text"><string>{}</string></property>
</widget></widget></ui>
"""
LIST = '<RCC><qresource prefix="/"><file>icons/phone.svg</file></qresource></RCC>'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "hello.ui").write_text(FORM.format("Good day"))
    (tmp_path / "resources" / "icons").mkdir(parents=True)
    (tmp_path / "resources" / "icons" / "phone.svg").write_text("<svg/>")
    (tmp_path / "resources" / "leaddesk.qrc").write_text(LIST)
    return tmp_path


def test_each_form_and_the_resources_become_a_module(project: Path) -> None:
    assert _names(compile_all(project)) == ["rc_leaddesk.py", "ui_hello.py"]
    text = (project / FORMS / "ui_hello.py").read_text()
    assert "class Ui_Hello" in text
    assert "connectSlotsByName" not in text


def test_what_did_not_change_is_not_made_again(project: Path) -> None:
    compile_all(project)
    os.utime(project / "ui" / "hello.ui")
    assert compile_all(project) == []


def test_force_makes_everything_again_and_the_same(project: Path) -> None:
    before = {path: path.read_bytes() for path in compile_all(project)}
    os.utime(project / "resources" / "icons" / "phone.svg", (1, 1))
    again = compile_all(project, force=True)
    assert {path: path.read_bytes() for path in again} == before


def test_a_changed_form_is_made_again_also_with_an_old_date(project: Path) -> None:
    compile_all(project)
    form = project / "ui" / "hello.ui"
    form.write_text(FORM.format("Good evening"))
    os.utime(form, (1, 1))
    assert _names(compile_all(project)) == ["ui_hello.py"]


def test_a_changed_icon_makes_the_resources_again(project: Path) -> None:
    compile_all(project)
    (project / "resources" / "icons" / "phone.svg").write_text("<svg></svg>")
    assert _names(compile_all(project)) == ["rc_leaddesk.py"]


def test_the_module_of_a_form_that_is_gone_goes_too(project: Path) -> None:
    compile_all(project)
    (project / "ui" / "hello.ui").unlink()
    compile_all(project)
    assert not (project / FORMS / "ui_hello.py").exists()


def test_a_broken_form_is_named_and_leaves_the_module_as_it_was(project: Path) -> None:
    compile_all(project)
    before = (project / FORMS / "ui_hello.py").read_bytes()
    (project / "ui" / "hello.ui").write_text("<ui><class>")
    with pytest.raises(QtToolError, match=r"uic hello\.ui"):
        compile_all(project)
    assert (project / FORMS / "ui_hello.py").read_bytes() == before
    assert _names((project / FORMS).iterdir()) == ["rc_leaddesk.py", "ui_hello.py"]


def test_a_listed_file_that_is_missing_is_told(project: Path) -> None:
    (project / "resources" / "icons" / "phone.svg").unlink()
    with pytest.raises(QtToolError, match=r"phone\.svg"):
        compile_all(project)


def test_translations_are_compiled_into_the_resources(project: Path) -> None:
    folder = project / "resources"
    (folder / "i18n").mkdir()
    (folder / "i18n" / "de.ts").write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="de">'
        "<context><name>Hello</name><message><source>Good day</source>"
        "<translation>Guten Tag</translation></message></context></TS>"
    )
    (folder / "leaddesk.qrc").write_text(LIST.replace("icons/phone.svg", "i18n/de.qm"))
    assert "rc_leaddesk.py" in _names(compile_all(project))
    assert (folder / "i18n" / "de.qm").stat().st_size > 0
    assert compile_all(project) == []


def _names(paths: Iterable[Path]) -> list[str]:
    return sorted(path.name for path in paths)
