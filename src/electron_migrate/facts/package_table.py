"""What packages and builtins answer when a page reaches them in main. Read from `data/packages.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from electron_migrate.facts.tables import Row, parse_table, shipped_table


class PackageAnswer(StrEnum):
    """How the answer of a member comes: not at all, at once, later, by a last argument, as a property, or as something that cannot cross."""

    COMMAND = "commands"
    QUERY = "queries"
    PROMISE = "promises"
    CALLBACK = "callbacks"
    DATA = "data"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class PackageMember:
    """What is known of one member. `logs`: it only writes a record. `keyed`: its first argument names an entry."""

    answer: PackageAnswer
    logs: bool
    keyed: bool
    risk: str
    hint: str


@dataclass(frozen=True, slots=True)
class Package:
    """One package. `refused`: none of it belongs on a bridge, `hint` says what instead."""

    names: tuple[str, ...]
    members: Mapping[str, PackageMember]
    refused: bool
    risk: str
    hint: str
    source: str


@cache
def load_package_table() -> Mapping[str, Package]:
    """The table that ships with the tool, by the name of the package."""
    return parse_package_table(shipped_table("packages.toml"))


def parse_package_table(text: str) -> Mapping[str, Package]:
    """Raises TableError where a row is wrong, or two rows speak of one package."""
    table = parse_table("packages.toml", text)
    found: dict[str, Package] = {}
    for row in table.rows("package", "names"):
        package = _package(row)
        for name in package.names:
            if name in found:
                raise row.error(f"{name} has a row already")
            found[name] = package
    table.finish()
    return found


def _package(row: Row) -> Package:
    names, logs, refused = row.texts("names"), row.flag("logs"), row.flag("refused")
    keyed, risk, hint, source = frozenset(row.texts("keyed")), row.text("risk", ""), row.text("live_hint", ""), row.text("source")
    members: dict[str, PackageMember] = {}
    for answer in PackageAnswer:
        for name in row.texts(answer.value):
            if name in members:
                raise row.error(f"{name} is listed twice")
            members[name] = PackageMember(answer, logs and answer is PackageAnswer.COMMAND, name in keyed, risk, hint)
    row.finish()
    if not names:
        raise row.error("`names` is empty")
    if not keyed <= members.keys():
        raise row.error("`keyed` names a member that is not listed")
    if (refused or any(member.answer is PackageAnswer.LIVE for member in members.values())) and not hint:
        raise row.error("`live_hint` is missing")
    return Package(names, members, refused, risk, hint, source)
