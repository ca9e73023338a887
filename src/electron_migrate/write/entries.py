"""How the journal lies on disk. One folder per apply:

    .electron-migrate/journal/
      .gitignore                 `*`: the journal is nobody else's business
      lock
      000001/
        entry.json               when, and how many change groups were to be applied; named `undoing.json` or
                                 `undoing-by-force.json` from the moment on when the whole apply is being taken back
        0000-0002.before         the bytes of file 2 of group 0 before
        0000.done.json           the record of a group that is applied …
        0001.pending.json        … and of one that is being applied: at most one, the last
      trash-000001/              an apply that is gone; what is left of the folder does not count

Every step from one state to the next is one rename: atomic, and possible on a full disk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from electron_migrate.write.changes import JOURNAL_FOLDER, STATE_FOLDER
from electron_migrate.write.disk import Disk, FileOnDisk, read_plain
from electron_migrate.write.errors import JournalBroken, PathRefused
from electron_migrate.write.record import Header, Record, decode_header, decode_record, encode_header, encode_record

_TRASH = "trash-"
_ENTRY = "entry.json"
_UNDOING = "undoing.json"
_UNDOING_BY_FORCE = "undoing-by-force.json"
_PENDING = ".pending.json"
_DONE = ".done.json"


@dataclass(frozen=True, slots=True)
class Logged:
    """A record and where it stands: `number` counts the groups of one apply from 0."""

    number: int
    done: bool
    record: Record


def journal_folder(root: Path) -> Path:
    """Raises `PathRefused` when it is, or lies behind, a symbolic link."""
    folder = root
    for part in (STATE_FOLDER, JOURNAL_FOLDER):
        folder = folder / part
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise PathRefused(folder.relative_to(root).as_posix(), "the journal needs a folder of its own there")
    return folder


def entry_folders(journal: Path) -> tuple[Path, ...]:
    """The applies that can be undone, oldest first."""
    if not journal.is_dir():
        return ()
    numbered = (path for path in journal.iterdir() if re.fullmatch(r"\d{6}", path.name))
    return tuple(sorted(path for path in numbered if path.is_dir() and not path.is_symlink()))


def next_entry(journal: Path) -> Path:
    """Where the next apply goes."""
    entries = entry_folders(journal)
    return journal / f"{int(entries[-1].name) + 1 if entries else 1:06}"


def begin_entry(entry: Path, planned: int, disk: Disk) -> None:
    """Makes the folder of an apply of `planned` change groups."""
    disk.make_folder(entry)
    disk.write(entry / _ENTRY, encode_header(Header(datetime.now(UTC).isoformat(timespec="seconds"), planned)))
    disk.sync_folder(entry)
    disk.sync_folder(entry.parent)


def read_header(entry: Path) -> Header:
    """Raises `JournalBroken`."""
    return decode_header(_read(entry / _header_name(entry)))


def logged_records(entry: Path) -> tuple[Logged, ...]:
    """All records of an apply, in the order of its groups. Raises `JournalBroken`."""
    found = [
        Logged(int(path.name[:4]), path.name.endswith(_DONE), decode_record(_read(path)))
        for path in sorted(entry.iterdir())
        if re.fullmatch(r"\d{4}\.(pending|done)\.json", path.name)
    ]
    if [logged.number for logged in found] != list(range(len(found))) or not all(logged.done for logged in found[:-1]):
        raise JournalBroken("records are missing")
    return tuple(found)


def saved_path(entry: Path, number: int, index: int) -> Path:
    """Where the bytes from before lie: those of step `index` of group `number`."""
    return entry / f"{number:04}-{index:04}.before"


def read_saved(path: Path, digest: str) -> FileOnDisk:
    """Raises `JournalBroken` when they are no longer the bytes that were saved."""
    saved = read_plain(path, path.name)
    if saved is None or saved.digest != digest:
        raise JournalBroken("saved bytes are damaged or missing")
    return saved


def log_pending(entry: Path, number: int, record: Record, disk: Disk) -> None:
    """From here on the group is being applied. Everything that it takes to go back is on disk before."""
    whole = entry / f"{number:04}{_PENDING}"
    partial = whole.with_name(whole.name + ".tmp")
    disk.write(partial, encode_record(record))
    disk.rename(partial, whole)
    disk.sync_folder(entry)


def log_done(entry: Path, number: int, disk: Disk) -> None:
    """From here on the group is applied."""
    disk.rename(entry / f"{number:04}{_PENDING}", entry / f"{number:04}{_DONE}")
    disk.sync_folder(entry)


def forget_pending(entry: Path, number: int, disk: Disk) -> None:
    """From here on the group has never been, and neither have bytes that were saved for it."""
    disk.unlink(entry / f"{number:04}{_PENDING}")
    for path in entry.glob(f"{number:04}[-.]*"):
        disk.unlink(path)
    disk.sync_folder(entry)


def mark_undoing(entry: Path, disk: Disk, *, force: bool) -> None:
    """From here on the whole apply is being taken back."""
    disk.rename(entry / _header_name(entry), entry / (_UNDOING_BY_FORCE if force else _UNDOING))
    disk.sync_folder(entry)


def unmark_undoing(entry: Path, disk: Disk) -> None:
    """It is not, after all. Only while no file has been taken back."""
    disk.rename(entry / _header_name(entry), entry / _ENTRY)
    disk.sync_folder(entry)


def is_undoing(entry: Path) -> bool:
    return _header_name(entry) != _ENTRY


def is_undoing_by_force(entry: Path) -> bool:
    return _header_name(entry) == _UNDOING_BY_FORCE


def discard_entry(entry: Path, disk: Disk) -> None:
    """From here on the apply has never been."""
    trash = entry.with_name(_TRASH + entry.name)
    disk.remove_tree(trash)
    disk.rename(entry, trash)
    disk.sync_folder(entry.parent)
    disk.remove_tree(trash)


def sweep(journal: Path, disk: Disk) -> None:
    """Removes what a kill left of discarded applies."""
    for path in sorted(journal.glob(f"{_TRASH}*")):
        disk.remove_tree(path)


def _header_name(entry: Path) -> str:
    return next((name for name in (_UNDOING_BY_FORCE, _UNDOING) if (entry / name).exists()), _ENTRY)


def _read(path: Path) -> bytes:
    found = read_plain(path, path.name)
    if found is None:
        raise JournalBroken(f"{path.name} is missing")
    return found.data
