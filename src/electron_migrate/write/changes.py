"""What is to be written: whole files before and after, in groups; and which paths may be written at all."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from electron_migrate.write.errors import PathRefused

STATE_FOLDER = ".electron-migrate"
JOURNAL_FOLDER = "journal"


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file. `path` is app-relative with `/`; bytes are those on disk, BOM included; None: the file does not exist.

    Raises `PathRefused` for a path that is no plain way down from the app's root, or that leads into `.git` or the journal.
    """

    path: str
    before: bytes | None
    after: bytes | None

    def __post_init__(self) -> None:
        check_path(self.path)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One change group: applied whole or not at all. Each file at most once."""

    label: str
    changes: tuple[FileChange, ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for change in self.changes:
            if change.path in seen:
                raise PathRefused(change.path, f"the group “{self.label}” names it twice")
            seen.add(change.path)


def located(root: Path, change_set: ChangeSet) -> ChangeSet:
    """The same changes without those that change nothing, their paths free of symbolic links. `root` is resolved.

    A link to a file of the app is written through, so that it stays a link. Raises `PathRefused` for one that leaves the app.
    """
    return ChangeSet(
        change_set.label,
        tuple(_located(root, change) for change in change_set.changes if change.before != change.after),
    )


def target_of(root: Path, path: str) -> Path:
    """Where a path of the journal lies. Raises `PathRefused` when a link stands in its way by now. `root` is resolved."""
    if _real_path(root, path) != path:
        raise PathRefused(path, "it has become a symbolic link")
    return root / path


def check_path(path: str) -> None:
    """Raises `PathRefused` unless `path` goes down from the app's root and leaves git's and this tool's own data alone."""
    parts = path.split("/")
    if "\0" in path or "\\" in path or (os.name == "nt" and ":" in path):
        raise PathRefused(path, "it is not an app-relative path with /")
    if any(part in ("", ".", "..") for part in parts):
        raise PathRefused(path, "it is not a plain path below the app's folder")
    # What git reads as `.git` on file systems that fold case, drop trailing dots and spaces, or have short names
    folded = [part.casefold().rstrip(". ") for part in parts]
    if any(part in (".git", "git~1") for part in folded):
        raise PathRefused(path, "it is inside a .git folder")
    if folded[:2] == [STATE_FOLDER, JOURNAL_FOLDER]:
        raise PathRefused(path, "it is inside the journal")


def _located(root: Path, change: FileChange) -> FileChange:
    if change.after is None and (root / change.path).is_symlink():
        raise PathRefused(change.path, "it is a symbolic link, and deleting its target would leave it dangling")
    return replace(change, path=_real_path(root, change.path))


def _real_path(root: Path, path: str) -> str:
    try:
        resolved = (root / path).resolve()
    except (OSError, RuntimeError) as error:  # a loop of links
        raise PathRefused(path, "its symbolic links lead in a circle") from error
    if not resolved.is_relative_to(root):
        raise PathRefused(path, "a symbolic link leads out of the app")
    real = resolved.relative_to(root).as_posix()
    check_path(real)
    return real
