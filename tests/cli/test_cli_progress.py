"""How far a long run has come: a bar on a terminal's stderr, gone afterwards; nothing for pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")

COMMAND = [sys.executable, "-m", "electron_migrate"]


@pytest.mark.parametrize(
    ("command", "parts"),
    [("plan", ["Reading scripts", "Looking at findings", "Putting change groups together"]), ("scan", ["Looking at findings"]), ("check", ["Looking at findings"])],
)
def test_a_terminal_shows_a_bar_and_the_output_has_nothing_of_it(real: Path, command: str, parts: list[str]) -> None:
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen([*COMMAND, command], stdout=subprocess.PIPE, stderr=slave, cwd=real, env=environment) as process:
        os.close(slave)
        assert process.stdout is not None
        shown = b""
        while chunk := _read(master):
            shown += chunk
        output = process.stdout.read()
    os.close(master)
    assert any(part.encode() in shown for part in parts), shown
    assert b"/" in shown
    assert shown.rstrip().endswith((b"\x1b[2K", b"\x1b[?25h")), "the bar is taken away"
    assert not any(part.encode() in output for part in parts)


def test_a_terminal_that_cannot_take_it_away_gets_nothing(real: Path) -> None:
    master, slave = pty.openpty()
    with subprocess.Popen([*COMMAND, "plan"], stdout=subprocess.DEVNULL, stderr=slave, cwd=real, env={**os.environ, "TERM": "dumb"}) as process:
        os.close(slave)
        assert _read(master) == b""
        process.wait(60)
    os.close(master)


def test_a_pipe_gets_nothing(real: Path) -> None:
    done = subprocess.run([*COMMAND, "plan"], capture_output=True, cwd=real, check=False, timeout=120)
    assert done.stderr == b""


def test_what_is_told_never_goes_back_within_a_part(real: Path) -> None:
    from electron_migrate.facts.model import Safety
    from electron_migrate.options import Options
    from electron_migrate.pipeline import plan

    told: list[tuple[str, int, int]] = []
    plan(real, Options(), Safety.REVIEW, None, lambda *step: told.append(step))
    assert list(dict.fromkeys(what for what, _, _ in told)) == ["Reading scripts", "Looking at findings", "Putting change groups together"]
    assert all(0 < done <= total for _, done, total in told)
    findings = [done for what, done, _ in told if what == "Looking at findings"]
    assert findings == list(range(1, len(findings) + 1))


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # the other end is closed
        return b""
