"""The table of what menus are made of (`facts/data/menu.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from electron_migrate.facts.tables import parse_table, shipped_table


@dataclass(frozen=True, slots=True)
class MenuTable:
    keys: frozenset[str]
    """Options of an item that are plain data."""
    roles: frozenset[str]
    properties: frozenset[str]
    """What a page may write on an item, or read where its template gives it."""
    last_with_positions: int
    """The last Electron major whose `popup(window, x, y)` places the menu."""


@cache
def load_menu_table() -> MenuTable:
    """Raises TableError where the table is not as it must be."""
    table = parse_table("menu.toml", shipped_table("menu.toml"))
    table.text("source")
    loaded = MenuTable(
        frozenset(table.texts("keys")), frozenset(table.texts("roles")), frozenset(table.texts("properties")), table.major("last_with_positions") or 0
    )
    table.finish()
    return loaded
