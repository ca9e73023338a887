"""The write-ahead journal: what was applied, and what to do about a command that was killed half-way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from electron_migrate.write.disk import Disk
from electron_migrate.write.entries import (
    Logged,
    discard_entry,
    entry_folders,
    forget_pending,
    is_undoing,
    is_undoing_by_force,
    journal_folder,
    log_done,
    logged_records,
    read_header,
    sweep,
)
from electron_migrate.write.errors import RecoveryBlocked, from_os_error, shown
from electron_migrate.write.lock import locked
from electron_migrate.write.transaction import Move, Original, clear_away, finish, foreign_files, originals, stage_originals


class Outcome(StrEnum):
    """What became of the work of a killed command."""

    TAKEN_BACK = "taken back"
    FINISHED = "finished"
    UNDO_FINISHED = "undo finished"


@dataclass(frozen=True, slots=True)
class Recovery:
    """`label` is the change group that was half-way, or for an undo those of the whole apply; `entry` the id of the apply."""

    outcome: Outcome
    entry: str
    label: str
    files: tuple[str, ...]

    @property
    def message(self) -> str:
        """One line."""
        name = shown(self.label)
        match self.outcome:
            case Outcome.TAKEN_BACK:
                return f"an earlier run was interrupted: its unfinished change group “{name}” was taken back"
            case Outcome.FINISHED:
                return f"an earlier run was interrupted: its change group “{name}” was complete and stays applied"
            case Outcome.UNDO_FINISHED:
                return f"an earlier run was interrupted while it took changes back: that is finished now ({name})"


@dataclass(frozen=True, slots=True)
class Entry:
    """One apply that can be undone. `time`: its beginning, ISO 8601 in UTC; `planned`: how many change groups it was to apply."""

    id: str
    time: str
    planned: int
    labels: tuple[str, ...]
    files: tuple[str, ...]


def history(root: Path) -> tuple[Entry, ...]:
    """The applies that `undo` can take back, oldest first. Raises `JournalBroken`, `PathRefused`."""
    entries = []
    for folder in entry_folders(journal_folder(root.resolve())):
        done = [logged for logged in logged_records(folder) if logged.done]
        if done:
            header = read_header(folder)
            labels = tuple(logged.record.label for logged in done)
            entries.append(Entry(folder.name, header.time, header.planned, labels, _files(done)))
    return tuple(entries)


def is_interrupted(root: Path) -> bool:
    """Whether `recover` has work to do (or a command is at work just now). Writes nothing: for commands that only read."""
    return any(_is_half_way(entry) for entry in entry_folders(journal_folder(root.resolve())))


def recover(root: Path, *, force: bool = False, disk: Disk | None = None) -> Recovery | None:
    """Finishes or takes back what a killed command left half-way; None if there is nothing. To be called before the app is read.

    Raises `AlreadyRunning`; `RecoveryBlocked` when files were edited since, unless `force`; other `WriteError`s.
    """
    root = root.resolve()
    if not journal_folder(root).exists():
        return None
    with opened_journal(root, disk or Disk()) as journal:
        return recover_locked(root, journal, disk or Disk(), force=force)


@contextmanager
def opened_journal(root: Path, disk: Disk) -> Iterator[Path]:
    """The journal's folder, with the app's lock held; without entries nothing of it stays behind. Errors become `WriteError`s."""
    journal = journal_folder(root)
    state = "nothing was written"
    try:
        with locked(journal / "lock"):
            try:
                ignore = journal / ".gitignore"
                if not ignore.exists():
                    disk.write(ignore, b"*\n")
                sweep(journal, disk)
                state = "what was half-way is finished or taken back by the next command"
                yield journal
            finally:
                if not entry_folders(journal):
                    ignore.unlink(missing_ok=True)
    except OSError as error:
        raise from_os_error(error, state) from error
    finally:
        for folder in (journal, journal.parent):
            with suppress(OSError):  # not empty: entries, or the app's own config
                folder.rmdir()


def recover_locked(root: Path, journal: Path, disk: Disk, *, force: bool) -> Recovery | None:
    """`recover`, for who holds the lock. `root` is resolved."""
    recovery = None
    for entry in entry_folders(journal):
        logged = logged_records(entry)
        if is_undoing(entry):
            recovery = _finish_undo(root, entry, logged, disk, force=force or is_undoing_by_force(entry))
            continue
        if logged and not logged[-1].done:
            recovery = _settle(root, entry, logged[-1], disk, force=force)
        if not any(left.done for left in logged_records(entry)):
            discard_entry(entry, disk)
    return recovery


def take_group_back(root: Path, entry: Path, pending: Logged, files: Sequence[Original], disk: Disk) -> None:
    """Brings `files` of an unfinished group back to what they were, then forgets the group. May be done again."""
    finish(stage_originals(root, entry, files, disk), disk)
    clear_away(root, entry, (pending,), disk)
    forget_pending(entry, pending.number, disk)


def complete_undo(root: Path, entry: Path, logged: Sequence[Logged], moves: Sequence[Move], disk: Disk) -> None:
    """The part of taking a whole apply back that can only go forward: what is to come back lies beside its targets."""
    finish(moves, disk)
    clear_away(root, entry, logged, disk)
    discard_entry(entry, disk)


def _is_half_way(entry: Path) -> bool:
    return is_undoing(entry) or any(not logged.done for logged in logged_records(entry))


def _settle(root: Path, entry: Path, pending: Logged, disk: Disk, *, force: bool) -> Recovery:
    files = originals(entry, (pending,))
    if not foreign_files(root, files, midway=False):
        clear_away(root, entry, (pending,), disk)
        log_done(entry, pending.number, disk)
        return Recovery(Outcome.FINISHED, entry.name, pending.record.label, _files((pending,)))
    foreign = foreign_files(root, files, midway=True)
    if foreign and not force:
        raise RecoveryBlocked(foreign)
    take_group_back(root, entry, pending, files, disk)
    return Recovery(Outcome.TAKEN_BACK, entry.name, pending.record.label, _files((pending,)))


def _finish_undo(root: Path, entry: Path, logged: Sequence[Logged], disk: Disk, *, force: bool) -> Recovery:
    files = originals(entry, logged)
    foreign = foreign_files(root, files, midway=True)
    if foreign and not force:
        raise RecoveryBlocked(foreign)
    complete_undo(root, entry, logged, stage_originals(root, entry, files, disk), disk)
    return Recovery(Outcome.UNDO_FINISHED, entry.name, ", ".join(group.record.label for group in logged), _files(logged))


def _files(logged: Sequence[Logged]) -> tuple[str, ...]:
    return tuple(sorted({step.path for group in logged for step in group.record.steps}))
