"""What changed in which Electron major: defaults of web preferences, modules by process, milestones. Read from `data/versions.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from electron_migrate.facts.tables import Row, parse_table, shipped_table


class ProcessKind(StrEnum):
    """Which list of modules `require('electron')` offers."""

    MAIN = "main"
    NODE = "node"
    """A page or preload with Node: not sandboxed."""
    SANDBOXED = "sandboxed"
    """A sandboxed preload."""


@dataclass(frozen=True, slots=True)
class Default:
    """A preference's default from the major `since` on: `value`, or what preference `same_as` is; turned round by any one of `unless`."""

    since: int
    value: bool
    same_as: str
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """The first major in which something holds. `what` is one sentence without its stop."""

    id: str
    major: int
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class MajorRange:
    """Majors from `since` to `until`, both included; None is open."""

    since: int = 0
    until: int | None = None

    def __contains__(self, major: int) -> bool:
        return self.since <= major and (self.until is None or major <= self.until)


@dataclass(frozen=True, slots=True)
class Versions:
    """`defaults`: by preference, oldest first. `modules`: by module, then by process."""

    newest: int
    """The newest Electron major that the tables know."""
    oldest_output: int
    """The oldest Electron major that generated code runs on."""
    defaults: Mapping[str, tuple[Default, ...]]
    milestones: Mapping[str, Milestone]
    modules: Mapping[str, Mapping[ProcessKind, MajorRange]]

    def modules_of(self, process_kind: ProcessKind | str) -> frozenset[str]:
        """Every module that this kind of process has in some major."""
        kind = ProcessKind(process_kind)
        return frozenset(name for name, ranges in self.modules.items() if kind in ranges)


@cache
def load_versions() -> Versions:
    """The table that ships with the tool."""
    return parse_versions(shipped_table("versions.toml"))


def default_preference(name: str, major: int, written: Mapping[str, object]) -> bool:
    """What a web preference is in Electron `major` where the app does not write it.

    `written` holds the other preferences that the window writes, `preload` and `sessionPreloads` included; a value that is not known (None
    or a text) counts as set, so that the answer for `sandbox` errs towards a window that is open. KeyError for a preference that the table
    lacks.
    """
    default = [each for each in load_versions().defaults[name] if each.since <= major][-1]
    if default.same_as:
        return preference_value(default.same_as, major, written)
    turned = any(preference_value(each, major, written) for each in default.unless)
    return default.value is not turned


def preference_value(name: str, major: int, written: Mapping[str, object]) -> bool:
    """What a web preference comes to: as written, else its default. Names that have no default (`preload`) are on when they are written."""
    if name in written:
        return written[name] not in (False, "", 0)
    return name in load_versions().defaults and default_preference(name, major, written)


def milestone(id: str) -> int:
    """The first Electron major in which the milestone holds. KeyError for an id that the table lacks."""
    return load_versions().milestones[id].major


def module_available(module: str, process_kind: ProcessKind | str, major: int) -> bool:
    """True if `require('electron')` has this module there. False for a name that is no module of Electron's."""
    ranges = load_versions().modules.get(module, {})
    return major in ranges.get(ProcessKind(process_kind), _NEVER)


def parse_versions(text: str) -> Versions:
    """A table from TOML. Raises `TableError`, naming the row."""
    table = parse_table("versions.toml", text)
    newest, oldest = table.major("newest"), table.major("oldest_output")
    if newest is None or oldest is None:
        raise table.error("`newest` and `oldest_output` are missing")
    defaults = dict(_preference(row) for row in table.rows("preference", "name"))
    milestones = [_milestone(row) for row in table.rows("milestone", "id")]
    modules = dict(_module(row) for row in table.rows("module", "name"))
    table.finish()
    by_id = {each.id: each for each in milestones}
    if len(by_id) < len(milestones):
        raise table.error("two milestones share an id")
    return Versions(newest, oldest, defaults, by_id, modules)


_NEVER = MajorRange(1, 0)


def _preference(row: Row) -> tuple[str, tuple[Default, ...]]:
    name = row.text("name")
    row.text("source")
    defaults = tuple(_default(each) for each in row.rows("defaults", "since"))
    row.finish()
    sinces = [each.since for each in defaults]
    if not sinces or sinces[0] != 0 or sinces != sorted(set(sinces)):
        raise row.error("`defaults` start at major 0 and rise")
    return name, defaults


def _default(row: Row) -> Default:
    default = Default(row.major("since") or 0, row.flag("value"), row.text("same_as", ""), row.texts("unless"))
    row.finish()
    return default


def _milestone(row: Row) -> Milestone:
    major = row.major("major")
    if major is None:
        raise row.error("`major` is missing")
    read = Milestone(row.text("id"), major, row.text("what"), row.text("source"))
    row.finish()
    return read


def _module(row: Row) -> tuple[str, Mapping[ProcessKind, MajorRange]]:
    name = row.text("name")
    row.text("source")
    ranges = {kind: _range(each) for kind, each in ((kind, row.sub_row(kind)) for kind in ProcessKind) if each}
    row.finish()
    return name, ranges


def _range(row: Row) -> MajorRange:
    read = MajorRange(row.major("since") or 0, row.major("until"))
    row.finish()
    return read
