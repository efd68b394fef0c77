# SPDX-License-Identifier: MIT
"""Compile ui/*.ui and resources/leaddesk.qrc into src/leaddesk/gui/forms.

The build hook runs this, `./dev` runs this, and by hand: python packaging/compile_qt.py [--force].
Each file made starts with the digest of everything it was made from, so that it is made again when
that changes and only then, whatever a checkout did to the times of the files.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FORMS = Path("src", "leaddesk", "gui", "forms")

_UIC = ("-g", "python", "--no-autoconnection", "--from-imports", "--rc-prefix")
_RCC = ("-g", "python", "--no-zstd")
_MARK = "# Made by packaging/compile_qt.py from "
# Without a fixed date, in seconds, rcc writes the times of the files into its output.
_FIXED_DATE = {"QT_RCC_SOURCE_DATE_OVERRIDE": "1"}


class QtToolError(Exception):
    """A Qt compiler is missing, does not start, or refuses its input."""


def compile_all(root: Path = ROOT, out: Path | None = None, *, force: bool = False) -> list[Path]:
    """Bring the generated modules up to date and return those that were made.

    Args:
        root: the checkout or unpacked source archive.
        out: the folder to write to; by default the package leaddesk.gui.forms below root.
        force: make every file, also those that are up to date.

    Raises:
        QtToolError: a compiler could not run or refused a file.
    """
    out = root / FORMS if out is None else out
    out.mkdir(parents=True, exist_ok=True)
    jobs = list(_jobs(root))
    for left in {*out.glob("ui_*.py"), *out.glob("rc_*.py")} - {out / job.name for job in jobs}:
        left.unlink()
    made = []
    for job in jobs:
        if force or not _carries(out / job.name, job.mark):
            _write(out / job.name, job)
            made.append(out / job.name)
    return made


@dataclass(frozen=True, slots=True)
class _Job:
    """One module to make: its file name, the first line it will carry, and how it is made."""

    name: str
    mark: str
    make: Callable[[Path], None]


def _jobs(root: Path) -> Iterator[_Job]:
    """Everything there is to make from the forms and resources below root."""
    tools = _tools_folder()
    for ui in sorted((root / "ui").glob("*.ui")):
        mark = f"{_MARK}ui/{ui.name} {_digest(tools, [ui])}\n"
        yield _Job(f"ui_{ui.stem}.py", mark, partial(_compile_form, tools, ui))
    qrc = root / "resources" / "leaddesk.qrc"
    if qrc.exists():
        mark = f"{_MARK}resources/{qrc.name} {_digest(tools, [qrc, *_sources(qrc)])}\n"
        yield _Job("rc_leaddesk.py", mark, partial(_compile_resources, tools, qrc))


def _tools_folder() -> Path:
    """The folder of the installed PySide6, found without importing it."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise QtToolError("PySide6_Essentials is not installed in this Python.")
    return Path(spec.origin).parent


def _digest(tools: Path, files: Iterable[Path]) -> str:
    """The digest of the files by name and content, of the compilers and of this script."""
    total = hashlib.sha256()
    total.update((tools / "__init__.py").read_bytes())
    total.update(Path(__file__).read_bytes())
    for file in files:
        total.update(b"\0" + file.name.encode() + b"\0")
        try:
            total.update(file.read_bytes())
        except OSError as trouble:
            raise QtToolError(f"{file.name} cannot be read: {trouble.strerror}") from trouble
    return total.hexdigest()


def _sources(qrc: Path) -> list[Path]:
    """The files that the resource list names; for a compiled translation, its .ts source."""
    try:
        names = [entry.text or "" for entry in ET.parse(qrc).iter("file")]
    except ET.ParseError as trouble:
        raise QtToolError(f"{qrc.name}: {trouble}") from trouble
    files = [qrc.parent / name for name in names]
    return [file.with_suffix(".ts") if file.suffix == ".qm" else file for file in files]


def _carries(target: Path, mark: str) -> bool:
    """Whether the file at hand was made from exactly this."""
    try:
        with target.open(encoding="utf-8") as file:
            return file.readline() == mark
    except FileNotFoundError:
        return False


def _write(target: Path, job: _Job) -> None:
    """Make a file and put it in place in one step, so that nobody ever imports half of it."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as folder:
        fresh = Path(folder) / target.name
        job.make(fresh)
        text = fresh.read_text(encoding="utf-8")
        fresh.write_text(job.mark + text, encoding="utf-8", newline="\n")
        fresh.replace(target)


def _compile_form(tools: Path, ui: Path, made: Path) -> None:
    """Compile one form into the module with its Ui_ class."""
    _run(tools, "uic", ui, *_UIC, "-o", str(made))


def _compile_resources(tools: Path, qrc: Path, made: Path) -> None:
    """Compile the translations next to their sources, then everything the list names."""
    for source in _sources(qrc):
        if source.suffix == ".ts":
            _run(tools, "lrelease", source, "-silent", "-qm", str(source.with_suffix(".qm")))
    _run(tools, "rcc", qrc, *_RCC, "-o", str(made))


def _run(tools: Path, name: str, source: Path, *options: str) -> None:
    """Run one of the compilers that ship inside PySide6_Essentials on one source."""
    file = f"{name}.exe" if sys.platform == "win32" else name
    places = (tools / "Qt" / "libexec" / file, tools / file)
    program = next((place for place in places if place.exists()), None)
    if program is None:
        raise QtToolError(f"The installed PySide6 has no {name}.")
    done = subprocess.run(
        [program, *options, source],
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **_FIXED_DATE},
    )
    if done.returncode == 0 and not done.stderr.strip():
        return
    said = (done.stderr or done.stdout).strip() or f"it stopped with code {done.returncode}"
    if "shared librar" in said:
        said += "\nOn Debian and Ubuntu `./dev` installs what is missing (libglib2.0-0 and others)."
    raise QtToolError(f"{name} {source.name}: {said}")


if __name__ == "__main__":
    try:
        for path in compile_all(force="--force" in sys.argv[1:]):
            print("made", path.relative_to(ROOT))
    except QtToolError as trouble:
        sys.exit(str(trouble))
