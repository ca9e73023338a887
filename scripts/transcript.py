"""Runs a whole migration of a small app in a terminal of 80 columns and writes down what it shows: `transcript.py [--check]`.

The commands of docs/transcript.md are really typed, and the kill in it is a SIGKILL. `--check` compares instead of writing.
"""

from __future__ import annotations

import argparse
import difflib
import errno
import fcntl
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
TRANSCRIPT = REPOSITORY / "docs" / "transcript.md"
APP = REPOSITORY / "corpus" / "notes" / "before"
TOOL = Path(sys.executable).parent / "electron-migrate"
_QUESTION = re.compile(rb"\]\? $")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?(?: ?UTC|Z)?")
# As the command itself, but killed before the file that is renamed into place as number {number}.
_KILLED = """
import os, signal
from electron_migrate.cli import main
from electron_migrate.write.disk import Disk
rename, left = Disk.rename, [{number}]
def killed(self, source, target):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, source, target)
Disk.rename = killed
main({arguments!r}, prog_name='electron-migrate')
"""


@dataclass(frozen=True, slots=True)
class Step:
    """`command` as it is typed. `answers`: what is typed where it asks; `killed_at`: number of the file at which the tool is killed."""

    command: str
    answers: Sequence[str] = ()
    killed_at: int | None = None


STORY: Sequence[str | Step] = (
    "# A migration from the first look to CI\n\n"
    "A notes app on Electron 9 whose one page uses `remote` and `ipcRenderer` ([corpus/notes](../corpus/notes/before)). Everything below was typed by\n"
    "`scripts/transcript.py` in a terminal of 80 columns; a test runs it again. Nothing was edited, but for times.\n",
    "## What is there\n",
    Step("electron-migrate scan"),
    "## The way\n",
    Step("electron-migrate plan -o ../migration"),
    "## The first groups, one by one\n\n"
    "`y` takes a group, `n` leaves it out, `s` decides about each call site, `?` explains, `q` writes what was taken.\n",
    Step("electron-migrate apply -i", ("?", "y", "n", "y", "y", "y", "s", "y", "n", "q")),
    Step("git add -A && git commit -qm 'The first groups' && git show --stat --format=%s"),
    "## Killed in the middle\n\nThe next apply is killed with `kill -9` while it writes.\n",
    Step("electron-migrate apply --level review", killed_at=12),
    Step("git status --short"),
    "The journal knows what was meant. The next command that writes settles it, by whole groups; one that only reads says so.\n",
    Step("electron-migrate scan --quiet"),
    Step("electron-migrate undo"),
    Step("git status --short"),
    "## The rest, and back, and again\n",
    Step("electron-migrate apply --level review --quiet"),
    Step("electron-migrate undo --list"),
    Step("electron-migrate undo"),
    Step("electron-migrate apply --level review --commit --quiet"),
    Step("git log --format=%s"),
    Step("electron-migrate scan"),
    "## In CI\n",
    Step("electron-migrate check --write-baseline"),
    Step("git add -A && git commit -qm 'Baseline'"),
    "Some weeks later somebody writes a line as it used to be done.\n",
    Step("echo \"require('electron').ipcRenderer.send('notes:delete', 'all');\" >> js/notes.js"),
    Step("electron-migrate check"),
    Step("git checkout -q js/notes.js"),
    Step("electron-migrate check"),
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="transcript.py")
    parser.add_argument("--check", action="store_true", help="compare with docs/transcript.md instead of writing it")
    arguments = parser.parse_args()
    text = transcript()
    if not arguments.check:
        TRANSCRIPT.parent.mkdir(exist_ok=True)
        TRANSCRIPT.write_text(text, "utf-8")
        return 0
    kept = TRANSCRIPT.read_text("utf-8")
    sys.stdout.writelines(difflib.unified_diff(kept.splitlines(True), text.splitlines(True), "docs/transcript.md", "as it is now"))
    return int(text != kept)


def transcript() -> str:
    """The whole story, with what every command printed. The app is a copy in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="transcript-") as folder:
        root = Path(folder).resolve() / "notes"
        shutil.copytree(APP, root)
        _git(root)
        parts = [part if isinstance(part, str) else _told(part, root) for part in STORY]
    return "\n".join(parts)


def _told(step: Step, root: Path) -> str:
    output, code = _typed(step, root)
    text = _TIME.sub("2026-01-31 12:00", output.decode("utf-8", "backslashreplace").replace("\r\n", "\n"))
    text = text.replace(str(root.parent), "~").rstrip("\n")
    end = "Killed" if code == -9 else f"[exit code {code}]" if code else ""
    lines = [f"$ {step.command}", *([text] if text else []), *([end] if end else [])]
    return "```console\n" + "\n".join(lines) + "\n```\n"


def _typed(step: Step, root: Path) -> tuple[bytes, int]:
    """What the terminal showed, the answers among it, and the exit code; negative for a signal."""
    command = ["/bin/sh", "-c", step.command]
    if step.killed_at is not None:
        words = shlex.split(step.command)
        command = [sys.executable, "-c", _KILLED.format(number=step.killed_at, arguments=words[1:])]
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
    process = subprocess.Popen(command, cwd=root, stdin=theirs, stdout=theirs, stderr=theirs, env=_environment(root), start_new_session=True)
    os.close(theirs)
    answers = list(step.answers)
    shown = bytearray()
    seen = 0
    try:
        while data := _read(ours):
            shown += data
            if _QUESTION.search(shown[seen:]):
                if not answers:
                    process.kill()
                    raise RuntimeError(f"it asks once more than there are answers: {bytes(shown[-400:]).decode()}")
                seen = len(shown)
                os.write(ours, answers.pop(0).encode() + b"\n")
    finally:
        os.close(ours)
    code = process.wait()
    if answers:
        raise RuntimeError(f"it asked less than there are answers: {answers} are left after {bytes(shown[-400:]).decode()}")
    return bytes(shown), code


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError as error:
        if error.errno == errno.EIO:  # Linux says so when the other end is closed
            return b""
        raise


def _environment(root: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("HOME", "PYTHONPATH", "LANG", "SYSTEMROOT")}
    return kept | {
        "PATH": f"{TOOL.parent}:/usr/bin:/bin:/usr/local/bin",
        "COLUMNS": "80",
        "TERM": "dumb",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CEILING_DIRECTORIES": str(root.parent),
        "GIT_PAGER": "cat",
        **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A Developer"), ("EMAIL", "dev@example.org"))},
    }


def _git(root: Path) -> None:
    for command in ("git init -q -b main", "git add -A", "git commit -qm 'The app as it was'"):
        subprocess.run(shlex.split(command), cwd=root, env=_environment(root), check=True)


if __name__ == "__main__":
    sys.exit(main())
