"""Completion in bash, zsh and fish: click's own scripts, and what they are answered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = "import sys; from electron_migrate.cli import main; sys.argv[0] = 'electron-migrate'; main(prog_name='electron-migrate')"


def ask(**variables: str) -> str:
    environment = {**os.environ, **variables}
    return subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_script_for_each_shell(shell: str) -> None:
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("no bash")
    script = ask(_ELECTRON_MIGRATE_COMPLETE=f"{shell}_source")
    assert f"_ELECTRON_MIGRATE_COMPLETE={shell}_complete" in script
    if shutil.which(shell):
        done = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def completed(line: str) -> list[str]:
    """What bash is offered at the end of `line`."""
    answer = ask(_ELECTRON_MIGRATE_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(line.split(" ")) - 1))
    return [one.partition(",")[2] for one in answer.splitlines()]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("electron-migrate ch", ["check"]),
        ("electron-migrate check --write", ["--write-baseline"]),
        ("electron-migrate check --format gi", ["github", "gitlab"]),
        ("electron-migrate check --select window-not", ["window-not-isolated", "window-not-sandboxed"]),
        ("electron-migrate scan --ignore raw-ipc,suppression-u", ["raw-ipc,suppression-unused"]),
        ("electron-migrate check --output sar", ["sarif="]),
        ("electron-migrate explain EM10", [f"EM10{number}" for number in range(1, 10)]),
        ("electron-migrate explain validation", ["validation-todo"]),
    ],
)
def test_what_is_offered(line: str, offered: list[str]) -> None:
    assert completed(line) == offered


def test_completion_reads_no_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "check" in completed("electron-migrate ")
