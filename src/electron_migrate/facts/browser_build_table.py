"""The builds of packages for script tags. Read from `data/browser_builds.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from electron_migrate.facts.tables import Row, parse_table, shipped_table


@dataclass(frozen=True, slots=True)
class BrowserBuild:
    """One row. `file` is below the package's folder, empty for the file that `require` loads; `since` and `until` are majors, both included."""

    package: str
    since: int | None
    until: int | None
    file: str
    globals: tuple[str, ...]
    needs: tuple[str, ...]
    proof: str
    source: str

    def serves(self, major: int | None) -> bool:
        if self.since is None and self.until is None:
            return True
        return major is not None and (self.since or 0) <= major and (self.until is None or major <= self.until)


@cache
def load_browser_builds() -> Mapping[str, tuple[BrowserBuild, ...]]:
    """The table that ships with the tool, by the name of the package."""
    return parse_browser_builds(shipped_table("browser_builds.toml"))


def parse_browser_builds(text: str) -> Mapping[str, tuple[BrowserBuild, ...]]:
    """Raises TableError where a row is wrong."""
    table = parse_table("browser_builds.toml", text)
    found: dict[str, tuple[BrowserBuild, ...]] = {}
    for row in table.rows("build", "package"):
        build = _build(row)
        found[build.package] = (*found.get(build.package, ()), build)
    table.finish()
    return found


def _build(row: Row) -> BrowserBuild:
    read = BrowserBuild(
        package=row.text("package"),
        since=row.major("since"),
        until=row.major("until"),
        file=row.text("file", ""),
        globals=row.texts("globals"),
        needs=row.texts("needs"),
        proof=row.text("proof"),
        source=row.text("source"),
    )
    row.finish()
    return read
