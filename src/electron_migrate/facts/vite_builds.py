"""What Vite configurations say that is built: pages by Vite itself, main and preloads by its plug-ins for Electron or by electron-vite."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from electron_migrate.app.paths import folder_of, join
from electron_migrate.code.source import Place
from electron_migrate.facts.builds import Build, BuiltPage, Entry
from electron_migrate.facts.config_reader import ConfigReader
from electron_migrate.facts.config_values import Located
from electron_migrate.facts.origins import External, UnitId
from electron_migrate.facts.summary import Call, Object, Value

_PLUGIN = "vite-plugin-electron"
_SIMPLE = "vite-plugin-electron/simple"
_SCRIPTS = (".ts", ".js", ".mts", ".mjs", ".cjs", ".tsx", ".jsx")


class Vite:
    """Vite configurations, with vite-plugin-electron or those of electron-vite."""

    def __init__(self, reader: ConfigReader) -> None:
        self.reader = reader
        self.values = reader.values

    def builds(self, path: str) -> Iterator[Build]:
        """The builds of one configuration file, as far as they can be followed."""
        name = posixpath.basename(path)
        if "vite" not in name:
            return
        for unit, value in self.values.exported(path):
            if name.startswith("electron.vite"):
                yield from self._electron_vite(path, unit, value)
                continue
            plugins = [one for one in self.values.items(unit, value, "plugins") if self._plugin(*one)]
            if plugins or self._is_for_electron():
                yield from self._pages(path, unit, value, folder_of(path), "dist")
            for there, plugin in plugins:
                yield from self._of_plugin(path, there, plugin)

    def _is_for_electron(self) -> bool:
        """True where main runs without a bundler of its own, or with another one."""
        return any(name.startswith("electron") for name in self.reader.app.manifest.dependencies)

    # ---- vite-plugin-electron

    def _plugin(self, unit: UnitId, value: Value) -> str:
        """The module of the plug-in that a call makes; empty for another plug-in."""
        if not isinstance(value, Call):
            return ""
        origin = self.reader.origins.origin(unit, value.function)
        return origin.module if isinstance(origin, External) and origin.module in (_PLUGIN, _SIMPLE) else ""

    def _of_plugin(self, path: str, unit: UnitId, plugin: Value) -> Iterator[Build]:
        if not isinstance(plugin, Call) or not plugin.arguments:
            return
        options = plugin.arguments[0]
        if self._plugin(unit, plugin) == _SIMPLE:
            for there, main in self.values.values(unit, options, "main"):
                yield from self._entry(path, "electron-main", self.values.values(there, main, "entry"), (there, main), options, unit)
            for there, preload in self.values.values(unit, options, "preload"):
                yield from self._entry(path, "electron-preload", self.values.values(there, preload, "input"), (there, preload), None, unit)
            return
        for there, item in self.values.items(unit, options):
            if isinstance(item, Object):
                yield from self._entry(path, "", self.values.values(there, item, "entry"), (there, item), options, unit)

    def _entry(
        self, path: str, target: str, given: tuple[Located, ...], around: Located, options: Value | None, unit: UnitId
    ) -> Iterator[Build]:
        files = tuple(dict.fromkeys(file for one in given for file in self.reader.files(one)))
        if not files:
            return
        preload = target == "electron-preload" or (not target and all("preload" in posixpath.basename(file).lower() for file in files))
        folders = tuple(folder for one in self.values.values(*around, "vite", "build", "outDir") for folder in self.reader.path(one))
        module = self.reader.app.manifest.module_type == "module"
        yield Build(
            config=path,
            tool=_SIMPLE if target else _PLUGIN,
            target=target or ("electron-preload" if preload else "electron-main"),
            entries=tuple(Entry(_stem(file), (file,)) for file in files),
            folders=folders or (join(folder_of(path), "dist-electron") or "dist-electron",),
            filename="[name].mjs" if preload and (module or target) else "[name].js",
            entry_places=(Place(unit.path, options.span),) if options is not None else (),
        )

    # ---- electron-vite

    def _electron_vite(self, path: str, unit: UnitId, value: Value) -> Iterator[Build]:
        root = folder_of(path)
        for section, target in (("main", "electron-main"), ("preload", "electron-preload")):
            if not self.values.values(unit, value, section):
                continue
            given = (
                *self.values.values(unit, value, section, "build", "rollupOptions", "input"),
                *self.values.values(unit, value, section, "build", "lib", "entry"),
            )
            found: dict[str, tuple[str, ...]] = {}
            for there, one in given:
                named = self.values.named(there, one) if isinstance(one, Object) else ()
                for name, located in named:
                    found[name] = tuple(self.reader.files(located))
                if not named:
                    found.update({_stem(file): (file,) for file in self.reader.files((there, one))})
            if not given:
                files = self.reader.app.tree.files
                known = (join(root, f"src/{section}/{name}{ending}") or "" for name in ("index", section) for ending in _SCRIPTS)
                found = {_stem(file): (file,) for file in known if file in files}
            folders = tuple(folder for one in self.values.values(unit, value, section, "build", "outDir") for folder in self.reader.path(one))
            module = self.reader.app.manifest.module_type == "module"
            entries = tuple(Entry(name, files) for name, files in found.items() if files)
            if entries:
                yield Build(
                    config=path, tool="electron-vite", target=target, entries=entries,
                    folders=folders or (join(root, f"out/{section}") or f"out/{section}",),
                    filename="[name].mjs" if module and section == "preload" else "[name].js",
                    entry_places=(Place(unit.path, value.span),) if isinstance(value, Object) else (),
                )  # fmt: skip
        for there, renderer in self.values.values(unit, value, "renderer"):
            yield from self._pages(path, there, renderer, join(root, "src/renderer") or root, "out/renderer", of_config=True)

    # ---- pages

    def _pages(self, path: str, unit: UnitId, value: Value, folder: str, output: str, *, of_config: bool = False) -> Iterator[Build]:
        """The pages that Vite makes: those that it is given, else index.html in its root."""
        roots = [root for one in self.values.values(unit, value, "root") for root in self.reader.path(one)]
        root = roots[0] if roots else folder
        files = self.reader.app.tree.files
        given = self.values.values(unit, value, "build", "rollupOptions", "input")
        named: list[str] = []
        for there, one in given:
            inner = [located for _, located in self.values.named(there, one)] if isinstance(one, Object) else list(self.values.items(there, one))
            for located in inner:
                named += [page for target in self.reader.path(located) for page in (target, posixpath.join(root, target)) if page in files][:1]
        pages = named or [page for page in (posixpath.normpath(posixpath.join(root, "index.html")),) if page in files]
        outputs = [out for one in self.values.values(unit, value, "build", "outDir") for out in self._below(one, root)]
        outputs = outputs or [posixpath.normpath(posixpath.join(folder_of(path) if of_config else root, output))]
        made = tuple(
            BuiltPage(posixpath.normpath(posixpath.join(out, posixpath.relpath(page, root or "."))), page, ()) for page in pages for out in outputs
        )
        if made:
            yield Build(config=path, tool="vite", target="web", entries=(), folders=tuple(outputs), filename="", pages=made)

    def _below(self, located: Located, root: str) -> Iterator[str]:
        """A folder that is written relative to the root, or in full."""
        text = self.reader.origins.text(*located)
        if text is not None and not text.startswith("/"):
            yield posixpath.normpath(posixpath.join(root, text))
        else:
            yield from self.reader.path(located)


def _stem(file: str) -> str:
    return posixpath.splitext(posixpath.basename(file))[0]
