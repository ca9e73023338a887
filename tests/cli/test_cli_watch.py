"""--watch: a run after every change, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from cli_fakes import Run

from electron_migrate.cli.watch import changes, state_of, watch
from electron_migrate.errors import UserError


class Edits:
    """Does one thing after the other instead of sleeping, then interrupts."""

    def __init__(self, *edits: Callable[[], object]) -> None:
        self.edits = list(edits)

    def __call__(self, _seconds: float) -> None:
        if not self.edits:
            raise KeyboardInterrupt
        self.edits.pop(0)()


def nothing() -> None:
    """Sleeps."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.js").write_text("1")
    return tmp_path


def runs_of(root: Path, *edits: Callable[[], object], ours: tuple[Path, ...] = (), run: Callable[[], object] = nothing) -> int:
    times = 0

    def counted() -> None:
        nonlocal times
        times += 1
        run()

    with pytest.raises(KeyboardInterrupt):
        watch(root, counted, ours=ours, sleep=Edits(*edits))
    return times


def test_it_runs_once_and_waits(root: Path) -> None:
    assert runs_of(root, nothing, nothing) == 1


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: (root / "a.js").write_text("two"),
        lambda root: (root / "new" / "b.js").write_text(""),
        lambda root: (root / "a.js").unlink(),
        lambda root: (root / "a.js").rename(root / "c.js"),
    ],
    ids=["edited", "made", "deleted", "renamed"],
)
def test_a_change_is_a_run(root: Path, edit: Callable[[Path], object], capsys: pytest.CaptureFixture[str]) -> None:
    (root / "new").mkdir()
    assert runs_of(root, lambda: edit(root), nothing, nothing) == 2
    said = capsys.readouterr().err
    assert said.count("Ctrl-C ends it") == 2
    assert " changed: " in said


def test_it_waits_until_all_is_written(root: Path) -> None:
    edits = [lambda number=number: (root / f"{number}.js").write_text("") for number in range(5)]
    assert runs_of(root, *edits, nothing) == 2


@pytest.mark.parametrize("folder", [".git", "node_modules", ".electron-migrate"])
def test_what_is_no_source_is_not_watched(root: Path, folder: str) -> None:
    (root / folder).mkdir()
    assert runs_of(root, lambda: (root / folder / "x").write_text(""), nothing) == 1


def test_what_it_writes_itself_is_not_watched(root: Path) -> None:
    out = root / "out"
    out.mkdir()
    assert runs_of(root, nothing, nothing, ours=(out,), run=lambda: (out / "plan.json").write_text(str(time.monotonic()))) == 1


def test_what_a_person_can_put_right_does_not_end_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        if (root / "a.js").read_text() == "half":
            raise UserError("EM112", "package.json cannot be read")

    assert (
        runs_of(root, lambda: (root / "a.js").write_text("half"), nothing, lambda: (root / "a.js").write_text("whole"), nothing, run=broken)
        == 3
    )
    assert "error[EM112]: package.json cannot be read\nhelp: " in capsys.readouterr().err


def test_links_are_not_followed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "link").symlink_to(elsewhere)
    before = state_of(root)
    (elsewhere / "x.js").write_text("")
    assert changes(before, state_of(root)) == []


@pytest.mark.parametrize("command", [("scan", "--format", "json"), ("plan", "--format", "html"), ("plan", "--plan", "plan.json")])
def test_it_shows_text(real: Path, run: Run, command: tuple[str, ...]) -> None:
    if "--plan" in command:
        run("plan", "-o", "out", "-q")
        command = ("plan", "--plan", "out/plan.json")
    result = run(*command, "--watch")
    assert result.exit_code == 2
    assert "--watch" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT for one process there")
@pytest.mark.parametrize("command", [("scan", "--quiet"), ("plan", "--quiet", "-o", "../out")])
def test_in_a_process_without_terminal_it_ends_on_ctrl_c_with_130(real: Path, command: tuple[str, ...]) -> None:
    line = [sys.executable, "-m", "electron_migrate", *command, "--watch"]
    # who started the tests in the background ignores SIGINT, and children inherit that
    listening = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(line, cwd=real, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=listening) as process:
        assert process.stdout is not None
        try:
            first = process.stdout.readline()
            time.sleep(1)
            (real / "page.js").write_text("document.title = 'nothing left'\n")
            second = process.stdout.readline()
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 130
    assert first != second
    assert first.endswith(".\n")
    assert "changed: page.js" in said
    assert said.endswith("interrupted\n")
