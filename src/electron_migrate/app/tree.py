"""The app's files: which there are, which are read, and why the others are not."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from electron_migrate.app import disk
from electron_migrate.app.content import SIZE_LIMIT, is_compiled_script, why_generated_script, why_unreadable_text
from electron_migrate.app.jsontext import parse_json, text
from electron_migrate.app.output import output_folders
from electron_migrate.app.paths import PAGE_ENDINGS, SCRIPT_ENDINGS, folder_of, stem
from electron_migrate.app.problem import ReadProblem
from electron_migrate.app.tsconfig import NAME as TSCONFIG_NAME
from electron_migrate.app.tsconfig import compiled_from, read_projects
from electron_migrate.code.source import Source

__all__ = ["LOCK_FILES", "SOURCE_ENDINGS", "ReadProblem", "Tree", "read_tree"]

SOURCE_ENDINGS = (*SCRIPT_ENDINGS, ".vue", *PAGE_ENDINGS, ".json")

LOCK_FILES = ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "pnpm-workspace.yaml", "bun.lock", "bun.lockb")

IGNORE_FILE = ".gitignore"
_INSTALLED = "node_modules/electron/package.json"
_LOCK_LIMIT = 50_000_000


@dataclass(frozen=True, slots=True)
class Tree:
    """The app's files as they were at one moment; each is read once. All paths are app-relative with `/`."""

    root: Path
    """Absolute, without links."""
    files: Mapping[str, Source]
    """Source files by path, in order; declaration files (`.d.ts`) are among them."""
    names: frozenset[str]
    """Every file that exists, also those not read; what lies in node_modules or .git aside."""
    problems: tuple[ReadProblem, ...] = ()
    skipped: Mapping[str, str] = field(default_factory=dict)
    """Why a file, or a folder (its path ends in `/`), is not read."""
    harmless: frozenset[str] = frozenset()
    """Skipped scripts that were looked at and name neither Electron nor anything of Node: libraries for browsers."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Links within the app: what they lead to is read there, under its own path."""
    locks: Mapping[str, Source] = field(default_factory=dict)
    """What tells installed versions: lock files of the app or (as `../yarn.lock`) of the work tree around it, and the manifest of the
    installed Electron. Also the app's own .gitignore, which what is built is added to."""

    def real(self, path: str) -> str:
        """`path` with the app's own links followed."""
        if not self.links:
            return path
        parts = path.split("/")
        for count in range(len(parts), 0, -1):
            target = self.links.get("/".join(parts[:count]))
            if target is not None:
                return posixpath.join(target, *parts[count:])
        return path


def read_tree(root: Path, exclude: tuple[str, ...] = ()) -> Tree:
    """Reads the folder `root`; `exclude` are patterns as in .gitignore. Never fails over one file.

    Raises OSError if `root` is no folder.
    """
    root = root.resolve(strict=True)
    if not root.is_dir():
        raise NotADirectoryError(str(root))
    listing = disk.list_folder(root, exclude=exclude)
    reading = _Reading(root, listing.kept)
    reading.skipped.update(listing.left_out)
    manifests = {path: reading.read(path) for path in listing.kept if posixpath.basename(path) == "package.json"}
    folders = output_folders(listing.kept, {folder_of(path): _main(source) for path, source in manifests.items()})
    reading.skipped.update({f"{folder}/": reason for folder, reason in folders.items()})
    configurations = (path for path in listing.kept if TSCONFIG_NAME.fullmatch(posixpath.basename(path)) and not _is_below(folders, path))
    projects, _ = read_projects({path: source for path in configurations if (source := reading.read(path)) is not None})
    files: dict[str, Source] = {}
    locks = dict(_locks_above(root))
    for path in listing.kept:
        name = posixpath.basename(path)
        if name not in LOCK_FILES and not path.lower().endswith(SOURCE_ENDINGS) and not _PACKAGING.fullmatch(name):
            continue
        if name != "package.json" and _is_below(folders, path):
            continue
        origin = next((origin for project in projects for origin in compiled_from(project, path) if origin in listing.kept), None)
        if origin is not None:
            reading.skipped[path] = f"generated: compiled from {origin}"
            continue
        source = reading.read(path)
        if source is not None:
            (locks if name in LOCK_FILES else files)[path] = source
    ignored = disk.read_source(root, IGNORE_FILE) if IGNORE_FILE in listing.names else ""
    if isinstance(ignored, Source):
        locks[IGNORE_FILE] = ignored
    installed = disk.inside(root, _INSTALLED)
    found = disk.read_source(root, installed) if installed is not None else ""
    if isinstance(found, Source):
        locks[_INSTALLED] = Source(_INSTALLED, found.data, found.bom, found.digest)
    return Tree(
        root=root,
        files=files,
        names=listing.names,
        problems=(*listing.problems, *reading.problems),
        skipped=dict(sorted(reading.skipped.items())),
        harmless=frozenset(reading.harmless),
        links=listing.links,
        locks=locks,
    )


# Libraries ask `typeof require`; only what is called with the name of a module that browsers lack needs Node.
_NEEDS_NODE = re.compile(
    rb"\brequire\(\s*['\"](?:node:|electron\b|@electron/|(?:fs|path|os|child_process|crypto|http|https|net|tls|util|events|stream|url|zlib|assert|buffer"
    rb"|vm|tty|module|process)['\"/])|\bipcRenderer\b|process\.(?:platform|versions\.|cwd|argv|type)"
)


@dataclass(slots=True)
class _Reading:
    root: Path
    kept: Mapping[str, int]
    done: dict[str, Source | None] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    problems: list[ReadProblem] = field(default_factory=list)
    harmless: set[str] = field(default_factory=set)

    def read(self, path: str) -> Source | None:
        """The file, read once; None where it is skipped."""
        if path not in self.done:
            self.done[path] = self._read(path)
        return self.done[path]

    def _read(self, path: str) -> Source | None:
        lock = posixpath.basename(path) in LOCK_FILES
        size = self.kept[path]
        if size > (_LOCK_LIMIT if lock else SIZE_LIMIT):
            self.skipped[path] = f"too large ({size / 1_000_000:.1f} MB)"
            return None
        script = path.lower().endswith(SCRIPT_ENDINGS)
        source = disk.read_source(self.root, path)
        if isinstance(source, str):
            self._problem(path, source)
            return None
        if lock:
            return source
        not_text = why_unreadable_text(source.data)
        if not_text is not None:
            self._problem(path, not_text)
            return None
        reason = why_generated_script(path, source.data) if script else None
        if reason is None and path.lower().endswith((".js", ".cjs", ".mjs", ".jsx")):
            reason = self._compiled_from(source)
        if reason is not None:
            self.skipped[path] = reason
            if not _NEEDS_NODE.search(source.data):
                self.harmless.add(path)
            return None
        self._note_encoding(source)
        return source

    def _compiled_from(self, source: Source) -> str | None:
        origin = next((stem(source.path) + end for end in (".ts", ".tsx", ".mts", ".cts") if stem(source.path) + end in self.kept), None)
        return f"generated: compiled from {origin}" if origin is not None and is_compiled_script(source.data) else None

    def _note_encoding(self, source: Source) -> None:
        try:
            source.data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = source.data.count(b"\n", 0, error.start) + 1
            self.problems.append(ReadProblem(source.path, line, "not valid UTF-8"))

    def _problem(self, path: str, reason: str) -> None:
        self.skipped[path] = reason
        self.problems.append(ReadProblem(path, None, reason))


_PACKAGING = re.compile(r"electron-builder(?:[.-][\w-]+)*\.ya?ml")
"""Configurations that say what is packaged."""


def _main(source: Source | None) -> str | None:
    return None if source is None else text(parse_json(source)[0], "main")


def _is_below(folders: Mapping[str, str], path: str) -> bool:
    folder = folder_of(path)
    while folder:
        if folder in folders:
            return True
        folder = folder_of(folder)
    return False


def _locks_above(root: Path) -> Mapping[str, Source]:
    """The lock files and the installed Electron of a monorepo that the app is a part of."""
    found: dict[str, Source] = {}
    for height, folder in enumerate(disk.folders_above(root), 1):
        for name in (*LOCK_FILES, _INSTALLED):
            real = disk.inside(folder, name)
            source = disk.read_source(folder, real) if real is not None else ""
            if isinstance(source, Source):
                path = "../" * height + name
                found.setdefault(path, Source(path, source.data, source.bom, source.digest))
    return found
