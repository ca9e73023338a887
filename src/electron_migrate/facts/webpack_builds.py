"""What webpack and rspack configurations say that is built."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace

from electron_migrate.app.jsontext import parse_json5, table
from electron_migrate.app.modules import LocalFile
from electron_migrate.code.source import Place
from electron_migrate.facts.builds import Build, BuiltPage, Entry, External, union
from electron_migrate.facts.bundler_table import load_bundler_table
from electron_migrate.facts.config_reader import ConfigReader, in_output
from electron_migrate.facts.config_values import Located
from electron_migrate.facts.origins import Constant, UnitId
from electron_migrate.facts.origins import External as ExternalModule
from electron_migrate.facts.summary import GLOBAL, Call, Choice, Literal, Load, Member, Name, New, Object, Property, Value

_WITH_VERSION = re.compile(r"^electron[\d.]+-")
_FOR_PAGES_WITH_NODE = re.compile(r"electron[\d.]*-renderer")
_HTML_PLUGINS = frozenset({"html-webpack-plugin", "@rspack/core"})


class Webpack:
    """webpack and rspack configurations."""

    def __init__(self, reader: ConfigReader) -> None:
        self.reader = reader
        self.values = reader.values

    def builds(self, path: str) -> Iterator[Build]:
        """The builds of one configuration file, as far as they can be followed."""
        for unit, value in self.values.exported(path):
            build = self.build(path, unit, value)
            if build is not None:
                yield build

    def build(self, path: str, unit: UnitId, value: Value) -> Build | None:
        """What one configuration makes; None where it has no entries."""
        context = tuple(dict.fromkeys(folder for one in self.values.last(unit, value, "context") for folder in self.reader.path(one)))
        entries: dict[str, tuple[str, ...]] = {}
        entry_places: list[Place] = []
        for located in self.values.values(unit, value, "entry"):
            there, given = located
            if not isinstance(given, Object):
                entries["main"] = union(entries.get("main", ()), tuple(self.reader.files(located, context)))
            entry_places.append(Place(there.path, given.span))
        for name, located in self.values.named(unit, value, "entry"):
            entries[name] = union(entries.get(name, ()), tuple(self.reader.files(located, context)))
        for name in [name for name, files in entries.items() if not files]:
            # a list of packages, `vendor: ['react', …]`
            del entries[name]
        if not entries:
            return None
        made = tuple(Entry(name, files) for name, files in entries.items())
        folders = tuple(
            dict.fromkeys(folder for one in self.values.last(unit, value, "output", "path") for folder in self.reader.path(one))
        )
        folders = folders or ("dist",)
        names = self.values.last(unit, value, "output", "filename")
        library = (*self.values.last(unit, value, "output", "libraryTarget"), *self.values.last(unit, value, "output", "library", "type"))
        targets = [(one, text) for one in self.values.items(unit, value, "target") if (text := self.reader.origins.text(*one)) is not None]
        kinds = [_WITH_VERSION.sub("electron-", text) for _, text in targets]
        return Build(
            config=path,
            tool="webpack",
            target=kinds[-1] if kinds else "",
            entries=made,
            folders=folders,
            filename=self._filename(unit, value),
            pages=tuple(replace(page, window=not kinds or kinds[-1] != "web") for page in self._pages(unit, value, made, folders, context)),
            dirname=self._dirname(unit, value),
            entry_places=tuple(entry_places),
            filename_places=tuple(Place(there.path, given.span) for there, given in names),
            dirname_places=tuple(Place(there.path, one.span) for there, one in self.values.values(unit, value, "node", "__dirname")),
            library=next((text for one in library if (text := self.reader.origins.text(*one)) is not None), ""),
            library_place=next((Place(there.path, given.span) for there, given in library), None),
            target_places=tuple(Place(there.path, given.span) for (there, given), text in targets if _FOR_PAGES_WITH_NODE.fullmatch(text)),
            externals=tuple(self._externals(unit, value)),
        )

    def _filename(self, unit: UnitId, value: Value) -> str:
        """The pattern that counts: what is merged later replaces what was there, and a name with a hash in it is known to nobody."""
        texts = [text for one in self.values.last(unit, value, "output", "filename") if (text := self.reader.origins.text(*one)) is not None]
        plain = [text for text in texts if "hash]" not in text]
        return (plain or texts or [""])[-1]

    def _externals(self, unit: UnitId, value: Value) -> Iterator[External]:
        for there, given in self.values.items(unit, value, "externals"):
            place = Place(there.path, given.span)
            text = self.reader.origins.text(there, given)
            if text is not None:
                yield External(place, (text,))
                continue
            match given:
                case Object(properties=properties):
                    named = [one.key for one in properties if isinstance(one, Property) and one.key is not None]
                    yield External(place, tuple(named), unknown=len(named) < len(properties))
                case Call(function=Member(object=Name(name="Object"), name="keys"), arguments=(of,)):
                    keys = self._keys(there, of, ())
                    yield External(place, keys or (), unknown=keys is None)
                case Call(function=function):
                    called = self.reader.origins.origin(there, function)
                    every = isinstance(called, ExternalModule) and called.module == "webpack-node-externals"
                    yield External(place, (), every_package=every, unknown=not every)
                case _:
                    yield External(place, (), unknown=True)

    def _keys(self, unit: UnitId, value: Value, path: tuple[str, ...]) -> tuple[str, ...] | None:
        """The keys of an object of a JSON file, `Object.keys(require('./app/package.json').dependencies || {})`; None where they are not known."""
        match value:
            case Object(properties=()) | Literal(value=None):
                return ()
            case Member(object=inner, name=name):
                return self._keys(unit, inner, (name, *path))
            case Name(binding=binding) if binding != GLOBAL:
                given = self.reader.origins.unit(unit).bindings[binding].values
                return self._keys(unit, given[0].value, (*given[0].path, *path)) if len(given) == 1 else None
            case Choice(options=several) | Call(function=Member(object=Name(name="Object"), name="assign"), arguments=several):
                each = [self._keys(unit, one, path) for one in several]
                return None if None in each else tuple(dict.fromkeys(key for keys in each for key in keys or ()))
            case Load(specifier=specifier) if specifier.endswith(".json"):
                located = self.reader.origins.locate(unit, specifier)
                source = self.reader.app.tree.files.get(located.path) if isinstance(located, LocalFile) else None
                wanted = path[1:] if path[:1] == ("default",) else path
                return tuple(table(parse_json5(source)[0], *wanted)) if source is not None else None
            case _:
                return None

    def _pages(self, unit: UnitId, value: Value, entries: tuple[Entry, ...], folders: tuple[str, ...], context: tuple[str, ...]) -> Iterator[BuiltPage]:
        for there, plugin in self.values.items(unit, value, "plugins"):
            if not isinstance(plugin, New):
                continue
            origin = self.reader.origins.origin(there, plugin.constructor)
            if not isinstance(origin, ExternalModule) or origin.module not in _HTML_PLUGINS:
                continue
            if origin.module == "@rspack/core" and origin.path != ("HtmlRspackPlugin",):
                continue
            options = plugin.arguments[0] if plugin.arguments else None
            yield from self._page(there, options, entries, folders, context)

    def _page(
        self, unit: UnitId, options: Value | None, entries: tuple[Entry, ...], folders: tuple[str, ...], context: tuple[str, ...]
    ) -> Iterator[BuiltPage]:
        template: str | None = None
        name, wanted, unwanted = "index.html", (), ()  # type: str, tuple[str, ...], tuple[str, ...]
        if options is not None:
            written = self.values.values(unit, options, "template")
            template = next((path for one in written for path in self._template(one, context)), None)
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
            yield BuiltPage(in_output(folder, name), template, files)

    def _template(self, located: Located, context: tuple[str, ...]) -> Iterator[str]:
        """The template, which a loader may be named for: `ejs-loader!src/index.ejs`."""
        text = self.reader.origins.text(*located)
        paths = [text.rpartition("!")[2].split("?")[0]] if text is not None else list(self.reader.path(located))
        for path in paths:
            for folder in (*context, "", posixpath.dirname(located[0].path)):
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
