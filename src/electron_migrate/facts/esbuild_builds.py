"""What scripts that call esbuild say that is built for browsers: `build({ entryPoints, outdir, … })` with plain values."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from electron_migrate.app.paths import stem
from electron_migrate.facts.builds import Build, Entry
from electron_migrate.facts.chains import levels
from electron_migrate.facts.config_reader import ConfigReader
from electron_migrate.facts.origins import External, UnitId
from electron_migrate.facts.summary import Call, Value

TOOL = "esbuild"


class Esbuild:
    """Scripts with calls of esbuild's `build` and `buildSync`; paths in them start from the root, where package.json's scripts run."""

    def __init__(self, reader: ConfigReader) -> None:
        self.reader = reader
        self.values = reader.values

    def builds(self, path: str) -> Iterator[Build]:
        """The builds of one script that pack scripts for pages; what is built for Node, or not packed, is left out."""
        if "esbuild" not in posixpath.basename(path):
            return
        summary = self.reader.origins.summary_of(path)
        for number, unit in enumerate(summary.units if summary is not None else ()):
            there = UnitId(path, number)
            for chain in unit.chains:
                for value in levels(chain.value):
                    if isinstance(value, Call) and value.arguments and self._is_build(there, value):
                        yield from self._build(path, there, value.arguments[0])

    def _is_build(self, unit: UnitId, call: Call) -> bool:
        origin = self.reader.origins.origin(unit, call.function)
        return isinstance(origin, External) and origin.module == TOOL and origin.path in (("build",), ("buildSync",), ("default", "build"))

    def _build(self, path: str, unit: UnitId, options: Value) -> Iterator[Build]:
        platform = self.reader.text(unit, options, "platform")
        folder, base = self.reader.text(unit, options, "outdir"), self.reader.text(unit, options, "outbase")
        if platform not in ("", "browser") or not folder or not base:
            # without `outbase` the folders of the outputs follow from all entries together
            return
        entries = []
        for located in self.values.items(unit, options, "entryPoints"):
            for file in self.reader.files(located):
                name = posixpath.relpath(stem(file), posixpath.normpath(base))
                if not name.startswith("../"):
                    entries.append(Entry(name, (file,)))
        if entries:
            yield Build(path, TOOL, "web", tuple(entries), (posixpath.normpath(folder),), "[name].js")
