"""What of Node an isolated page lacks, and the names that every page has. Read from `data/node.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from electron_migrate.facts.node_package_table import load_node_packages
from electron_migrate.facts.tables import Row, parse_table, shipped_table


class BuiltinClass(StrEnum):
    """What a builtin module needs."""

    PURE = "pure"
    """It only computes: a copy can run in the page."""
    MAIN = "main"
    """It needs the computer: a handler in main."""


@dataclass(frozen=True, slots=True)
class Builtin:
    """A Node builtin, named without `node:`."""

    name: str
    kind: BuiltinClass
    in_sandboxed_preload: bool
    """A sandboxed preload can require it."""
    package: str
    """The versions of the npm package of its name that bundlers take for it in pages; empty where there is none that does without Node."""
    reason: str
    hint: str
    source: str


@dataclass(frozen=True, slots=True)
class NodeGlobal:
    """A global name that only a page with Node has."""

    name: str
    reason: str
    hint: str
    source: str


@dataclass(frozen=True, slots=True)
class NodeTable:
    builtins: Mapping[str, Builtin]
    globals: Mapping[str, NodeGlobal]
    browser_globals: frozenset[str]

    def builtin(self, request: str) -> Builtin | None:
        """The builtin that `require(request)` means; `node:` may stand in front. `punycode/` is a package, not a builtin."""
        return self.builtins.get(request.removeprefix("node:"))

    def is_known(self, module: str) -> bool:
        """True for a builtin, and for a package whose uses in pages main takes over."""
        return self.builtin(module) is not None or module in load_node_packages()


NODE_MODULE = "node:"
"""What the first name of a builtin's origin begins with, so that it is not taken for a module of Electron's: `("node:fs", "readFile")`.

Packages that main takes over have it too: `("node:electron-store", "get")`.
"""


def builtin_origin(module: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """The origin of a member of a builtin: of `fs/promises` it is `("node:fs", "promises", …)`, of `path/posix` `("node:path", "posix", …)`."""
    name, *below = module.removeprefix(NODE_MODULE).split("/")
    return (f"{NODE_MODULE}{name}", *below, *path)


@cache
def load_node_table() -> NodeTable:
    """The table that ships with the tool."""
    return parse_node_table(shipped_table("node.toml"))


def parse_node_table(text: str) -> NodeTable:
    """A table from TOML. Raises `TableError`, naming the row."""
    table = parse_table("node.toml", text)
    builtins = [each for row in table.rows("builtin", "name") for each in _builtins(row)]
    globals_ = [_global(row) for row in table.rows("global", "name")]
    browser = table.sub_row("browser")
    if browser is None:
        raise table.error("`browser` is missing")
    table.finish()
    names = frozenset(browser.texts("language")) | frozenset(browser.texts("page"))
    browser.text("source")
    browser.finish()
    by_name, global_by_name = {each.name: each for each in builtins}, {each.name: each for each in globals_}
    if len(by_name) < len(builtins) or len(global_by_name) < len(globals_):
        raise table.error("two rows share a name")
    if both := sorted(names & global_by_name.keys()):
        raise browser.error(f"{', '.join(both)}: a name of Node's")
    return NodeTable(by_name, global_by_name, names)


def _builtins(row: Row) -> tuple[Builtin, ...]:
    names = row.texts("names") or (row.text("name"),)
    kind = BuiltinClass(row.choice("class", BuiltinClass))
    shared = Builtin("", kind, row.flag("preload"), row.text("package", ""), row.text("reason"), row.text("hint"), row.text("source"))
    row.finish()
    return tuple(replace(shared, name=name) for name in names)


def _global(row: Row) -> NodeGlobal:
    read = NodeGlobal(row.text("name"), row.text("reason"), row.text("hint"), row.text("source"))
    row.finish()
    return read


NODE_GLOBALS: frozenset[str] = frozenset(load_node_table().globals)
"""Names of `NodeTable.globals`."""
BROWSER_GLOBALS: frozenset[str] = load_node_table().browser_globals
"""Names that a page has with and without Node."""
