"""apply -i on a corpus app, in a pseudo-terminal as a person would see it; and --commit."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")

NOTES = Path(__file__).resolve().parents[2] / "corpus" / "notes"
COMMAND = (sys.executable, "-m", "electron_migrate")
_PROMPT = re.compile(r"\[[a-z,?]+\]\? $")
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the corpus app, outside of git."""
    root = tmp_path / "notes"
    shutil.copytree(NOTES / "before", root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "gitconfig").write_text("[user]\nname = T\nemail = t@example.org\n[init]\ndefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    return root


def _converse(root: Path, answers: Sequence[str] | Callable[[str], str], *options: str, env: Mapping[str, str] | None = None) -> tuple[int, str, list[str]]:
    """Exit code, all that was shown (without escapes), and what was shown before each answer."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(root)
        os.execve(sys.executable, [*COMMAND, "apply", "-i", *options], {**os.environ, "COLUMNS": "80", "TERM": "xterm", **(env or {})})
    shown, answered, parts = "", 0, []
    left = [] if callable(answers) else list(answers)
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            read = os.read(terminal, 1 << 16)
        except OSError:
            break
        if not read:
            break
        shown += read.decode()
        plain = _ESCAPE.sub("", shown)
        if _PROMPT.search(plain) and len(plain) > answered:
            parts.append(plain[answered:])
            answered = len(plain)
            if not callable(answers) and not left:
                raise AssertionError(f"asked once more:\n{plain[-500:]}")
            answer = answers(parts[-1]) if callable(answers) else left.pop(0)
            os.write(terminal, (answer + "\n").encode())
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    assert not left, f"not asked for {left}:\n{shown[-800:]}"
    return code, _ESCAPE.sub("", shown).replace("\r\n", "\n"), parts


def test_only_what_was_accepted_is_written_and_running_again_continues(notes: Path) -> None:
    code, shown, parts = _converse(notes, ["n", "y", "q"])
    assert code == 0
    assert "Applied 2 change groups" in shown
    assert "Call sites: channel notes:delete" in parts[1]
    assert "with it: Bridge methods and handlers: channel notes:delete" in parts[1]
    preload = (notes / "preload.js").read_text()
    assert "notesDelete" in preload
    assert "version" not in preload
    script = (notes / "js" / "notes.js").read_text()
    assert "window.electronAPI.notesDelete(" in script
    assert script.count("ipcRenderer.") == (NOTES / "before" / "js" / "notes.js").read_text().count("ipcRenderer.") - 1
    code, shown, parts = _converse(notes, ["q"], "--allow-dirty")
    assert (code, "version" in parts[0]) == (0, True), "what was left out is asked for again"
    code, shown, parts = _converse(notes, ["n", "q"], "--allow-dirty")
    assert "Call sites: channel notes:deleted" in parts[1], "what was written is not"


def test_quitting_at_once_writes_nothing(notes: Path) -> None:
    before = {path: path.read_bytes() for path in notes.rglob("*") if path.is_file()}
    code, shown, _ = _converse(notes, ["q"])
    assert code == 0
    assert "Nothing to apply" in shown
    assert {path: path.read_bytes() for path in notes.rglob("*") if path.is_file() and ".electron-migrate" not in path.parts} == before


def test_everything_accepted_is_what_apply_writes(notes: Path, tmp_path: Path) -> None:
    code, _, _ = _converse(notes, ["a"])
    assert code == 0
    for path in (NOTES / "after").rglob("*"):
        if path.is_file():
            assert (notes / path.relative_to(NOTES / "after")).read_bytes() == path.read_bytes(), path.name


def test_a_group_can_be_taken_in_part(notes: Path) -> None:
    refused: list[str] = []

    def answer(part: str) -> str:
        """Goes on to the first group of several changes, takes all of them but the first, and quits."""
        if "Apply this change" in part:
            refused.append(part)
            return "n" if "(1/" in part else "y"
        if refused:
            return "q"
        return "s" if "s decides about each" in part else "j"

    code, shown, _ = _converse(notes, answer)
    assert code == 0
    assert len(refused) > 1
    lines = [[line[1:].strip() for line in part.splitlines() if line.startswith("+") and not line.startswith("+++")] for part in refused]
    script = "".join(path.read_text() for path in sorted((notes / "js").glob("*.js")))
    assert not any(line in script for line in lines[0])
    assert all(line in script for part in lines[1:] for line in part)
    assert "Applied" in shown


def test_what_was_left_out_is_not_in_the_diffs_that_follow(notes: Path) -> None:
    methods: list[str] = []

    def answer(part: str) -> str:
        """Leaves out the first group that brings a bridge method, and takes the rest."""
        found = re.findall(r"^\+  +(\w+): \(", part, re.MULTILINE)
        if methods or not found:
            return "y"
        methods.extend(found)
        return "n"

    code, _, parts = _converse(notes, answer)
    assert code == 0
    at = next(index for index, part in enumerate(parts) if any(f"{name}: (" in part for name in methods))
    later = "".join(parts[at + 1 :])
    assert re.search(r"^\+  +\w+: \(", later, re.MULTILINE), "other methods come"
    assert not any(f"{name}: (" in later or f"{name}(" in later for name in methods)


def test_an_edited_group_is_checked_and_written(notes: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text("import re, sys\np = sys.argv[1]\nt = open(p).read()\nopen(p, 'w').write(re.sub(r'^(\\+.*notesDelete\\(.*)$', r'\\1 // edited', t, flags=re.M))\n")
    code, shown, _ = _converse(notes, ["j", "e", "q"], env={"EDITOR": f"{sys.executable} {editor}"})
    assert code == 0
    assert "// edited" in (notes / "js" / "notes.js").read_text()
    assert "Applied 2 change groups" in shown


def test_an_edit_that_breaks_the_file_is_refused(notes: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text("import re, sys\np = sys.argv[1]\nt = open(p).read()\nopen(p, 'w').write(re.sub(r'^\\+.*notesDelete\\(.*$', r'+ if (', t, flags=re.M))\n")
    before = (notes / "js" / "notes.js").read_bytes()
    code, shown, _ = _converse(notes, ["j", "e", "q"], env={"EDITOR": f"{sys.executable} {editor}"})
    assert "js/notes.js would no longer parse" in shown
    assert (code, (notes / "js" / "notes.js").read_bytes()) == (0, before)


def test_without_a_terminal_it_refuses(notes: Path) -> None:
    done = subprocess.run([*COMMAND, "apply", "-i"], cwd=notes, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error[EM119]")


def test_one_commit_for_each_group(notes: Path) -> None:
    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=notes, capture_output=True, text=True, check=True).stdout

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "app")
    marker = notes.parent / "hook-ran"
    hook = notes / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\ntouch '{marker}'\n")
    hook.chmod(0o755)
    done = subprocess.run([*COMMAND, "apply", "--commit"], cwd=notes, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    subjects = git("log", "--format=%s").splitlines()[::-1]
    assert subjects[0] == "app"
    assert len(subjects) - 1 == int(re.search(r"Applied (\d+) change groups", done.stdout)[1])  # type: ignore[index]
    assert "Call sites: channel notes:delete" in subjects
    assert git("status", "--porcelain", "--untracked-files=no") == ""
    body = git("log", "--format=%B", "--grep=Call sites: channel notes:delete")
    assert "js/notes.js:54:29: ipcRenderer.send in a page" in body
    assert not marker.exists(), "a hook of the repository must not run"


def _repository(notes: Path) -> None:
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "app"]):
        subprocess.run(["git", *arguments], cwd=notes, check=True)


def _git(notes: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=notes, capture_output=True, text=True, check=True).stdout


def test_commit_needs_a_name_before_anything_is_written(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _repository(notes)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    _git(notes, "config", "user.useConfigOnly", "true")
    done = subprocess.run([*COMMAND, "apply", "--commit"], cwd=notes, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines() == [
        "error[EM126]: git does not know who commits",
        "help: Set it: git config user.name NAME and git config user.email ADDRESS.",
    ]
    assert _git(notes, "status", "--porcelain") == ""
    named = {f"GIT_{who}_{what}": "t" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run([*COMMAND, "apply", "--commit"], cwd=notes, capture_output=True, text=True, check=False, env={**os.environ, **named})
    assert done.returncode == 0, done.stderr


def test_a_commit_that_git_refuses_leaves_the_app_and_the_index_as_they_were(notes: Path) -> None:
    _repository(notes)
    branch = _git(notes, "symbolic-ref", "HEAD").strip()
    (notes / ".git" / f"{branch}.lock").write_text("")
    done = subprocess.run([*COMMAND, "apply", "--commit"], cwd=notes, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error[EM126]: git did not commit “Bridge methods and handlers: app”, which is taken back: ")
    assert _git(notes, "status", "--porcelain") == ""
    (notes / ".git" / f"{branch}.lock").unlink()
    assert subprocess.run([*COMMAND, "apply", "--commit", "-q"], cwd=notes, capture_output=True, check=False).returncode == 0


def test_help_does_not_show_the_diff_again_and_questions_are_counted(notes: Path) -> None:
    _, _, parts = _converse(notes, ["?", "y", "q"])
    assert "diff --git" in parts[0]
    assert "this help" in parts[1]
    assert "diff --git" not in parts[1]
    heads = [re.search(r"\[(\d+)/(\d+)\] Call sites", part) for part in (parts[0], parts[2])]
    assert [head[1] for head in heads if head is not None] == ["1", "2"]


def test_commit_needs_a_repository(notes: Path) -> None:
    done = subprocess.run([*COMMAND, "apply", "--commit"], cwd=notes, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "error[EM121]")


def test_undo_lists_what_can_be_taken_back(notes: Path) -> None:
    def run(*arguments: str) -> str:
        return subprocess.run([*COMMAND, *arguments], cwd=notes, capture_output=True, text=True, check=True).stdout

    assert run("undo", "--list").startswith("Nothing to undo")
    run("apply")
    listed = run("undo", "--list")
    assert re.match(r"\d{4}-\d\d-\d\dT.*  14 change groups in \d+ files\n  bridge: ", listed)
    run("undo")
    assert run("undo", "--list").startswith("Nothing to undo")
