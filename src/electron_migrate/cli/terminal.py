"""The terminal of `apply -i`: one question, one key and Enter; `$EDITOR`; and whether anybody is there at all."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from electron_migrate.code.patch import PatchError, apply_patch, split_files
from electron_migrate.errors import UserError
from electron_migrate.plan.model import Step
from electron_migrate.report.diff_text import print_diff
from electron_migrate.report.layout import HEADING, show

_INSTRUCTIONS = b"""\
# Edit the diff: change or remove + lines; make a - line stay by putting a blank in place of its -.
# Lines that begin with # are left out. Save and close; an empty file leaves everything as it is.
"""


@dataclass(frozen=True, slots=True)
class ConsoleTerminal:
    """A `Terminal` over rich's console: width and colour are its business (NO_COLOR, TERM=dumb)."""

    console: Console

    @property
    def width(self) -> int:
        return self.console.width

    def show(self, lines: Iterable[Text]) -> None:
        show(self.console, lines)

    def show_diff(self, patch: bytes) -> None:
        print_diff(patch, self.console)

    def ask(self, question: str, keys: str) -> str:
        """Reads lines, so that it works over every connection; only the first letter counts."""
        prompt = Text(f"{question} [{','.join(keys)}]? ", HEADING)
        while True:
            self.console.print(prompt, end="", soft_wrap=True, highlight=False)
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            key = line.strip()[:1].lower()
            if key and key in keys:
                return key
            if "?" in keys:
                return "?"


def require_terminal(why: str, help: str = "") -> None:
    """Raises UserError (EM119) unless a person reads and types. `why`: what is asked for."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError("EM119", f"{why}, and there is no terminal to answer", help)


def edit_patch(step: Step) -> dict[str, bytes]:
    """The bytes of a step's files after a person edited its diff; empty when they emptied it.

    Raises UserError (EM120) when there is no editor, or PatchError when what they wrote does not fit.
    """
    text = _edited(_INSTRUCTIONS + step.patch)
    patches = split_files(text)
    if not patches:
        return {}
    if len(patches) != len(step.files):
        raise PatchError("the diff of a file is gone: leave its lines `diff --git …` there")
    edited: dict[str, bytes] = {}
    for file, patch in zip(step.files, patches, strict=True):
        if file.after is None:
            raise PatchError(f"{file.path} is deleted by this group: that cannot be edited")
        edited[file.path] = apply_patch(file.before or b"", patch)
    return edited


def _edited(text: bytes) -> bytes:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    handle, name = tempfile.mkstemp(prefix="electron-migrate-", suffix=".diff")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
        # EDITOR holds a command with arguments (`code --wait`); the shell is left out
        done = subprocess.run([*shlex.split(editor), name], check=False)
        if done.returncode:
            raise UserError("EM120", f"the editor `{editor}` ended with exit code {done.returncode}")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise UserError("EM120", f"the editor `{editor}` cannot be started: {error}") from error
    finally:
        path.unlink(missing_ok=True)
