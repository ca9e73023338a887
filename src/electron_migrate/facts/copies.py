"""Folders of the app that a build copies or compiles as they are: plug-ins of webpack and rollup that copy, and Babel's own command."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from electron_migrate.app.app import App
from electron_migrate.app.jsontext import at, parse_json
from electron_migrate.app.modules import Resolver
from electron_migrate.app.paths import below, join, stem
from electron_migrate.facts.config_reader import ConfigReader, in_output
from electron_migrate.facts.config_values import ConfigValues, Located
from electron_migrate.facts.origins import External, Origins
from electron_migrate.facts.read_builds import configurations
from electron_migrate.facts.summary import Array, Call, New, Object

_BABEL = re.compile(r"(?:^|[\s/])babel\s+(?P<source>[\w./@-]+)(?P<rest>[^&|;]*)")
_OUTPUT = re.compile(r"(?:--out-dir|-d)[\s=]+[\"']?([\w./@-]+)")
_SCRIPTS = (".ts", ".tsx", ".jsx", ".mjs", ".js", ".es6")


@dataclass(frozen=True, slots=True)
class Copy:
    """What lies at or below `source` is at or below `target` when the app runs, both app-relative. `compiled`: its scripts are made by a compiler."""

    source: str
    target: str
    compiled: bool = False

    def sources_of(self, path: str) -> Iterator[str]:
        """What the file at a run-time path may be made of, likeliest first."""
        rest = below(self.target, path) if path != self.target else ""
        if rest is None:
            return
        yield posixpath.normpath(posixpath.join(self.source, rest)) if rest else self.source
        if self.compiled and path.endswith(".js"):
            yield from (posixpath.normpath(posixpath.join(self.source, stem(rest) + ending)) for ending in _SCRIPTS)


def read_copies(app: App, origins: Origins, resolver: Resolver) -> tuple[Copy, ...]:
    """Every copy that the app's configurations and the scripts of package.json state."""
    reader = ConfigReader(app, origins, resolver, ConfigValues(origins))
    found = [copy for path in configurations(app) for copy in _of_plugins(reader, path)]
    return tuple(dict.fromkeys((*_of_babel(app), *found)))


def _of_babel(app: App) -> Iterator[Copy]:
    """`babel src -d build --copy-files`: https://babeljs.io/docs/babel-cli"""
    source = app.manifest.source
    scripts = at(parse_json(source)[0], "scripts") if source is not None else None
    for line in scripts.values() if isinstance(scripts, dict) else ():
        for match in _BABEL.finditer(line) if isinstance(line, str) else ():
            output = _OUTPUT.search(match.group("rest"))
            folder, target = join("", match.group("source")), join("", output.group(1)) if output is not None else None
            if folder is not None and target is not None and folder not in app.tree.files:
                yield Copy(folder, target, compiled=True)


def _of_plugins(reader: ConfigReader, path: str) -> Iterator[Copy]:
    for unit, value in reader.values.exported(path):
        outputs = [folder for one in reader.values.last(unit, value, "output", "path") for folder in reader.path(one)] or ["dist"]
        for there, plugin in reader.values.items(unit, value, "plugins"):
            if isinstance(plugin, New) and plugin.arguments:
                origin = reader.origins.origin(there, plugin.constructor)
                if isinstance(origin, External) and origin.module == "copy-webpack-plugin":
                    given = plugin.arguments[0]
                    patterns = reader.values.items(there, given, "patterns") or reader.values.items(there, given)
                    yield from _copies(reader, patterns, "from", "to", outputs)
            elif isinstance(plugin, Call) and plugin.arguments:
                origin = reader.origins.origin(there, plugin.function)
                if isinstance(origin, External) and origin.module == "rollup-plugin-copy":
                    yield from _copies(reader, reader.values.items(there, plugin.arguments[0], "targets"), "src", "dest", [""])


def _copies(reader: ConfigReader, patterns: tuple[Located, ...], source: str, target: str, outputs: list[str]) -> Iterator[Copy]:
    for there, pattern in patterns:
        if not isinstance(pattern, Object):
            # a text alone goes to the output folder
            yield from (Copy(one, posixpath.normpath(posixpath.join(output, one))) for one in reader.path((there, pattern)) for output in outputs)
            continue
        sources = [one for found in reader.values.items(there, pattern, source) if not isinstance(found[1], Array) for one in reader.path(found)]
        written = [one for found in reader.values.values(there, pattern, target) for one in reader.path(found)]
        for given in sources:
            for output in outputs:
                for wanted in written or [""]:
                    yield _copy(reader, given, in_output(output, wanted), named=bool(written))


def _copy(reader: ConfigReader, given: str, target: str, *, named: bool) -> Copy:
    """A file goes below the folder, or to the file that is named; a pattern stands for its folder."""
    folder, star, _ = given.partition("*")
    if star:
        return Copy(posixpath.dirname(folder) if not folder.endswith("/") else folder.rstrip("/"), target)
    if given in reader.app.tree.files and not (named and posixpath.splitext(target)[1]):
        return Copy(given, posixpath.normpath(posixpath.join(target, posixpath.basename(given))))
    return Copy(given, target)
