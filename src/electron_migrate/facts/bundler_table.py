"""The table of names by which bundlers tell main where its pages are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from electron_migrate.facts.tables import Row, parse_table, shipped_table


@dataclass(frozen=True, slots=True)
class Given:
    """A name that a bundler fills in: what it `holds` is `page`, `development`, `name`, `preload` or `node-integration`."""

    name: str
    kind: str
    holds: str
    tool: str
    source: str

    def window(self, name: str) -> str | None:
        """What stands for `*` in a name of this kind: the app's own name of the window, upper case; None for another name."""
        match = re.fullmatch(re.escape(self.name).replace(r"\*", "(\\w+?)"), name)
        return None if match is None else match.group(1) if match.groups() else ""


@dataclass(frozen=True, slots=True)
class Dirname:
    """What `__dirname` is in a bundled main where the configuration does not say: the folder of the `output`, or the `root` of the disk."""

    tool: str
    since: int | None
    """The tool's own majors, both included."""
    until: int | None
    means: str
    source: str


@dataclass(frozen=True, slots=True)
class BundlerTable:
    given: tuple[Given, ...]
    dirname: tuple[Dirname, ...] = ()

    def constant(self, name: str) -> Given | None:
        """The row for a global name of main; the first that matches."""
        return self._find("constant", name)

    def environment(self, name: str) -> Given | None:
        """The row for `process.env.name`."""
        return self._find("environment", name)

    def dirname_of(self, tool: str, major: int | None) -> str:
        """`output` or `root`; of a tool without a row `output`. `major`: of the tool; None counts as the newest."""
        for row in self.dirname:
            late = row.since is None or major is None or major >= row.since
            if row.tool == tool and late and (row.until is None or (major is not None and major <= row.until)):
                return row.means
        return "output"

    def _find(self, kind: str, name: str) -> Given | None:
        return next((row for row in self.given if row.kind == kind and row.window(name) is not None), None)


@cache
def load_bundler_table() -> BundlerTable:
    """The table that ships with the tool."""
    return parse_bundler_table(shipped_table("bundlers.toml"))


def parse_bundler_table(text: str) -> BundlerTable:
    """A table from TOML. Raises `TableError`, naming the row."""
    table = parse_table("bundlers.toml", text)
    given = tuple(_given(row) for row in table.rows("given", "name"))
    dirname = tuple(_dirname(row) for row in table.rows("dirname", "tool"))
    table.finish()
    return BundlerTable(given, dirname)


def _given(row: Row) -> Given:
    read = Given(
        name=row.text("name"),
        kind=row.choice("kind", ("constant", "environment")),
        holds=row.choice("holds", ("page", "development", "name", "preload", "node-integration")),
        tool=row.text("tool"),
        source=row.text("source"),
    )
    row.finish()
    return read


def _dirname(row: Row) -> Dirname:
    read = Dirname(row.text("tool"), row.major("since"), row.major("until"), row.choice("means", ("output", "root")), row.text("source"))
    row.finish()
    return read
