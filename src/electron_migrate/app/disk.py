"""The only place that touches the disk: lists the app's folder and reads its files, without ever following a link out of it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from electron_migrate.app.ignore import Rules, is_ignored, rules_of
from electron_migrate.app.paths import folder_of
from electron_migrate.app.problem import ReadProblem
from electron_migrate.code.source import Source

NEVER_ENTERED = frozenset({"node_modules", ".git", ".hg", ".svn", "bower_components", ".yarn", ".pnpm-store"})

_GITIGNORE_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Listing:
    """What the app's folder holds. All paths are app-relative with `/`; those of folders in `left_out` end in `/`."""

    names: frozenset[str]
    """Every file, also those left out; folders that are never entered and links out of the app aside."""
    kept: Mapping[str, int]
    """The regular files that no rule leaves out, with their size in bytes, sorted by path."""
    links: Mapping[str, str]
    """Links to files and folders of the app itself, with what they lead to."""
    left_out: Mapping[str, str]
    problems: tuple[ReadProblem, ...]


def list_folder(root: Path, *, exclude: tuple[str, ...]) -> Listing:
    """Lists everything below `root` (an absolute path without links). Never fails over one file or folder."""
    excluded, refused = rules_of("", exclude)
    walk = _Walk(root, excluded)
    walk.problems.extend(ReadProblem(".", None, f"exclude pattern not honoured: {pattern}") for pattern in refused)
    walk.run(_rules_above(root))
    return Listing(
        names=frozenset(walk.names),
        kept={path: walk.kept[path] for path in sorted(walk.kept)},
        links=walk.links,
        left_out=walk.left_out,
        problems=tuple(walk.problems),
    )


def read_source(root: Path, path: str) -> Source | str:
    """The file's bytes, or why they cannot be read."""
    try:
        # Not followed, not waited for: between listing and reading the file may have become a link or a pipe.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(root / path, flags)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return "not a regular file"
            with open(descriptor, "rb", closefd=False) as stream:
                return Source.of(path, stream.read())
        finally:
            os.close(descriptor)
    except OSError as error:
        return f"unreadable: {error.strerror or error}"


def inside(root: Path, path: str) -> str | None:
    """`path` with all links followed, app-relative; None when there is no such file or it lies outside of the app."""
    try:
        real = os.path.realpath(root / path, strict=True)
    except OSError:
        return None
    return _relative(root, real)


def folders_above(root: Path) -> tuple[Path, ...]:
    """The folders from the app's parent up to the top of the git work tree that it belongs to; empty outside of git or at its top."""
    above: list[Path] = []
    if (root / ".git").exists():
        return ()
    for folder in root.parents:
        above.append(folder)
        if (folder / ".git").exists():
            return tuple(above)
    return ()


@dataclass(slots=True)
class _Walk:
    root: Path
    exclude: Rules
    names: set[str] = field(default_factory=set)
    kept: dict[str, int] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    problems: list[ReadProblem] = field(default_factory=list)

    def run(self, rules: tuple[Rules, ...]) -> None:
        todo: list[tuple[str, tuple[Rules, ...] | None]] = [("", rules)]
        while todo:
            folder, rules_here = todo.pop()
            todo.extend(self._list(folder, rules_here))

    def _list(self, folder: str, rules: tuple[Rules, ...] | None) -> list[tuple[str, tuple[Rules, ...] | None]]:
        """Notes one folder's files and returns its folders. `rules` is None below a folder that is left out."""
        try:
            with os.scandir(self.root / folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            self._unreadable(folder + "/", f"unreadable folder: {error.strerror or error}")
            return []
        if rules is not None and any(entry.name == ".gitignore" and not entry.is_symlink() for entry in entries):
            rules = (*rules, self._gitignore(folder))
        folders: list[tuple[str, tuple[Rules, ...] | None]] = []
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name in NEVER_ENTERED:
                continue
            if not _printable(path):
                self._unreadable(os.fsencode(path).decode("utf-8", "replace"), "its name is not UTF-8")
            elif entry.is_symlink():
                self._link(path, rules)
            elif entry.is_dir():
                folders.append((path, rules if self._wanted(path + "/", rules) else None))
            elif not entry.is_file():
                self.left_out[path] = "not a regular file"
            else:
                self.names.add(path)
                if self._wanted(path, rules):
                    self.kept[path] = entry.stat(follow_symlinks=False).st_size
        return folders

    def _wanted(self, path: str, rules: tuple[Rules, ...] | None) -> bool:
        if rules is None:
            return False
        if self.exclude.verdict(path):
            self.left_out[path] = "excluded"
            return False
        if is_ignored(rules, path):
            self.left_out[path] = "ignored by .gitignore"
            return False
        return True

    def _link(self, path: str, rules: tuple[Rules, ...] | None) -> None:
        try:
            real = os.path.realpath(self.root / path, strict=True)
        except OSError as error:
            # Windows has an error number of its own for links that lead to themselves.
            loop = error.errno == errno.ELOOP or getattr(error, "winerror", None) == 1921
            reason = "a link that leads to itself" if loop else "a link to nothing"
        else:
            target = _relative(self.root, real)
            if target is not None and _printable(target):
                self.links[path] = target
                if os.path.isfile(real):
                    self.names.add(path)
                return
            reason = "a link out of the app"
        if rules is not None:
            self.left_out[path] = reason

    def _gitignore(self, folder: str) -> Rules:
        path = f"{folder}/.gitignore" if folder else ".gitignore"
        source = read_source(self.root, path)
        if isinstance(source, str):
            self.problems.append(ReadProblem(path, None, source))
            return rules_of(folder, ())[0]
        rules, refused = rules_of(folder, source.data[:_GITIGNORE_LIMIT].decode("utf-8", "replace").splitlines())
        self.problems.extend(ReadProblem(path, None, f"pattern not honoured: {pattern}") for pattern in refused)
        return rules

    def _unreadable(self, path: str, reason: str) -> None:
        self.left_out[path] = reason
        self.problems.append(ReadProblem(path, None, reason))


def _rules_above(root: Path) -> tuple[Rules, ...]:
    """What the .gitignore files between the app and the top of its work tree say of it, the outermost first."""
    rules: list[Rules] = []
    for folder in reversed(folders_above(root)):
        source = read_source(folder, ".gitignore")
        if isinstance(source, Source):
            lead = root.relative_to(folder).as_posix() + "/"
            found = rules_of("", source.data[:_GITIGNORE_LIMIT].decode("utf-8", "replace").splitlines(), lead=lead)[0]
            # Someone who names a folder that git ignores (a work tree around a whole home folder, say) still means it.
            if not any(found.spec.match_file(f"{part}/") for part in _parts(lead.rstrip("/"))):
                rules.append(found)
    return tuple(rules)


def _parts(path: str) -> list[str]:
    parts = [path]
    while folder_of(parts[-1]):
        parts.append(folder_of(parts[-1]))
    return parts


def _relative(root: Path, real: str) -> str | None:
    try:
        relative = Path(real).relative_to(root).as_posix()
    except ValueError:
        return None
    return "" if relative == "." else relative


def _printable(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
