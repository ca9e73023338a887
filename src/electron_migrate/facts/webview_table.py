"""The table of what webview tags tell their page (`facts/data/webview.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from electron_migrate.facts.tables import parse_table, shipped_table


@dataclass(frozen=True, slots=True)
class WebviewTable:
    events: frozenset[str]
    """Events that have properties of Electron's own, which no other element has."""
    lost_until: int
    """The last Electron major whose isolated pages get these events without their properties."""


@cache
def load_webview_table() -> WebviewTable:
    """Raises TableError where the table is not as it must be."""
    table = parse_table("webview.toml", shipped_table("webview.toml"))
    table.text("source")
    loaded = WebviewTable(frozenset(table.texts("events")), table.major("lost_until") or 0)
    table.finish()
    return loaded
