"""One change group onto the disk, and groups off it again. Knows nothing of when: `apply` and `journal` decide that.

Both ways go through temporary files beside their targets: all are written before the first rename, so that a full disk shows
before the app is touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from electron_migrate.code.source import digest_of
from electron_migrate.write.changes import ChangeSet, target_of
from electron_migrate.write.disk import Disk, FileOnDisk, read_plain
from electron_migrate.write.entries import Logged, log_done, log_pending, read_saved, saved_path
from electron_migrate.write.errors import StaleFile
from electron_migrate.write.record import Record, Saved, Step


@dataclass(frozen=True, slots=True)
class Move:
    """What is left to do for one file once its new bytes lie beside it. `ready` None: it goes away."""

    target: Path
    ready: Path | None


@dataclass(frozen=True, slots=True)
class Original:
    """One file before the groups in question. `saved_at` holds its bytes; `last` is its digest after them."""

    path: str
    saved: Saved | None
    saved_at: Path
    last: str | None

    @property
    def digest(self) -> str | None:
        return self.saved.digest if self.saved is not None else None


def perform(root: Path, entry: Path, number: int, change_set: ChangeSet, disk: Disk) -> None:
    """Applies group `number` and logs it as done. `root` and the paths are free of links.

    Raises `StaleFile` or OSError; the caller then restores what the pending record names, if it is there.
    """
    steps, found = [], []
    for index, change in enumerate(change_set.changes):
        before = read_plain(target_of(root, change.path), change.path)
        if (before.data if before else None) != change.before:
            raise StaleFile((change.path,))
        if before is not None:
            disk.write(saved_path(entry, number, index), before.data)
        found.append(before)
        steps.append(
            Step(
                change.path,
                Saved(before.digest, before.mode) if before else None,
                digest_of(change.after) if change.after is not None else None,
            )
        )
    record = Record(change_set.label, tuple(_missing_folders(root, change_set)), tuple(steps))
    log_pending(entry, number, record, disk)
    for folder in record.folders:
        disk.make_folder(target_of(root, folder))
    moves = []
    for index, (change, before) in enumerate(zip(change_set.changes, found, strict=True)):
        ready = _beside(root / change.path, entry, f"{number}-{index}")
        if change.after is not None:
            disk.write(ready, change.after, before)
        moves.append(Move(root / change.path, ready if change.after is not None else None))
    _still_as_found(root, steps)
    finish(moves, disk)
    log_done(entry, number, disk)


def originals(entry: Path, logged: Sequence[Logged]) -> tuple[Original, ...]:
    """Each file that these groups touch, once. `logged` in the order of application."""
    files: dict[str, Original] = {}
    for group in logged:
        for index, step in enumerate(group.record.steps):
            first = files.get(step.path)
            if first is None:
                files[step.path] = Original(step.path, step.before, saved_path(entry, group.number, index), step.after)
            else:
                files[step.path] = Original(step.path, first.saved, first.saved_at, step.after)
    return tuple(files.values())


def foreign_files(root: Path, files: Sequence[Original], *, midway: bool) -> tuple[str, ...]:
    """Files that hold neither what the groups left nor (`midway`: the groups were going on or off) what was there before."""
    foreign = []
    for file in files:
        found = read_plain(target_of(root, file.path), file.path)
        digest = found.digest if found else None
        if digest != file.last and not (midway and digest == file.digest):
            foreign.append(file.path)
    return tuple(foreign)


def stage_originals(root: Path, entry: Path, files: Sequence[Original], disk: Disk) -> tuple[Move, ...]:
    """Puts the bytes from before beside every file that differs from them. Touches no file of the app; may be done again."""
    moves = []
    for file in files:
        target = target_of(root, file.path)
        ready = _beside(target, entry, f"back-{file.saved_at.stem}")
        found = read_plain(target, file.path)
        if ((found.digest, found.mode) if found else None) == ((file.saved.digest, file.saved.mode) if file.saved else None):
            ready.unlink(missing_ok=True)  # of an earlier try
        elif file.saved is None:
            moves.append(Move(target, None))
        else:
            saved = read_saved(file.saved_at, file.saved.digest)
            for folder in reversed([parent for parent in target.parents if not parent.exists()]):
                disk.make_folder(folder)
            disk.copy_or_link(file.saved_at, ready, saved.data, FileOnDisk(b"", file.saved.mode, found.owner if found else saved.owner))
            moves.append(Move(target, ready))
    return tuple(moves)


def finish(moves: Sequence[Move], disk: Disk) -> None:
    """Renames what lies ready onto its targets."""
    for move in moves:
        if move.ready is None:
            disk.unlink(move.target)
        else:
            disk.rename(move.ready, move.target)
    for folder in sorted({move.target.parent for move in moves}):
        disk.sync_folder(folder)


def clear_away(root: Path, entry: Path, logged: Sequence[Logged], disk: Disk) -> None:
    """Removes what else these groups made: temporary files, then the folders that are empty by now."""
    for group in logged:
        for index, step in enumerate(group.record.steps):
            ready = _beside(target_of(root, step.path), entry, f"{group.number}-{index}")
            if ready.exists():
                disk.unlink(ready)
    for group in reversed(logged):
        for folder in reversed(group.record.folders):
            disk.remove_folder_if_empty(target_of(root, folder))


def drop_staged(root: Path, entry: Path, files: Sequence[Original]) -> None:
    """Undoes `stage_originals`."""
    for file in files:
        _beside(target_of(root, file.path), entry, f"back-{file.saved_at.stem}").unlink(missing_ok=True)


def _missing_folders(root: Path, change_set: ChangeSet) -> Iterator[str]:
    created = (change.path for change in change_set.changes if change.after is not None)
    parents = {str(parent) for path in created for parent in PurePosixPath(path).parents}
    for folder in sorted(parents, key=lambda path: (path.count("/"), path)):
        if not (root / folder).exists():
            yield folder


def _beside(target: Path, entry: Path, name: str) -> Path:
    # The same folder, hence the same file system: the rename is atomic. Computed, never read from the journal
    return target.with_name(f".electron-migrate-{entry.name}-{name}.tmp")


def _still_as_found(root: Path, steps: Sequence[Step]) -> None:
    """An editor may have saved while the new bytes were written; what remains is the blink of the renames."""
    stale = []
    for step in steps:
        found = read_plain(root / step.path, step.path)
        if (found.digest if found else None) != step.before_digest:
            stale.append(step.path)
    if stale:
        raise StaleFile(stale)
