"""What configurations of all bundlers have in common: paths in them, seen from their folder or from the root, and plain values."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from electron_migrate.app.app import App
from electron_migrate.app.modules import Resolver
from electron_migrate.facts.config_values import ConfigValues, Located
from electron_migrate.facts.origins import Origins, UnitId
from electron_migrate.facts.paths import targets
from electron_migrate.facts.summary import Object, Value


def in_output(folder: str, path: str) -> str:
    """Where a path lies that is written as seen from an output folder, or from the root: then it leads into that folder already."""
    return posixpath.normpath(path if path == folder or path.startswith(f"{folder}/") else posixpath.join(folder, path))


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

    def files(self, located: Located, context: tuple[str, ...] = ()) -> Iterator[str]:
        """The files of the app that an entry names: a text, a list of texts, or `{ import: … }`. `context`: folders that it is seen from first."""
        for there, value in self.values.items(*located):
            if isinstance(value, Object):
                for one in self.values.values(there, value, "import"):
                    yield from self.files(one, context)
                continue
            for path in self.path((there, value)):
                for folder in (*context, "", posixpath.dirname(there.path)):
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
