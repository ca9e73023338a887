"""What vue-cli-plugin-electron-builder makes: main and preloads by its own webpack, the pages by Vue CLI's.

Source: the plugin's guide, "Configuration" and "Preload files": main is bundled with `__dirname` left alone, preloads lie beside it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from electron_migrate.app.paths import folder_of
from electron_migrate.code.source import Place
from electron_migrate.facts.builds import Build, BuiltPage, Entry
from electron_migrate.facts.config_reader import ConfigReader
from electron_migrate.facts.config_values import Located
from electron_migrate.facts.origins import Constant, UnitId
from electron_migrate.facts.summary import Object, Value

PACKAGE = "vue-cli-plugin-electron-builder"
_MAINS = ("src/background.ts", "src/background.js")
_ENTRIES = ("src/main.ts", "src/main.js")
_TEMPLATE = "public/index.html"


class VueCli:
    """vue.config.js of apps that use the plugin."""

    def __init__(self, reader: ConfigReader) -> None:
        self.reader = reader
        self.values = reader.values

    def builds(self, path: str) -> Iterator[Build]:
        """Main, the preloads and the pages that a configuration speaks of."""
        if PACKAGE not in self.reader.app.manifest.dependencies or not posixpath.basename(path).startswith("vue.config."):
            return
        for unit, value in self.values.exported(path):
            yield from self._main(path, unit, value)
            yield from self._pages(path, unit, value)

    def _main(self, path: str, unit: UnitId, value: Value) -> Iterator[Build]:
        plugin = ("pluginOptions", "electronBuilder")
        given = [file for one in self.values.values(unit, value, *plugin, "mainProcessFile") for file in self.reader.files(one)]
        mains = given or [file for file in self._near(path, _MAINS) if file in self.reader.app.tree.files]
        options = self.values.values(unit, value, *plugin)
        place = next((Place(there.path, one.span) for there, one in options if isinstance(one, Object)), None)
        folder = self._folder(path, unit, value)
        written = [self.reader.origins.origin(*one) for one in self.values.values(unit, value, *plugin, "nodeIntegration")]
        plain = [one.value for one in written if isinstance(one, Constant) and isinstance(one.value, bool)]
        if mains:
            yield Build(
                config=path, tool="vue-cli", target="electron-main", entries=(Entry(_stem(mains[0]), (mains[0],)),), folders=(folder,),
                filename="[name].js", entry_places=(place,) if place is not None else (),
                for_node=(plain[0] if plain else False) if len(plain) == len(written) < 2 else None,
            )  # fmt: skip
        for name, files in self._preloads(unit, value, plugin):
            yield Build(
                config=path, tool="vue-cli", target="electron-preload", entries=(Entry(name, files),), folders=(folder,), filename="[name].js"
            )

    def _preloads(self, unit: UnitId, value: Value, plugin: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """`preload: 'src/preload.js'` is made under the name preload, of an object each under its own."""
        for located in self.values.values(unit, value, *plugin, "preload"):
            there, given = located
            named = self.values.named(there, given) if isinstance(given, Object) else (("preload", located),)
            for name, one in named:
                files = tuple(self.reader.files(one))
                if files:
                    yield name, files

    def _pages(self, path: str, unit: UnitId, value: Value) -> Iterator[Build]:
        folder = self._folder(path, unit, value)
        made: list[BuiltPage] = []
        for name, (there, given) in self.values.named(unit, value, "pages"):
            entries = self._files((there, given), "entry")
            templates = [file for file in self._files((there, given), "template") if file in self.reader.app.tree.files]
            own = [file for file in self._near(path, (f"public/{name}.html", _TEMPLATE)) if file in self.reader.app.tree.files]
            template = next(iter((*templates, *own)), None)
            written = next(iter(self._texts((there, given), "filename")), f"{name}.html")
            if entries and template is not None:
                made.append(BuiltPage(posixpath.normpath(posixpath.join(folder, written)), template, entries))
        if not made:
            template = next((file for file in self._near(path, (_TEMPLATE,)) if file in self.reader.app.tree.files), None)
            entries = tuple(file for file in self._near(path, _ENTRIES) if file in self.reader.app.tree.files)[:1]
            if template is None or not entries:
                return
            made.append(BuiltPage(posixpath.join(folder, "index.html"), template, entries))
        for page in made:
            yield Build(
                config=path, tool="vue-cli", target="web", entries=(Entry(_stem(page.file), page.entries),), folders=(folder,),
                filename="js/[name].js", pages=(page,),
            )  # fmt: skip

    def _files(self, located: Located, key: str) -> tuple[str, ...]:
        there, given = located
        if key == "entry" and not isinstance(given, Object):
            return tuple(self.reader.files(located))
        return tuple(file for one in self.values.values(there, given, key) for file in self.reader.files(one))

    def _texts(self, located: Located, key: str) -> Iterator[str]:
        for one in self.values.values(*located, key):
            text = self.reader.origins.text(*one)
            if text is not None:
                yield text

    def _folder(self, path: str, unit: UnitId, value: Value) -> str:
        output = self.reader.text(unit, value, "pluginOptions", "electronBuilder", "outputDir") or "dist_electron"
        return posixpath.normpath(posixpath.join(folder_of(path), output, "bundled"))

    def _near(self, path: str, names: tuple[str, ...]) -> Iterator[str]:
        return (posixpath.normpath(posixpath.join(folder_of(path), name)) for name in names)


def _stem(file: str) -> str:
    return posixpath.splitext(posixpath.basename(file))[0]
