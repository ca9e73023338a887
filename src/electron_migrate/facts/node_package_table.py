"""npm packages that need Node and whose uses in pages main can take over. Read from `data/node_packages.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from electron_migrate.facts.tables import Row, parse_table, shipped_table

SHAPES = ("command", "query", "callback")


@dataclass(frozen=True, slots=True)
class NodePackageParam:
    """`rest`: takes all further arguments."""

    name: str
    optional: bool
    rest: bool


@dataclass(frozen=True, slots=True)
class NodePackageMember:
    """A function of a package. `promised_since`: the major from which on it gives a promise; 0 for none."""

    name: str
    shape: str
    params: tuple[NodePackageParam, ...]
    promised_since: int


@dataclass(frozen=True, slots=True)
class NodePackage:
    """One package. `made`: pages use what `new` gives; `logs`: it only writes records, of any values."""

    name: str
    bridge: str
    made: bool
    logs: bool
    members: Mapping[str, NodePackageMember]
    risk: str
    reason: str
    hint: str
    source: str


@cache
def load_node_packages() -> Mapping[str, NodePackage]:
    """The table that ships with the tool, by the name of the package."""
    return parse_node_packages(shipped_table("node_packages.toml"))


def parse_node_packages(text: str) -> Mapping[str, NodePackage]:
    """Raises TableError where a row is wrong, or two rows speak of one package."""
    table = parse_table("node_packages.toml", text)
    found: dict[str, NodePackage] = {}
    for row in table.rows("package", "name"):
        package = _package(row)
        if package.name in found:
            raise row.error("the package has a row already")
        found[package.name] = package
    table.finish()
    return found


def _package(row: Row) -> NodePackage:
    members = {member.name: member for member in map(_member, row.rows("members", "name"))}
    read = NodePackage(
        row.text("name"), row.text("bridge"), row.flag("made"), row.flag("logs"), members, row.text("risk"), row.text("reason"), row.text("hint"),
        row.text("source"),
    )  # fmt: skip
    row.finish()
    return read


def _member(row: Row) -> NodePackageMember:
    params = tuple(NodePackageParam(text.strip(".?"), text.endswith("?"), text.startswith("...")) for text in row.texts("params"))
    member = NodePackageMember(row.text("name"), row.choice("shape", SHAPES), params, row.major("promised_since") or 0)
    row.finish()
    return member
