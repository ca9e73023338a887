"""The commands on a disk that is full, killed for real, and two at once: nothing is lost in any."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from electron_migrate.cli.plan_file import read_plan_file
from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.pipeline import plan
from electron_migrate.report.plan_dir import write_plan

NOTES = Path(__file__).resolve().parents[2] / "corpus" / "notes"
COMMAND = (sys.executable, "-m", "electron_migrate")
# As `electron-migrate apply --level review`, but killed before operation number {number} of the writer.
KILLED = """
import signal
from electron_migrate.cli import main
from electron_migrate.write import disk
disk.left, disk.signal = [{number}], signal
def killed(operation, path):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
disk._go_on.__code__ = killed.__code__
main({arguments!r}, prog_name='electron-migrate')
"""


def contents(root: Path) -> dict[str, bytes]:
    """Without the journal and git's folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {".electron-migrate", ".git"} & set(path.relative_to(root).parts)
    }


BEFORE, AFTER = contents(NOTES / "before"), contents(NOTES / "after")


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(root.parent)}
    return subprocess.run([*COMMAND, *arguments], cwd=root, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return Path(shutil.copytree(NOTES / "before", tmp_path / "notes"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own, to be mounted with a size by `mounted`."""
    folder = tmp_path / "disk"
    folder.mkdir()
    yield folder
    subprocess.run(["umount", folder], capture_output=True, check=False)


def mounted(folder: Path, kilobytes: int) -> Path:
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk may be mounted here: {done.stderr.strip()}")
    return Path(shutil.copytree(NOTES / "before", folder / "notes"))


@pytest.mark.skipif(shutil.which("mount") is None, reason="no mount")
@pytest.mark.parametrize("kilobytes", [48, 64, 96, 128])
def test_a_disk_that_is_too_small(small_disk: Path, kilobytes: int) -> None:
    """Pages of 4 KB: the app takes some 28 KB, and its journal many times that."""
    root = mounted(small_disk, kilobytes)
    done = run(root, "apply", "--level", "review", "-q")
    assert (done.returncode, done.stderr[:13]) == (2, "error[EM110]:"), done.stdout + done.stderr
    assert contents(root) == BEFORE
    assert run(root, "scan", "-q").returncode == 1


@pytest.mark.skipif(shutil.which("mount") is None, reason="no mount")
def test_undo_needs_no_room(small_disk: Path) -> None:
    root = mounted(small_disk, 4096)
    assert run(root, "apply", "--level", "review", "-q").returncode == 0
    with (root / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(b"x" * 4096)
        except OSError:
            pass
    done = run(root, "undo")
    assert done.returncode in (0, 2)
    if done.returncode:
        assert done.stderr.startswith("error[EM110]:")
        assert {path: data for path, data in contents(root).items() if path != "filler"} == AFTER
        (root / "filler").unlink()
        assert run(root, "undo").returncode == 0
    else:
        (root / "filler").unlink()
    assert contents(root) == BEFORE


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_killed_for_real_at_many_steps(tmp_path: Path) -> None:
    """Every step is in `unit/write/test_write_crash.py`; here some of them, with the command as it is."""
    reached = set()
    for number in (0, 5, 20, 60, 110, 180, 250, 400):
        root = Path(shutil.copytree(NOTES / "before", tmp_path / str(number)))
        code = KILLED.format(number=number, arguments=["apply", "--level", "review"])
        done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=False)
        assert done.returncode == -signal.SIGKILL, "the app needs more steps than this"
        undone = run(root, "undo")
        assert undone.returncode == 0 or undone.stderr.startswith("error[EM108]")
        assert contents(root) == BEFORE
        reached.add(undone.returncode)
        assert run(root, "apply", "--level", "review", "-q").returncode == 0
        assert contents(root) == AFTER
    assert reached == {0, 2}


def test_two_at_once_are_one_after_the_other(notes: Path) -> None:
    started = [
        subprocess.Popen(
            [*COMMAND, "apply", "--level", "review", "-q"], cwd=notes, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=240) for process in started]
    codes = sorted(process.returncode for process in started)
    assert codes[0] == 0
    if codes[1]:
        # the other one is at work, or has changed what this one had planned
        assert any(error.startswith(("error[EM109]:", "error[EM105]:")) for _, error in said)
    assert contents(notes) == AFTER
    assert run(notes, "undo").returncode == 0
    assert contents(notes) == BEFORE


def test_a_file_that_may_not_be_written_stops_all(notes: Path) -> None:
    script = notes / "js" / "notes.js"
    script.chmod(0o444)
    if os.access(script, os.W_OK) and os.getuid() == 0:
        # who may write everything is stopped by nothing but the mode that it reads
        done = run(notes, "apply", "--level", "review", "-q")
        assert done.returncode in (0, 2)
    else:
        done = run(notes, "apply", "--level", "review", "-q")
        assert (done.returncode, done.stderr[:13]) == (2, "error[EM110]:")
    if done.returncode:
        assert contents(notes) == BEFORE
    else:
        assert script.stat().st_mode & 0o777 == 0o444, "its mode is kept"


class _KilledError(BaseException):
    """What no `except Exception` sees."""


STEPS = ("mkdir", "write_bytes", "unlink", "rename", "rmdir")


def _killing(monkeypatch: pytest.MonkeyPatch, out: Path, left: list[int]) -> None:
    """After `left[0]` more operations below a folder, every one of them raises."""

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def step(self: Path, *arguments: object, **settings: object) -> object:
            if out in self.parents:
                left[0] -= 1
                if left[0] < 0:
                    raise _KilledError
            return original(self, *arguments, **settings)

        return step

    for name in STEPS:
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))


def test_a_kill_at_any_step_of_writing_a_plan_anew_leaves_one_that_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = plan(NOTES / "before", Options(), Safety.REVIEW)
    for number in range(200):
        out = tmp_path / str(number)
        write_plan(made, out, Options())
        with monkeypatch.context() as patched:
            _killing(patched, out, [number])
            try:
                write_plan(made, out, Options())
            except _KilledError:
                killed = True
            else:
                killed = False
        if not killed:
            assert number > 40
            assert not (out / ".new").exists()
            return
        there = [path for path in (out / "plan.json", out / ".new" / "plan.json") if path.exists()]
        assert there, f"no plan is left after {number} steps"
        for path in there:
            read_plan_file(path)
        write_plan(made, out, Options())
        assert sorted(path.name for path in out.iterdir()) == ["migration.patch", "patches", "plan.json", "report.html", "report.md"]
        shutil.rmtree(out)
    pytest.fail("it never ends")
