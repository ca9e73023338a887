"""What a new build of pages is made with. Read from `data/page_builds.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from electron_migrate.facts.tables import parse_table, shipped_table


@dataclass(frozen=True, slots=True)
class PageBuildTable:
    """`versions` of packages by name; `stand_ins`: those of npm packages that take the place of a builtin of their name; `chromium` by the major of Electron."""

    versions: Mapping[str, str]
    stand_ins: Mapping[str, str]
    chromium: Mapping[int, int]


@cache
def load_page_builds() -> PageBuildTable:
    """The table that ships with the tool."""
    return parse_page_builds(shipped_table("page_builds.toml"))


def parse_page_builds(text: str) -> PageBuildTable:
    """Raises TableError where a row is wrong."""
    table = parse_table("page_builds.toml", text)
    versions: dict[str, str] = {}
    stand_ins: dict[str, str] = {}
    for kind, found in (("tool", versions), ("stand_in", stand_ins)):
        for row in table.rows(kind, "name"):
            found[row.text("name")] = row.text("version")
            row.text("source")
            row.finish()
    chromium: dict[int, int] = {}
    for row in table.rows("chromium", "source"):
        electron, major = row.major("electron"), row.major("major")
        if electron is None or major is None:
            raise row.error("`electron` and `major` are missing")
        chromium[electron] = major
        row.text("source")
        row.finish()
    table.finish()
    return PageBuildTable(versions, stand_ins, chromium)
