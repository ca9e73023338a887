"""Modules of Electron before 1.0, which had names of their own: `require('ipc')`. Read from `data/old_modules.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from electron_migrate.facts.tables import parse_table, shipped_table


@cache
def load_old_modules() -> Mapping[str, str]:
    """What took the place of each module, by its old name."""
    return parse_old_modules(shipped_table("old_modules.toml"))


def parse_old_modules(text: str) -> Mapping[str, str]:
    """Raises TableError where a row is wrong, or two rows speak of one module."""
    table = parse_table("old_modules.toml", text)
    found: dict[str, str] = {}
    for row in table.rows("module", "name"):
        name, now = row.text("name"), row.text("now")
        row.text("source")
        row.finish()
        if name in found:
            raise row.error(f"{name} has a row already")
        found[name] = now
    table.finish()
    return found
