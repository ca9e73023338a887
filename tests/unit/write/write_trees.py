"""Small apps on disk for the tests of `write`, and ways to compare them."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from electron_migrate.write.changes import ChangeSet, FileChange
from electron_migrate.write.disk import Disk

Snapshot = Mapping[str, tuple[int, bytes | None]]
"""App-relative path -> permission bits and bytes (None: a folder)."""

KILLED = 86


def plant(root: Path, files: Mapping[str, bytes]) -> Path:
    for path, data in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return root


def snapshot(root: Path, *, journal: bool = False) -> Snapshot:
    """All of the app; without the journal, and the folder that it stands in, unless asked for."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if journal or not (name == ".electron-migrate" or name.startswith(".electron-migrate/journal")):
            found[name] = (path.lstat().st_mode & 0o777, None if path.is_dir() else path.read_bytes())
    return found


def contents(root: Path) -> dict[str, bytes]:
    return {path: data for path, (_, data) in snapshot(root).items() if data is not None}


def group(label: str, *changes: tuple[str, bytes | None, bytes | None]) -> ChangeSet:
    return ChangeSet(label, tuple(FileChange(*change) for change in changes))


def states(files: Mapping[str, bytes], sets: Sequence[ChangeSet]) -> list[dict[str, bytes]]:
    """The files after 0, 1, 2, … of the groups."""
    found = [dict(files)]
    for change_set in sets:
        after = dict(found[-1])
        for change in change_set.changes:
            after.pop(change.path, None)
            if change.after is not None:
                after[change.path] = change.after
        found.append(after)
    return found


def stopping_at(step: int, stop: Callable[[str, Path], None], *, only: str = "", chunk: int = 64) -> Disk:
    """A disk that calls `stop` before operation number `step` (from 0) and every later one; `only`: counting only these."""
    count = 0

    def before_step(operation: str, path: Path) -> None:
        nonlocal count
        if only and operation not in only.split():
            return
        if count >= step:
            stop(operation, path)
        count += 1

    return Disk(before_step, chunk)


def is_killed_at(step: int, command: Callable[[Disk], object]) -> bool:
    """Runs `command` in a child process that is gone the moment before operation `step`; False when it ends before that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 on a fork beside threads: the child only writes and exits
        child = os.fork()
    if child == 0:
        code = 1
        try:
            command(stopping_at(step, lambda operation, path: os._exit(KILLED)))
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED), "the child failed by itself"
    return code == KILLED
