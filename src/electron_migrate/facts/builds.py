"""What bundlers make of the app: which entries go into which files, and which pages are made with them. Configurations are read, never run."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from electron_migrate.app.app import App
from electron_migrate.app.modules import Resolver
from electron_migrate.app.paths import join
from electron_migrate.code.source import Place
from electron_migrate.facts.bundler_table import load_bundler_table
from electron_migrate.facts.config_values import ConfigValues, Located
from electron_migrate.facts.origins import Constant, External, Origins, UnitId
from electron_migrate.facts.paths import targets
from electron_migrate.facts.summary import New, Object, Value

CONFIG = re.compile(
    r"(?:^|[/.-])(?:webpack|rspack|vite|rollup|esbuild|forge|craco|vue|electron-vite|nextron)[\w.-]*\.(?:[cm]?[jt]s)$|(?:^|/)webpack/[^/]+\.[cm]?[jt]s$"
)
"""Paths of scripts that are configurations of bundlers."""
_HTML_PLUGINS = frozenset({"html-webpack-plugin", "@rspack/core"})
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one output script is made of: its chunk's `name`, and source files of the app in order."""

    name: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page as it is when the app runs. `template`: the source that it is made of, None where the bundler writes it alone."""

    file: str
    template: str | None
    entries: tuple[str, ...]
    """Source files of the scripts that the bundler puts into it."""
    name: str = ""
    """The window's name in the configuration, where the tool has one."""
    window: bool = True
    """False for a page that is made for browsers: the app has it for the web too."""


@dataclass(frozen=True, slots=True)
class Build:
    """One thing that a bundler makes, as one configuration says. All paths are app-relative."""

    config: str
    tool: str
    target: str
    """`electron-main`, `electron-renderer`, `electron-preload`, `web`, `node`, `webworker`; empty where it is not said."""
    entries: tuple[Entry, ...]
    folders: tuple[str, ...]
    """Where the output goes; several where conditions decide."""
    filename: str
    """The pattern of output scripts, `[name].js`; empty where it is not known."""
    pages: tuple[BuiltPage, ...] = ()
    dirname: tuple[str, ...] = ("output",)
    """What `__dirname` is in its scripts: `output`, `source` (where they are written) or `root` (of the disk)."""
    entry_places: tuple[Place, ...] = ()
    """Where its entries are written: every value of `entry`."""
    filename_places: tuple[Place, ...] = ()
    dirname_places: tuple[Place, ...] = ()
    """Where `node.__dirname` is written."""
    library: str = ""
    """`output.libraryTarget`, or the type of `output.library`."""
    library_place: Place | None = None

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(file for entry in self.entries for file in entry.files))

    def outputs(self, entry: Entry) -> Iterator[str]:
        """The output scripts of an entry."""
        for folder in self.folders:
            name = re.sub(r"\[name\]", entry.name, self.filename or "[name].js")
            yield posixpath.normpath(posixpath.join(folder, name))


def read_builds(app: App, origins: Origins, resolver: Resolver) -> tuple[Build, ...]:
    """Every build that the app's configurations state, those of one thing joined; in order of their configurations."""
    reader = Webpack(ConfigReader(app, origins, resolver, ConfigValues(origins)))
    found: dict[tuple[object, ...], Build] = {}
    for path in sorted(path for path in app.tree.files if CONFIG.search(path) and not path.endswith(".d.ts")):
        for build in reader.builds(path):
            key = (build.tool, build.target, tuple(entry.name for entry in build.entries), build.files)
            found[key] = _joined(found[key], build) if key in found else build
    return tuple(found.values())


def built_entry(app: App, builds: tuple[Build, ...]) -> tuple[str, str] | None:
    """Main's source and how it was found, where `main` of package.json is what a build makes; None where none does."""
    written = join(app.manifest.app_folder, app.manifest.main) if app.manifest.main is not None else None
    if written is None or written in app.tree.files:
        return None
    for build in builds:
        for entry in build.entries:
            if any(written in (output, posixpath.splitext(output)[0]) for output in build.outputs(entry)):
                return entry.files[-1], f"`main` of {app.manifest.app_manifest}, {written}, is built; this is the entry of {build.config}"
    return None


def _joined(one: Build, other: Build) -> Build:
    """Two configurations that make the same thing: one for development, say, and one for the package."""
    return replace(
        one,
        folders=_union(one.folders, other.folders),
        filename=one.filename or other.filename,
        pages=_union(one.pages, other.pages),
        entry_places=_union(one.entry_places, other.entry_places),
        filename_places=_union(one.filename_places, other.filename_places),
        dirname_places=_union(one.dirname_places, other.dirname_places),
        dirname=_union(one.dirname, other.dirname),
        library=one.library or other.library,
        library_place=one.library_place or other.library_place,
    )


def _union(one: tuple[_Item, ...], other: tuple[_Item, ...]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys((*one, *other)))


@dataclass(frozen=True, slots=True)
class ConfigReader:
    """What all configurations have in common: paths in them, seen from their folder or from the root, and plain values."""

    app: App
    origins: Origins
    resolver: Resolver
    values: ConfigValues

    def path(self, located: Located) -> Iterator[str]:
        """The paths that an expression of a configuration may mean, app-relative."""
        for target in targets(self.origins, *located):
            if target.file is not None:
                yield target.file

    def files(self, located: Located) -> Iterator[str]:
        """The files of the app that an entry names: a text, a list of texts, or `{ import: … }`."""
        for there, value in self.values.items(*located):
            if isinstance(value, Object):
                for one in self.values.values(there, value, "import"):
                    yield from self.files(one)
                continue
            for path in self.path((there, value)):
                for folder in ("", posixpath.dirname(there.path)):
                    found = self.resolver.file_at(posixpath.normpath(posixpath.join(folder, path)), typescript=True)
                    if found is not None and found in self.app.tree.files:
                        yield found
                        break

    def text(self, unit: UnitId, value: Value, *path: str) -> str:
        """The first plain text below a key; empty where there is none."""
        for there, given in self.values.items(unit, value, *path):
            text = self.origins.text(there, given)
            if text is not None:
                return text
        return ""

    def major(self, package: str) -> int | None:
        """The major that package.json asks for."""
        match = re.search(r"\d+", self.app.manifest.dependencies.get(package, ""))
        return int(match.group()) if match is not None else None


class Webpack:
    """webpack and rspack configurations."""

    def __init__(self, reader: ConfigReader) -> None:
        self.reader = reader
        self.values = reader.values

    def builds(self, path: str) -> Iterator[Build]:
        """The builds of one configuration file, as far as they can be followed."""
        for unit, value in self.values.exported(path):
            build = self._build(path, unit, value)
            if build is not None:
                yield build

    def _build(self, path: str, unit: UnitId, value: Value) -> Build | None:
        entries: dict[str, tuple[str, ...]] = {}
        entry_places: list[Place] = []
        for located in self.values.values(unit, value, "entry"):
            there, given = located
            if not isinstance(given, Object):
                entries["main"] = _union(entries.get("main", ()), tuple(self.reader.files(located)))
            entry_places.append(Place(there.path, given.span))
        for name, located in self.values.named(unit, value, "entry"):
            entries[name] = _union(entries.get(name, ()), tuple(self.reader.files(located)))
        for name in [name for name, files in entries.items() if not files]:
            # a list of packages, `vendor: ['react', …]`
            del entries[name]
        if not entries:
            return None
        made = tuple(Entry(name, files) for name, files in entries.items())
        folders = tuple(
            dict.fromkeys(folder for one in self.values.values(unit, value, "output", "path") for folder in self.reader.path(one))
        )
        folders = folders or ("dist",)
        names = self.values.values(unit, value, "output", "filename")
        library = (*self.values.values(unit, value, "output", "libraryTarget"), *self.values.values(unit, value, "output", "library", "type"))
        kinds = [text for one in self.values.items(unit, value, "target") if (text := self.reader.origins.text(*one)) is not None]
        return Build(
            config=path,
            tool="webpack",
            target=kinds[-1] if kinds else "",
            entries=made,
            folders=folders,
            filename=self.reader.text(unit, value, "output", "filename"),
            pages=tuple(replace(page, window=not kinds or kinds[-1] != "web") for page in self._pages(unit, value, made, folders)),
            dirname=self._dirname(unit, value),
            entry_places=tuple(entry_places),
            filename_places=tuple(Place(there.path, given.span) for there, given in names),
            dirname_places=tuple(Place(there.path, one.span) for there, one in self.values.values(unit, value, "node", "__dirname")),
            library=self.reader.text(unit, value, "output", "libraryTarget") or self.reader.text(unit, value, "output", "library", "type"),
            library_place=next((Place(there.path, given.span) for there, given in library), None),
        )

    def _pages(self, unit: UnitId, value: Value, entries: tuple[Entry, ...], folders: tuple[str, ...]) -> Iterator[BuiltPage]:
        for there, plugin in self.values.items(unit, value, "plugins"):
            if not isinstance(plugin, New):
                continue
            origin = self.reader.origins.origin(there, plugin.constructor)
            if not isinstance(origin, External) or origin.module not in _HTML_PLUGINS:
                continue
            if origin.module == "@rspack/core" and origin.path != ("HtmlRspackPlugin",):
                continue
            options = plugin.arguments[0] if plugin.arguments else None
            yield from self._page(there, options, entries, folders)

    def _page(self, unit: UnitId, options: Value | None, entries: tuple[Entry, ...], folders: tuple[str, ...]) -> Iterator[BuiltPage]:
        template: str | None = None
        name, wanted, unwanted = "index.html", (), ()  # type: str, tuple[str, ...], tuple[str, ...]
        if options is not None:
            written = self.values.values(unit, options, "template")
            template = next((path for one in written for path in self._template(one)), None)
            named = [path for one in self.values.values(unit, options, "filename") for path in self.reader.path(one)]
            name = named[0] if named else name
            wanted, unwanted = self._chunks(unit, options, "chunks"), self._chunks(unit, options, "excludeChunks")
            if written and template is None:
                return
        if template is None and "src/index.ejs" in self.reader.app.tree.files:
            # where the plugin looks when nothing else is said
            template = "src/index.ejs"
        shown = [entry for entry in entries if (not wanted or entry.name in wanted) and entry.name not in unwanted]
        files = tuple(dict.fromkeys(file for entry in shown for file in entry.files))
        for folder in folders:
            yield BuiltPage(
                name if posixpath.dirname(name) == folder else posixpath.normpath(posixpath.join(folder, name)), template, files
            )

    def _template(self, located: Located) -> Iterator[str]:
        """The template, which a loader may be named for: `ejs-loader!src/index.ejs`."""
        text = self.reader.origins.text(*located)
        paths = [text.rpartition("!")[2].split("?")[0]] if text is not None else list(self.reader.path(located))
        for path in paths:
            for folder in ("", posixpath.dirname(located[0].path)):
                at = posixpath.normpath(posixpath.join(folder, path))
                if at in self.reader.app.tree.files:
                    yield at
                    break

    def _chunks(self, unit: UnitId, options: Value, key: str) -> tuple[str, ...]:
        found = (self.reader.origins.text(*one) for one in self.values.items(unit, options, key))
        return tuple(text for text in found if text is not None)

    def _dirname(self, unit: UnitId, value: Value) -> tuple[str, ...]:
        given = self.values.values(unit, value, "node", "__dirname")
        if not given:
            if any(self.reader.origins.origin(*one) == Constant(False) for one in self.values.values(unit, value, "node")):
                return ("output",)
            return (load_bundler_table().dirname_of("webpack", self.reader.major("webpack")),)
        found: list[str] = []
        for there, one in given:
            origin = self.reader.origins.origin(there, one)
            if isinstance(origin, Constant):
                found.append("root" if origin.value == "mock" else "source" if origin.value is True else "output")
            else:
                found += ["output", "source"]
        return tuple(dict.fromkeys(found))
