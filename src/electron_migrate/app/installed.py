"""The packages that are installed below the app, read when somebody asks: never run, never written, never followed out of the app."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path

from electron_migrate.app import disk
from electron_migrate.app.jsontext import Json, parse_json, text
from electron_migrate.app.paths import folder_of
from electron_migrate.code.source import Source

_LIMIT = 5_000_000
"""Bytes; builds of libraries for browsers are larger than what people write."""


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """`folder` is where it lies, app-relative, as `require` finds it: links are not followed in it."""

    name: str
    folder: str
    version: str
    manifest: Json

    @property
    def major(self) -> int | None:
        first = self.version.partition(".")[0]
        return int(first) if first.isdigit() else None


@dataclass(slots=True)
class Installed:
    """What lies in the app's `node_modules`. Each file is read once; an app whose packages are not installed has none."""

    root: Path
    _packages: dict[tuple[str, str], InstalledPackage | None] = field(default_factory=dict)
    _sources: dict[str, Source | None] = field(default_factory=dict)

    def package(self, name: str, importer: str) -> InstalledPackage | None:
        """The package that `require(name)` finds from the file `importer`, no higher than the app's root."""
        folder = folder_of(importer)
        while True:
            place = posixpath.join(folder, "node_modules", name)
            key = (place, name)
            if key not in self._packages:
                self._packages[key] = self._read(name, place)
            if self._packages[key] is not None or not folder:
                return self._packages[key]
            folder = folder_of(folder)

    def main_file(self, package: InstalledPackage) -> str | None:
        """The file that `require` of the package loads, app-relative; None where it is no plain script, or `exports` decides."""
        exports = package.manifest.get("exports") if isinstance(package.manifest, dict) else None
        if exports is not None:
            target = exports.get(".", exports) if isinstance(exports, dict) else exports
            while isinstance(target, dict):
                target = next((target[key] for key in ("node", "require", "default") if key in target), None)
            return self.file_at(posixpath.join(package.folder, target)) if isinstance(target, str) else None
        main = text(package.manifest, "main") or "index.js"
        return self.file_at(posixpath.join(package.folder, main))

    def file_at(self, path: str) -> str | None:
        """The script that a path in a package means: itself, with `.js`, or as a folder."""
        path = posixpath.normpath(path)
        for candidate in (path, f"{path}.js", posixpath.join(path, "index.js")):
            if candidate.endswith((".js", ".cjs", ".mjs")) and self.source(candidate) is not None:
                return candidate
        return None

    def source(self, path: str) -> Source | None:
        """A file below a node_modules of the app; None where there is none, it is too large, or it lies outside of the app."""
        if path not in self._sources:
            real = disk.inside(self.root, path) if "node_modules" in path.split("/") and ".." not in path.split("/") else None
            found = disk.read_source(self.root, real) if real is not None else ""
            self._sources[path] = found if isinstance(found, Source) and len(found.data) <= _LIMIT else None
        return self._sources[path]

    def _read(self, name: str, folder: str) -> InstalledPackage | None:
        source = self.source(posixpath.join(folder, "package.json"))
        if source is None:
            return None
        manifest, _ = parse_json(source)
        return InstalledPackage(name, folder, text(manifest, "version") or "", manifest)
