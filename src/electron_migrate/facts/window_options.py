"""The options of a window that a page may choose, and the type that main checks. Read from `data/window_options.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from electron_migrate.facts.tables import TableError, parse_table, shipped_table

_TYPES = ("number", "boolean", "string")


@cache
def option_types() -> Mapping[str, str]:
    """Option -> `number`, `boolean` or `string`."""
    return parse_option_types(shipped_table("window_options.toml"))


def parse_option_types(text: str) -> Mapping[str, str]:
    """The same from TOML. Raises `TableError`, naming the row."""
    table = parse_table("window_options.toml", text)
    found: dict[str, str] = {}
    for row in table.rows("options", "type"):
        type_ = row.choice("type", _TYPES)
        row.text("source")
        for name in row.texts("names"):
            if name in found:
                raise TableError(f"window_options.toml: two rows for {name}")
            found[name] = type_
        row.finish()
    table.finish()
    return found
