"""A kill before any single operation on the disk, and a disk that fails at any."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from write_trees import Snapshot, contents, group, is_killed_at, plant, snapshot, states, stopping_at

from electron_migrate.write.apply import apply_changes, history, undo
from electron_migrate.write.disk import Disk
from electron_migrate.write.errors import DiskFull, RecoveryBlocked, StaleFile, WriteError
from electron_migrate.write.journal import Outcome, is_interrupted, recover

LONG = b"A" * 150
FILES = {"a.js": b"aaaaaaaaaaaa", "src/b.js": b"b\r\n", "src/old.js": b"old", "c.js": b""}
SETS = (
    group("one", ("a.js", b"aaaaaaaaaaaa", LONG), ("new/deep/n.js", None, b"nnnnnnnnnn"), ("src/old.js", b"old", None)),
    group("two", ("src/b.js", b"b\r\n", b"BB\r\n"), ("new/deep/n.js", b"nnnnnnnnnn", b"N"), ("src/old.js", None, b"again")),
    group("three", ("c.js", b"", b"c"), ("a.js", LONG, None)),
)
STATES = states(FILES, SETS)


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return plant(folder, FILES)


def every_kill(folder: Path, prepare: Callable[[Path], object], command: Callable[[Path, Disk], object]) -> list[Path]:
    """One copy of the app per operation of `command`, killed just before it."""
    killed = []
    for step in count():
        root = fresh(folder / str(step))
        prepare(root)
        if not is_killed_at(step, partial(command, root)):
            break
        killed.append(root)
    return killed


def nothing(root: Path) -> None:
    """No preparation."""


def become(original: Path, copy: Path) -> None:
    shutil.rmtree(copy)
    shutil.copytree(original, copy)


def applied(root: Path) -> None:
    apply_changes(root, SETS)


def without_temporary(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in contents(root).items() if not path.endswith(".tmp")}


def folders_and_files(root: Path) -> set[str]:
    return set(snapshot(root, journal=True))


def test_apply_killed_anywhere_is_some_number_of_whole_groups_once_recovered(tmp_path: Path) -> None:
    killed = every_kill(tmp_path, nothing, lambda root, disk: apply_changes(root, SETS, disk=disk))
    assert len(killed) > 80
    reached, outcomes = set(), set()
    for root in killed:
        recovery = recover(root)
        outcomes.add(recovery.outcome if recovery else None)
        found = contents(root)
        assert found in STATES
        reached.add(STATES.index(found))
        assert not is_interrupted(root)
        assert recover(root) is None
        done = history(root)
        assert [len(entry.labels) for entry in done] == ([STATES.index(found)] if found != FILES else [])
        if done:
            undo(root)
        assert folders_and_files(root) == folders_and_files(fresh(tmp_path / "fresh"))
        assert contents(root) == FILES
    assert reached == {0, 1, 2, 3}
    assert outcomes == {None, Outcome.TAKEN_BACK, Outcome.FINISHED}


def test_the_next_apply_recovers_by_itself(tmp_path: Path) -> None:
    for root in every_kill(tmp_path, nothing, lambda root, disk: apply_changes(root, SETS[:1], disk=disk)):
        with suppress(StaleFile):  # the killed run had got to the end
            apply_changes(root, SETS[:1])
        assert contents(root) == STATES[1]


def test_undo_after_a_kill_takes_back_the_killed_apply_and_no_other(tmp_path: Path) -> None:
    first = group("first", ("c.js", b"", b"first"))
    later = group("later", ("a.js", FILES["a.js"], b"later"))
    for root in every_kill(tmp_path, lambda root: apply_changes(root, [first]), lambda root, disk: apply_changes(root, [later], disk=disk)):
        was_begun = is_interrupted(root) or len(history(root)) == 2
        undo(root)
        assert contents(root) == (FILES | {"c.js": b"first"} if was_begun else FILES)


def test_undo_killed_anywhere_is_all_or_nothing_once_recovered(tmp_path: Path) -> None:
    reached = set()
    for root in every_kill(tmp_path, applied, lambda root, disk: undo(root, disk=disk)):
        recovery = recover(root)
        found = contents(root)
        assert found in (FILES, STATES[-1])
        reached.add((found == FILES, recovery.outcome if recovery else None))
        if found == FILES:
            assert folders_and_files(root) == folders_and_files(fresh(tmp_path / "fresh"))
    assert reached == {(False, None), (True, None), (True, Outcome.UNDO_FINISHED)}


def test_recovery_killed_anywhere_can_be_done_again(tmp_path: Path) -> None:
    runs = every_kill(tmp_path / "apply", nothing, lambda root, disk: apply_changes(root, SETS, disk=disk))
    half = [root for root in runs if without_temporary(root) not in STATES]
    assert len(half) > 4
    killed = [
        again
        for number, root in enumerate(half)
        for again in every_kill(
            tmp_path / str(number),
            partial(become, root),
            lambda copy, disk: recover(copy, disk=disk),
        )
    ]
    assert len(killed) > 20
    for root in killed:
        recover(root)
        assert contents(root) in STATES


def test_recovery_does_not_overwrite_what_someone_edited_since(tmp_path: Path) -> None:
    for root in every_kill(tmp_path, nothing, lambda root, disk: apply_changes(root, SETS[:1], disk=disk)):
        if not is_interrupted(root) or contents(root) == STATES[1]:
            continue
        plant(root, {"a.js": b"my edit"})
        before = snapshot(root)
        with pytest.raises(RecoveryBlocked) as blocked:
            recover(root)
        assert blocked.value.paths == ("a.js",)
        assert snapshot(root) == before
        undo(root, force=True)
        assert contents(root) == FILES


def full_disk(operation: str, path: Path) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", str(path))


def test_full_disk_at_any_write_leaves_the_app_as_it_was(tmp_path: Path) -> None:
    """From some write on, none succeeds any more: renames, links and deletions do."""
    failures = 0
    for step in count():
        root = fresh(tmp_path / str(step))
        before: Snapshot = snapshot(root, journal=True)
        try:
            apply_changes(root, SETS, disk=stopping_at(step, full_disk, only="create write sync mkdir"))
        except DiskFull:
            failures += 1
            assert snapshot(root, journal=True) == before
        else:
            break
    assert failures > 40


def test_disk_that_is_dead_from_any_step_on_is_a_whole_number_of_groups_once_recovered(tmp_path: Path) -> None:
    failures = 0
    for step in count():
        root = fresh(tmp_path / str(step))
        try:
            apply_changes(root, SETS, disk=stopping_at(step, full_disk))
        except DiskFull:
            failures += 1
        else:
            break
        recover(root)
        assert contents(root) in STATES
    assert failures > 80


def test_failing_undo_leaves_all_or_nothing(tmp_path: Path) -> None:
    for step in count():
        root = fresh(tmp_path / str(step))
        applied(root)
        try:
            undo(root, disk=stopping_at(step, full_disk))
        except WriteError:
            recover(root)
            assert contents(root) in (FILES, STATES[-1])
        else:
            break
    assert step > 10


def test_interrupt_from_the_keyboard_takes_everything_back(tmp_path: Path) -> None:
    for step in range(0, 80, 5):
        root = fresh(tmp_path / str(step))
        before = snapshot(root, journal=True)

        def once(operation: str, path: Path, seen: list[str] = []) -> None:  # noqa: B006 - remembers that it was called
            if not seen:
                seen.append(operation)
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            apply_changes(root, SETS, disk=stopping_at(step, once))
        assert snapshot(root, journal=True) == before


def test_too_little_room_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = fresh(tmp_path / "app")
    before = snapshot(root, journal=True)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=10_000))
    with pytest.raises(DiskFull):
        apply_changes(root, SETS, disk=stopping_at(1, full_disk, only="mkdir"))
    assert snapshot(root, journal=True) == before


def test_file_saved_by_an_editor_in_the_middle_is_not_lost(tmp_path: Path) -> None:
    """Whenever it happens, the edit survives and no group is left half; only in the moment before the rename it cannot be seen."""
    for step in count():
        root = fresh(tmp_path / str(step))
        edited_at: list[tuple[str, Path]] = []

        def edit(operation: str, path: Path, root: Path = root, edited_at: list[tuple[str, Path]] = edited_at) -> None:
            if not edited_at and (root / "c.js").read_bytes() == b"":
                edited_at.append((operation, path))
                plant(root, {"c.js": b"saved just now"})

        try:
            apply_changes(root, SETS, disk=stopping_at(step, edit))
        except StaleFile:
            assert contents(root) == FILES | {"c.js": b"saved just now"}
        else:
            assert edited_at in ([], [("rename", root / "c.js")])
            if not edited_at:
                break
    assert step > 50


def test_kill_while_a_failed_apply_is_taken_back(tmp_path: Path) -> None:
    def failing_in_the_last_group(root: Path, disk: Disk) -> None:
        def before_step(operation: str, path: Path) -> None:
            disk.before_step(operation, path)
            if operation == "create" and path.parent == root and "-2-" in path.name:
                full_disk(operation, path)

        with suppress(DiskFull):
            apply_changes(root, SETS, disk=Disk(before_step))

    outcomes = set()
    for root in every_kill(tmp_path, nothing, failing_in_the_last_group):
        recovery = recover(root)
        outcomes.add(recovery.outcome if recovery else None)
        assert contents(root) in STATES
    assert Outcome.UNDO_FINISHED in outcomes


def test_finishing_an_undo_does_not_overwrite_what_someone_edited_since(tmp_path: Path) -> None:
    blocked = 0
    for root in every_kill(tmp_path, applied, lambda root, disk: undo(root, disk=disk)):
        if not is_interrupted(root):
            continue
        plant(root, {"src/b.js": b"my edit"})
        with pytest.raises(RecoveryBlocked):
            recover(root)
        blocked += 1
        assert (root / "src/b.js").read_bytes() == b"my edit"
        undo(root, force=True)
        assert contents(root) == FILES
    assert blocked > 5
