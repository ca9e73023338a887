"""Applies change groups to the app, and takes them back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from electron_migrate.write.changes import ChangeSet, FileChange, located, target_of
from electron_migrate.write.disk import Disk, is_writable, read_plain
from electron_migrate.write.entries import begin_entry, entry_folders, logged_records, mark_undoing, next_entry, unmark_undoing
from electron_migrate.write.errors import (
    ChangedSinceApply,
    DiskFull,
    NothingToUndo,
    PathRefused,
    ReadOnly,
    StaleFile,
    WriteError,
    from_os_error,
)
from electron_migrate.write.journal import (
    Recovery,
    complete_undo,
    history,
    opened_journal,
    recover_locked,
    take_group_back,
)
from electron_migrate.write.transaction import drop_staged, foreign_files, originals, perform, stage_originals

__all__ = ["Applied", "Undone", "apply_changes", "history", "undo"]

_BLOCK = 4096
_ROOM_FOR_RECORDS = 16 * _BLOCK


@dataclass(frozen=True, slots=True)
class Applied:
    """`entry`: its id in `history`, None if nothing was to be changed. `files`: app-relative, sorted."""

    entry: str | None
    labels: tuple[str, ...]
    files: tuple[str, ...]
    recovered: Recovery | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """`restored` files have their old bytes and permissions again, `deleted` ones did not exist before. Both sorted."""

    entry: str
    labels: tuple[str, ...]
    restored: tuple[str, ...]
    deleted: tuple[str, ...]
    recovered: Recovery | None = None


def apply_changes(root: Path, sets: Sequence[ChangeSet], *, disk: Disk | None = None) -> Applied:
    """Applies all groups in order, as one entry of the history. After an error the app is as it was before.

    A kill leaves the app, once recovered, as after some number of whole groups. A file that several groups touch must have as
    its `before` what the group before left (else ValueError). Raises `StaleFile`, `ReadOnly`, `PathRefused`, `AlreadyRunning`,
    `DiskFull` and other `WriteError`s.
    """
    root, disk = root.resolve(), disk or Disk()
    groups = tuple(group for group in (located(root, change_set) for change_set in sets) if group.changes)
    first, last = _net_changes(groups)
    with opened_journal(root, disk) as journal:
        recovered = recover_locked(root, journal, disk, force=False)
        if not groups:
            return Applied(None, (), (), recovered)
        _check_targets(root, first)
        _check_space(root, groups)
        entry = next_entry(journal)
        try:
            begin_entry(entry, len(groups), disk)
            for number, group in enumerate(groups):
                perform(root, entry, number, group, disk)
        except BaseException as error:
            state = _take_back(root, entry, disk)
            if isinstance(error, OSError):
                raise from_os_error(error, state) from error
            if isinstance(error, WriteError) and state != _AS_BEFORE:
                error.help = state  # “nothing was written” is no longer true
            raise
        return Applied(entry.name, tuple(group.label for group in groups), tuple(sorted(last)), recovered)


def undo(root: Path, *, force: bool = False, disk: Disk | None = None) -> Undone:
    """Takes the last apply back: every byte and permission, with the files and folders that it made.

    An apply that was killed counts as the last one. Raises `NothingToUndo`; `ChangedSinceApply` when files were edited since and
    not `force`; other `WriteError`s. Settles an interrupted run by itself: `recover` need not be called.
    """
    root, disk = root.resolve(), disk or Disk()
    with opened_journal(root, disk) as journal:
        recovered = recover_locked(root, journal, disk, force=force)
        entries = entry_folders(journal)
        if recovered is not None and recovered.entry not in [entry.name for entry in entries]:
            return Undone(recovered.entry, (recovered.label,), recovered.files, (), recovered)
        if not entries:
            raise NothingToUndo
        entry = entries[-1]
        logged = logged_records(entry)
        files = originals(entry, logged)
        foreign = foreign_files(root, files, midway=False)
        if foreign and not force:
            raise ChangedSinceApply(foreign)
        _check_writable(root, [file.path for file in files])
        mark_undoing(entry, disk, force=force)
        try:
            moves = stage_originals(root, entry, files, disk)
        except BaseException:
            with suppress(OSError):
                drop_staged(root, entry, files)
                unmark_undoing(entry, disk)
            raise
        complete_undo(root, entry, logged, moves, disk)
        return Undone(
            entry.name,
            tuple(group.record.label for group in logged),
            tuple(sorted(file.path for file in files if file.saved is not None)),
            tuple(sorted(file.path for file in files if file.saved is None)),
            recovered,
        )


_AS_BEFORE = "the app is as it was before"


def _net_changes(groups: Sequence[ChangeSet]) -> tuple[tuple[FileChange, ...], dict[str, bytes | None]]:
    """The first change of every file, and what it holds in the end."""
    first: list[FileChange] = []
    last: dict[str, bytes | None] = {}
    for change in (change for group in groups for change in group.changes):
        if change.path not in last:
            first.append(change)
        elif last[change.path] != change.before:
            raise ValueError(f"{change.path}: a change group does not start from what the one before it left")
        last[change.path] = change.after
    return tuple(first), last


def _check_targets(root: Path, first: Sequence[FileChange]) -> None:
    """Before anything is written: is every file what the plan was made from, and may it be written?"""
    stale = []
    for change in first:
        target = target_of(root, change.path)
        if not _nearest_folder(target).is_dir():
            raise PathRefused(change.path, "a file stands where it needs a folder")
        found = read_plain(target, change.path)
        if (found.data if found else None) != change.before:
            stale.append(change.path)
    if stale:
        raise StaleFile(stale)
    _check_writable(root, [change.path for change in first])


def _check_writable(root: Path, paths: Sequence[str]) -> None:
    locked = [path for path in paths if not (is_writable(root / path) and is_writable(_nearest_folder(root / path)))]
    if locked:
        raise ReadOnly(locked)


def _nearest_folder(target: Path) -> Path:
    return next(parent for parent in target.parents if os.path.lexists(parent))


def _check_space(root: Path, groups: Sequence[ChangeSet]) -> None:
    """A full disk is best met before it is full. What other programs write meanwhile is met later."""
    contents = [content for group in groups for change in group.changes for content in (change.before, change.after)]
    needed = sum(-(-len(content) // _BLOCK) * _BLOCK for content in contents if content is not None)
    with suppress(OSError):
        if shutil.disk_usage(root).free < needed + _ROOM_FOR_RECORDS * (1 + len(groups)):
            raise DiskFull(_AS_BEFORE)


def _take_back(root: Path, entry: Path, disk: Disk) -> str:
    """After an error: everything that this apply did so far. Returns how that left the app."""
    try:
        if not entry.exists():
            return _AS_BEFORE
        logged = logged_records(entry)
        for pending in (group for group in logged if not group.done):
            # A file that someone saved just now is not ours to bring back: its rename had not come yet
            files = originals(entry, (pending,))
            kept = foreign_files(root, files, midway=True)
            take_group_back(root, entry, pending, [file for file in files if file.path not in kept], disk)
        done = [group for group in logged if group.done]
        files = originals(entry, done)
        if foreign_files(root, files, midway=False):
            return f"the first {len(done)} change groups stay applied, for a file was edited meanwhile; see `electron-migrate undo`"
        if done:
            mark_undoing(entry, disk, force=False)
        complete_undo(root, entry, done, stage_originals(root, entry, files, disk), disk)
    except (OSError, WriteError):
        return "what was half-way is taken back by the next command"
    return _AS_BEFORE
