"""Where a module specifier leads: a file of the app, a Node built-in, a package, Electron, or nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from electron_migrate.app.aliases import Aliases
from electron_migrate.app.imports import ImportScan, imports_of
from electron_migrate.app.jsontext import Json, at, parse_json, text
from electron_migrate.app.manifest import Manifest
from electron_migrate.app.output import output_folder_of, sources_of_output
from electron_migrate.app.paths import TYPESCRIPT_ENDINGS, folder_of, join
from electron_migrate.app.tree import Tree

__all__ = ["Builtin", "Electron", "ImportScan", "LocalFile", "Missing", "Package", "Resolved", "Resolver", "imports_of"]


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of the app; not every one is read (see `Tree.files`): images, styles, what was skipped."""

    path: str


@dataclass(frozen=True, slots=True)
class Builtin:
    """A module of Node itself, without `node:`; `fs/promises` is one of its own."""

    name: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package from a registry. `subpath` is "" for the package itself, else as in `lodash/fp`: `fp`."""

    name: str
    subpath: str


@dataclass(frozen=True, slots=True)
class Electron:
    """Electron or its remote module, as written: `electron`, `electron/main`, `@electron/remote`, `@electron/remote/main`, …"""

    specifier: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Neither a file of the app nor the name of a package."""

    specifier: str


Resolved = LocalFile | Builtin | Package | Electron | Missing

ELECTRON_SPECIFIERS = frozenset(
    {
        "electron",
        "electron/main",
        "electron/renderer",
        "electron/common",
        "@electron/remote",
        "@electron/remote/main",
        "@electron/remote/renderer",
    }
)

BUILTINS = frozenset(
    (  # noqa: SIM905 - a list would take seventy lines
        "assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns dns/promises "
        "domain events fs fs/promises http http2 https inspector inspector/promises module net original-fs os path path/posix path/win32 "
        "perf_hooks process punycode querystring readline readline/promises repl stream stream/consumers stream/promises stream/web "
        "string_decoder sys timers timers/promises tls trace_events tty url util util/types v8 vm wasi worker_threads zlib"
    ).split()
)

_JAVASCRIPT_FIRST = (".js", ".mjs", ".cjs", ".jsx", ".json", ".ts", ".tsx", ".mts", ".cts", ".vue", ".node", ".d.ts")
_TYPESCRIPT_FIRST = (".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".mjs", ".cjs", ".jsx", ".json", ".vue", ".node")
# `./x.js` in TypeScript names the file that x.ts is compiled to.
_WRITTEN_AS = {".js": (".ts", ".tsx"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
_PACKAGE_NAME = re.compile(r"(?:@[\w.~-]+/)?[\w~-][\w.~-]*", re.ASCII)


class Resolver:
    """Resolves as Node does, with what TypeScript and bundlers add. Reads nothing: the tree knows every file that exists."""

    __slots__ = ("_aliases", "_imports", "_packages", "_tree")

    def __init__(self, tree: Tree, aliases: Aliases, manifest: Manifest) -> None:
        self._tree = tree
        self._aliases = aliases
        self._packages = {workspace.name: workspace.folder for workspace in manifest.workspaces if workspace.name}
        source = tree.files.get(manifest.app_manifest)
        self._imports: Json = at(parse_json(source)[0], "imports") if source is not None else None

    def resolve(self, importer: str, specifier: str, *, folder: str | None = None) -> Resolved:
        """What `specifier` in the file `importer` means. `folder` (app-relative) stands for the importer's own where that differs:
        a classic script of a page resolves `require('./x')` against the page's folder."""
        written = specifier
        # webpack's inline loaders (`raw-loader!./x`) and the queries of Vite and webpack (`./x?worker`).
        specifier = re.split(r"[?#]", specifier.rpartition("!")[2], maxsplit=1)[0] or specifier
        if specifier in ELECTRON_SPECIFIERS:
            return Electron(specifier)
        if specifier.startswith("node:"):
            return Builtin(specifier[len("node:") :])
        if specifier in BUILTINS:
            return Builtin(specifier)
        here = folder_of(importer) if folder is None else folder
        typescript = importer.lower().endswith((*TYPESCRIPT_ENDINGS, ".vue"))
        for candidate in self._places(importer, here, specifier):
            found = self.file_at(candidate, typescript=typescript)
            if found is not None:
                return LocalFile(found)
        if specifier.startswith((".", "/")) and "node_modules/" in specifier:
            # A way into a package by its place on disk: which folder it starts from hardly matters.
            specifier = specifier.rpartition("node_modules/")[2]
        if specifier.startswith((".", "/", "#", "~/", "@/")):
            return Missing(written)
        name = "/".join(specifier.split("/")[: 2 if specifier.startswith("@") else 1])
        if _PACKAGE_NAME.fullmatch(name) is None:
            return Missing(written)
        return Package(name, specifier[len(name) + 1 :].rstrip("/"))

    def file_at(self, path: str, *, typescript: bool = False) -> str | None:
        """The file that the app-relative `path` means: itself, with an ending, or as a folder. `typescript` looks for TypeScript first."""
        return self._file(self._tree.real(path), _TYPESCRIPT_FIRST if typescript else _JAVASCRIPT_FIRST, depth=0)

    def _places(self, importer: str, here: str, specifier: str) -> Iterator[str]:
        """App paths that the specifier may mean, in order."""
        if specifier in (".", "..") or specifier.startswith(("./", "../")):
            path = join(here, specifier)
            if path is not None:
                yield path
            return
        if specifier.startswith("/"):
            # A URL path below a page or dev server; as a path on disk it would lie outside of the app.
            yield from _distinct(join(base, specifier.lstrip("/")) for base in (here, "", "public", "src/renderer"))
            return
        yield from self._aliases.candidates(importer, specifier)
        if specifier.startswith("#"):
            target = at(self._imports, specifier)
            while isinstance(target, dict):
                target = next((target[key] for key in ("electron", "node", "import", "require", "default") if key in target), None)
            path = join("", target) if isinstance(target, str) else None
            if path is not None:
                yield path
        if specifier.startswith("~/"):
            yield specifier[2:]
        for name, package in self._packages.items():
            if specifier == name:
                yield package
            elif specifier.startswith(name + "/"):
                path = join(package, specifier[len(name) + 1 :])
                if path is not None:
                    yield path

    def _file(self, path: str, endings: tuple[str, ...], *, depth: int) -> str | None:
        if path:
            stem, ending = posixpath.splitext(path)
            found = self._first([path, *(stem + other for other in _WRITTEN_AS.get(ending, ()))])
            found = found or self._first([path + ending for ending in endings])
            if found is not None:
                return found
        manifest = self._tree.files.get(posixpath.join(path, "package.json"))
        if manifest is not None and depth < 3:
            value = parse_json(manifest)[0]
            for key in ("source", "main", "module", "types"):
                main = text(value, key)
                target = join(path, main) if main is not None else None
                if target is None or target == path:
                    continue
                found = self._file(target, endings, depth=depth + 1)
                if found is not None and found in self._tree.files:
                    return found
                # The package's own build output may be missing or skipped: its source is meant.
                output = output_folder_of(target)
                if output is not None:
                    sources = (source for source in sources_of_output(target, output) if source in self._tree.files)
                    source = next((source for source in sources if source.startswith(f"{path}/" if path else "")), None)
                    if source is not None:
                        return source
        return self._first([posixpath.join(path, "index" + ending) for ending in endings])

    def _first(self, paths: list[str]) -> str | None:
        """The first path that is read, else the first that exists."""
        real = [self._tree.real(path) for path in paths]
        read = next((path for path in real if path in self._tree.files), None)
        return read or next((path for path in real if path in self._tree.names), None)


def _distinct(paths: Iterable[str | None]) -> Iterator[str]:
    seen: set[str] = set()
    for path in paths:
        if path is not None and path not in seen:
            seen.add(path)
            yield path
