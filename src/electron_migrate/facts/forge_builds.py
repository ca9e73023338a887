"""What Electron Forge's webpack and Vite plug-ins make, as forge.config.js or package.json says.

Source: electronforge.io, "Webpack Plugin" and "Vite + Electron": main goes to `.webpack/main` or `.vite/build`, the pages to `.webpack/renderer/NAME`
or `.vite/renderer/NAME`, and a webpack entry point's preload beside its page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from electron_migrate.app.jsontext import Json, at, parse_json, text
from electron_migrate.app.paths import folder_of
from electron_migrate.code.source import Place
from electron_migrate.facts.builds import Build, BuiltPage, Entry
from electron_migrate.facts.config_reader import ConfigReader
from electron_migrate.facts.config_values import Located
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.summary import Array, Call, New, Object, Value
from electron_migrate.facts.webpack_builds import Webpack

WEBPACK = "electron-forge-webpack"
VITE = "electron-forge-vite"
_PLUGINS = {"@electron-forge/plugin-webpack": WEBPACK, "@electron-forge/plugin-vite": VITE}


class Forge:
    """forge.config.js, and `config.forge` of package.json."""

    def __init__(self, reader: ConfigReader) -> None:
        self.reader = reader
        self.values = reader.values
        self.webpack = Webpack(reader)

    def builds(self, path: str) -> Iterator[Build]:
        """The builds of one configuration file."""
        if not posixpath.basename(path).startswith("forge.config."):
            return
        for unit, value in self.values.exported(path):
            for there, plugin in self.values.items(unit, value, "plugins"):
                tool, options = self._plugin(there, plugin)
                if tool == WEBPACK:
                    yield from self._webpack(path, options)
                elif tool == VITE:
                    yield from self._vite(path, options)

    def manifest_builds(self) -> Iterator[Build]:
        """What package.json says, where it holds Forge's configuration."""
        manifest = self.reader.app.manifest.source
        source = self.reader.app.tree.files.get(manifest.path) if manifest is not None else None
        if source is None:
            return
        config = at(parse_json(source)[0], "config", "forge")
        plugins = at(config, "plugins")
        for plugin in plugins if isinstance(plugins, list) else ():
            pair = isinstance(plugin, list) and len(plugin) > 1
            name = plugin[0] if pair and isinstance(plugin, list) else text(plugin, "name")
            options: Json = plugin[1] if pair and isinstance(plugin, list) else at(plugin, "config")
            if name == "@electron-forge/plugin-webpack":
                yield from self._of_json(source.path, options)

    # ---- which plug-in

    def _plugin(self, unit: UnitId, plugin: Value) -> tuple[str, tuple[Located, ...]]:
        """The tool and the options of `{ name, config }`, `[name, config]` or `new WebpackPlugin(config)`; an empty tool for another plug-in."""
        if isinstance(plugin, Object):
            name = self.reader.text(unit, plugin, "name")
            return _PLUGINS.get(name, ""), self.values.values(unit, plugin, "config")
        if isinstance(plugin, Array) and len(plugin.items) > 1:
            name = self.reader.origins.text(unit, plugin.items[0]) or ""
            return _PLUGINS.get(name, ""), self.values.values(unit, plugin.items[1])
        if isinstance(plugin, New | Call):
            made = plugin.constructor if isinstance(plugin, New) else plugin.function
            module = getattr(self.reader.origins.origin(unit, made), "module", "")
            return _PLUGINS.get(module, ""), self.values.values(unit, plugin.arguments[0]) if plugin.arguments else ()
        return "", ()

    # ---- webpack

    def _webpack(self, path: str, options: tuple[Located, ...]) -> Iterator[Build]:
        for unit, value in options:
            for located in self.values.values(unit, value, "mainConfig"):
                yield from self._main(path, located)
            # a list of renderers, or one
            for there, renderer in self.values.items(unit, value, "renderer"):
                for where, point in self.values.items(there, renderer, "entryPoints"):
                    if isinstance(point, Object):
                        yield from self._point(path, where, point)

    def _point(self, path: str, unit: UnitId, point: Object) -> Iterator[Build]:
        def files(*keys: str) -> tuple[str, ...]:
            return tuple(file for one in self.values.values(unit, point, *keys) for file in self.reader.files(one))

        name, pages = self.reader.text(unit, point, "name"), [one for one in files("html") if one in self.reader.app.tree.files]
        yield from _of_point(path, name, next(iter(pages), None), files("js"), files("preload", "js"), (Place(unit.path, point.span),))

    def _main(self, path: str, located: Located) -> Iterator[Build]:
        """Main's own configuration, in place or in a file: the plug-in decides where its bundle goes, and leaves `__dirname` alone."""
        there, given = located
        files = tuple(self.reader.files(located)) if self.reader.origins.text(there, given) is not None else ()
        configs = [(file, one) for file in files for one in self.values.exported(file)] or [(there.path, located)]
        for config, (unit, value) in configs:
            build = self.webpack.build(config, unit, value)
            if build is not None:
                yield _as_main(build, path)

    def _of_json(self, path: str, options: Json) -> Iterator[Build]:
        for file in self._file(path, text(options, "mainConfig")):
            for unit, value in self.values.exported(file):
                build = self.webpack.build(file, unit, value)
                if build is not None:
                    yield _as_main(build, path)
        renderers = at(options, "renderer")
        for renderer in renderers if isinstance(renderers, list) else (renderers,):
            points = at(renderer, "entryPoints")
            for point in points if isinstance(points, list) else ():
                html = self._file(path, text(point, "html"))
                js = self._file(path, text(point, "js"))
                preload = self._file(path, text(at(point, "preload"), "js"))
                yield from _of_point(path, text(point, "name") or "", next(iter(html), None), js, preload, ())

    def _file(self, path: str, written: str | None) -> tuple[str, ...]:
        if written is None:
            return ()
        found = self.reader.resolver.file_at(posixpath.normpath(posixpath.join(folder_of(path), written)), typescript=True)
        return (found,) if found is not None and found in self.reader.app.tree.files else ()

    # ---- Vite

    def _vite(self, path: str, options: tuple[Located, ...]) -> Iterator[Build]:
        root = folder_of(path)
        for unit, value in options:
            for there, item in self.values.items(unit, value, "build"):
                files = tuple(dict.fromkeys(file for one in self.values.values(there, item, "entry") for file in self.reader.files(one)))
                if not files or not isinstance(item, Object):
                    continue
                preload = self.reader.text(there, item, "target") == "preload" or "preload" in posixpath.basename(files[0]).lower()
                yield Build(
                    config=path, tool=VITE, target="electron-preload" if preload else "electron-main",
                    entries=tuple(Entry(posixpath.splitext(posixpath.basename(file))[0], (file,)) for file in files),
                    folders=(posixpath.normpath(posixpath.join(root, ".vite/build")),), filename="[name].js",
                    entry_places=(Place(there.path, item.span),),
                )  # fmt: skip
            for there, renderer in self.values.items(unit, value, "renderer"):
                name = self.reader.text(there, renderer, "name")
                page = posixpath.normpath(posixpath.join(root, "index.html"))
                if name and page in self.reader.app.tree.files:
                    folder = posixpath.normpath(posixpath.join(root, ".vite/renderer", name))
                    made = BuiltPage(posixpath.join(folder, "index.html"), page, (), name)
                    yield Build(config=path, tool="vite", target="web", entries=(), folders=(folder,), filename="", pages=(made,))


def _as_main(build: Build, config: str) -> Build:
    folder = posixpath.normpath(posixpath.join(folder_of(config), ".webpack/main"))
    return replace(
        build, tool=WEBPACK, target="electron-main", folders=(folder,), filename="index.js", dirname=("output",), filename_places=(), dirname_places=()
    )


def _of_point(
    config: str, name: str, page: str | None, scripts: tuple[str, ...], preload: tuple[str, ...], places: tuple[Place, ...]
) -> Iterator[Build]:
    """An entry point of the webpack plug-in: a page without a template has none that the app wrote."""
    if not name:
        return
    folder = posixpath.normpath(posixpath.join(folder_of(config), ".webpack/renderer", name))
    if scripts and page is not None:
        made = BuiltPage(posixpath.join(folder, "index.html"), page, scripts, name)
        yield Build(config, WEBPACK, "web", (Entry(name, scripts),), (folder,), "index.js", (made,), entry_places=places)
    if preload:
        yield Build(config, WEBPACK, "electron-preload", (Entry(f"{name}/preload", preload),), (folder,), "preload.js")
