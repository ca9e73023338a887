"""The table of what replaces each main-process API that a page uses: one row per member, read from `data/api.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from electron_migrate.facts.api_model import PAGE_PROCESS, ApiRow, Enumeration, ManualRow, Origin, Param, Shape, Use
from electron_migrate.facts.api_reader import read_api_rows
from electron_migrate.facts.node_package_table import load_node_packages
from electron_migrate.facts.node_table import builtin_origin, load_node_table
from electron_migrate.facts.tables import shipped_table

__all__ = [
    "PAGE_PROCESS",
    "ApiRow",
    "ApiTable",
    "Enumeration",
    "ManualRow",
    "Origin",
    "Param",
    "Shape",
    "Use",
    "load_api_table",
    "parse_api_table",
]


@dataclass(frozen=True, slots=True)
class ApiTable:
    rows: tuple[ApiRow, ...]
    manual: tuple[ManualRow, ...]
    enumerations: Mapping[str, Enumeration]
    _rows_by_key: Mapping[tuple[Origin, Use], tuple[ApiRow, ...]]
    _manual_by_key: Mapping[tuple[Origin, Use | None, bool], ManualRow]

    def find(
        self, origin: Origin, use: Use | str, *, literal_arguments: bool, major: int | None = None, target: int | None = None
    ) -> ApiRow | ManualRow:
        """The row for a use of `origin` in a page. Never fails: the last resort is a manual row.

        `major` is the Electron that the app's code is written for (None: the newest), `target` the one that generated code has to run on
        (None: any). `literal_arguments`: every argument of the call is a literal.
        """
        use = Use(use)
        rows = tuple(row for row in self._rows_for(origin, use, major) if row.runs_on(target))
        row = _preferred(rows, literal_arguments=literal_arguments) or self._value_above(origin, use, major)
        return row or self.find_manual(origin, use)

    def knows(self, origin: Origin, use: Use | str) -> bool:
        """True where some Electron has a row for just this use."""
        return any(row.origin == origin for row in self._rows_by_key.get((origin, Use(use)), ()))

    def find_manual(self, origin: Origin, use: Use | str) -> ManualRow:
        """The manual row for a use: for exactly this origin, for a known method taken as a value, else the longest at or above it."""
        use = Use(use)
        exact = [(origin, use, True), (origin, None, True)]
        if len(origin) == 1:
            exact.append((_ANY_NAME, use, True))
        elif use is Use.GET and (origin, Use.CALL) in self._rows_by_key:
            exact.append(((), use, True))
        if use is Use.SET:
            exact.append(((), use, False))
        above = [(origin[:length], each, False) for length in range(len(origin), -1, -1) for each in (use, None)]
        return next(self._manual_by_key[key] for key in (*exact, *above) if key in self._manual_by_key)

    def _rows_for(self, origin: Origin, use: Use, major: int | None) -> tuple[ApiRow, ...]:
        rows = self._matching(origin, use, major)
        if not rows and origin[:1] == (PAGE_PROCESS,) and not self._has_manual(origin):
            # What the preload computes is a property of the page's own process.
            shared = self._matching(("process", *origin[1:]), use, major)
            rows = tuple(row for row in shared if row.where == "preload" or row.shape is Shape.PRELOAD)
        return rows

    def _matching(self, origin: Origin, use: Use, major: int | None) -> tuple[ApiRow, ...]:
        return tuple(row for row in self._rows_by_key.get((origin, use), ()) if row.serves(major))

    def _value_above(self, origin: Origin, use: Use, major: int | None) -> ApiRow | None:
        """The get row of a value that `origin` is read from. Writing into such a value never reached main."""
        if use is Use.SET:
            return None
        for length in range(len(origin) - 1, 0, -1):
            if rows := self._rows_for(origin[:length], Use.GET, major):
                return rows[0]
            if self._has_manual(origin[:length]):
                return None
        return None

    def _has_manual(self, origin: Origin) -> bool:
        return any((origin, use, False) in self._manual_by_key for use in (None, *Use))


@cache
def load_api_table() -> ApiTable:
    """The table that ships with the tool: Electron's API, and Node's builtins, of which those without a row are left to a person."""
    table = parse_api_table(shipped_table("api.toml") + "\n" + shipped_table("node_api.toml"))
    builtins = load_node_table().builtins.values()
    by_hand = [ManualRow(builtin_origin(one.name, ()), None, False, one.reason, one.hint, one.source) for one in builtins]
    by_hand += [ManualRow(builtin_origin(one.name, ()), None, False, one.reason, one.hint, one.source) for one in load_node_packages().values()]
    keyed = {**{(row.origin, row.use, row.exact): row for row in by_hand}, **table._manual_by_key}
    return replace(table, _manual_by_key=keyed)


def parse_api_table(text: str) -> ApiTable:
    """A table from TOML. Raises `TableError`, naming the row, for anything that is not as the head of `data/api.toml` says."""
    read = read_api_rows(text)
    manual = {(row.origin, row.use, row.exact): row for row in read.manual}
    return ApiTable(read.rows, read.manual, read.enumerations, _by_key(read.rows), manual)


_ANY_NAME = ("*",)


def _preferred(rows: tuple[ApiRow, ...], *, literal_arguments: bool) -> ApiRow | None:
    for wanted in (True, False) if literal_arguments else (False,):
        for row in rows:
            if row.literal_argument is wanted:
                return row
    return None


def _by_key(rows: Iterable[ApiRow]) -> Mapping[tuple[Origin, Use], tuple[ApiRow, ...]]:
    keyed: dict[tuple[Origin, Use], tuple[ApiRow, ...]] = {}
    for row in rows:
        keyed[row.origin, row.use] = (*keyed.get((row.origin, row.use), ()), row)
    return keyed
