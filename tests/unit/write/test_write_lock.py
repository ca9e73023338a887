"""One writer at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from write_trees import contents, group, plant

from electron_migrate.write import lock
from electron_migrate.write.apply import apply_changes, undo
from electron_migrate.write.disk import Disk
from electron_migrate.write.errors import AlreadyRunning
from electron_migrate.write.journal import recover
from electron_migrate.write.lock import locked

HOLD = """
import pathlib, sys
from electron_migrate.write.lock import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[bytes]:
    """Another process that holds the lock of the app in `tmp_path`."""
    path = tmp_path / ".electron-migrate/journal/lock"
    process = subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    process.communicate()


def test_second_process_is_refused_and_told_who_is_first(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    plant(tmp_path, {"a.js": b"1"})
    commands: list[Callable[[Path], object]] = [lambda root: apply_changes(root, [group("g", ("a.js", b"1", b"2"))]), undo, recover]
    for command in commands:
        with pytest.raises(AlreadyRunning) as refused:
            command(tmp_path)
        assert refused.value.pid == holder.pid
    assert contents(tmp_path) == {"a.js": b"1"}
    end(holder)
    apply_changes(tmp_path, [group("g", ("a.js", b"1", b"2"))])
    assert contents(tmp_path) == {"a.js": b"2"}


def test_lock_of_a_killed_process_holds_nobody_up(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    plant(tmp_path, {"a.js": b"1"})
    holder.kill()
    end(holder)
    assert (tmp_path / ".electron-migrate/journal/lock").exists()
    apply_changes(tmp_path, [group("g", ("a.js", b"1", b"2"))])


def test_lock_is_held_while_files_are_written(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1"})
    refused = []

    def intrude(operation: str, path: Path) -> None:
        if operation == "rename":
            with pytest.raises(AlreadyRunning):
                undo(tmp_path)
            refused.append(path)

    apply_changes(tmp_path, [group("g", ("a.js", b"1", b"2"))], disk=Disk(intrude))
    assert tmp_path / "a.js" in refused


def test_many_processes_at_once_write_one_after_the_other(tmp_path: Path) -> None:
    """Each adds its own line to one file, again and again until it is let in; none is lost, none finds the lock's folder gone."""
    plant(tmp_path, {"log": b""})
    add = (
        "import sys, time, pathlib\n"
        "from electron_migrate.write.apply import apply_changes\n"
        "from electron_migrate.write.changes import ChangeSet, FileChange\n"
        "from electron_migrate.write.errors import AlreadyRunning, StaleFile\n"
        "root, line = pathlib.Path(sys.argv[1]), sys.argv[2].encode()\n"
        "while True:\n"
        "    old = (root / 'log').read_bytes()\n"
        "    try: apply_changes(root, [ChangeSet('g', (FileChange('log', old, old + line),))]); break\n"
        "    except (AlreadyRunning, StaleFile): time.sleep(0.002)\n"
    )
    processes = [subprocess.Popen([sys.executable, "-c", add, tmp_path, letter]) for letter in "abcdef"]
    assert [process.wait(60) for process in processes] == [0] * 6
    assert sorted((tmp_path / "log").read_bytes()) == sorted(b"abcdef")
    for _ in processes:
        undo(tmp_path)
    assert os.listdir(tmp_path) == ["log"]


def test_lock_file_that_its_last_holder_has_just_removed_locks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, really_lock, calls = tmp_path / "lock", lock._lock, []

    def removed_meanwhile(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 1:
            path.unlink()
        really_lock(handle)

    monkeypatch.setattr(lock, "_lock", removed_meanwhile)
    with locked(path), pytest.raises(AlreadyRunning), locked(path):
        pass
    assert len(calls) == 3


def test_lock_goes_with_its_block(tmp_path: Path) -> None:
    for _ in range(3):
        with locked(tmp_path / "x/lock"), pytest.raises(AlreadyRunning), locked(tmp_path / "x/lock"):
            pass
    assert os.listdir(tmp_path / "x") == []
