"""Packages and types by which things of Electron's get into an app without its own `require('electron')`. Read from `data/carriers.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from electron_migrate.facts.origin import NEW, External
from electron_migrate.facts.tables import Row, parse_table, shipped_table


@dataclass(frozen=True, slots=True)
class CarrierTable:
    """`objects`: by module and class, the path below Electron's module of each member (`""`: of the object itself)."""

    objects: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]]
    plugins: Mapping[str, str]
    makers: frozenset[tuple[str, tuple[str, ...]]]


def known_member(origin: External) -> External:
    """A member of what a class of a package makes, as the thing of Electron's that it is; else what it was."""
    if len(origin.path) == 3 and origin.path[1] == NEW:
        member = load_carrier_table().objects.get((origin.module, origin.path[0]), {}).get(origin.path[2])
        if member is not None:
            return External("electron", member)
    return origin


def object_of(named: External) -> External:
    """What an object of a class or type is that the app does not write itself."""
    whole = load_carrier_table().objects.get((named.module, ".".join(named.path)), {}).get("")
    return External("electron", whole) if whole is not None else named.then(NEW)


def plugin_member(module: str) -> str | None:
    """The name under which every component gets Electron's module once this package is installed."""
    return load_carrier_table().plugins.get(module)


def gives_instance(called: External) -> bool:
    """True for a function that answers with an object of the class that it is given."""
    return (called.module, called.path) in load_carrier_table().makers


@cache
def load_carrier_table() -> CarrierTable:
    """The table that ships with the tool."""
    return parse_carrier_table(shipped_table("carriers.toml"))


def parse_carrier_table(text: str) -> CarrierTable:
    """Raises TableError where a row is wrong, or two rows speak of one class."""
    table = parse_table("carriers.toml", text)
    objects: dict[tuple[str, str], Mapping[str, tuple[str, ...]]] = {}
    for row in table.rows("object", "module"):
        key, members = _object(row)
        if key in objects:
            raise row.error(f"{key[1]} has a row already")
        objects[key] = members
    plugins = dict(_pair(row, "member") for row in table.rows("plugin", "module"))
    makers = frozenset((module, (name,)) for module, name in (_pair(row, "function") for row in table.rows("maker", "module")))
    table.finish()
    return CarrierTable(objects, plugins, makers)


def _object(row: Row) -> tuple[tuple[str, str], Mapping[str, tuple[str, ...]]]:
    key = (row.text("module"), row.text("class"))
    members: dict[str, tuple[str, ...]] = {name: (name,) for name in row.texts("members")}
    itself = row.text("is", "")
    row.text("source")
    row.finish()
    if bool(members) == bool(itself):
        raise row.error("either `members` or `is`")
    return key, {"": tuple(itself.split("."))} if itself else members


def _pair(row: Row, field: str) -> tuple[str, str]:
    read = (row.text("module"), row.text(field))
    row.text("source")
    row.finish()
    return read
