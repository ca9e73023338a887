"""Names that a person gives to members of the bridge. Fixes are made with the tool's own names; here they are given the wanted ones.

A text of an edit that names a member in a way that is not seen here keeps the old name. Verification then finds a call without a member and
holds the group, so a missed one is never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from electron_migrate.choices import ChoiceError, Choices, member_path
from electron_migrate.code.edits import Edit
from electron_migrate.facts.link import Facts
from electron_migrate.plan.groups import Outcome
from electron_migrate.plan.model import Fix, Manual
from electron_migrate.plan.needs import BridgeMember, Need

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChosenNames:
    """`names`: every member that the plan wants, by the tool's name, with the one that it gets; sorted."""

    names: Mapping[Path, Path]

    @property
    def changed(self) -> frozenset[Path]:
        return frozenset(path for path, wanted in self.names.items() if path != wanted)


def wanted_members(outcomes: Iterable[Outcome]) -> tuple[Path, ...]:
    """Paths of all members that fixes ask for, sorted."""
    fixes = (one.result for one in outcomes if isinstance(one.result, Fix))
    return tuple(sorted({need.path for fix in fixes for need in fix.needs if isinstance(need, BridgeMember)}))


def chosen_names(choices: Choices, members: Sequence[Path], facts: Facts, api_name: str) -> ChosenNames:
    """Raises ChoiceError for a name that no member has, that cannot be one, or that two members would share."""
    given: dict[Path, Path] = {}
    for name, wanted in choices.names:
        path, new = member_path(name), member_path(wanted)
        if path is None or not any(member[: len(path)] == path for member in members):
            raise ChoiceError(("names", name), "the plan has no method or group of methods with this name")
        if new is None:
            raise ChoiceError(("names", name), f"{wanted!r} cannot be a name on the bridge: expected up to four JavaScript names with dots")
        if path != new:
            given[path] = new
    names = {member: _renamed(member, given) for member in members}
    _reject_clashes(choices, names, facts, api_name)
    return ChosenNames(names)


def with_names(outcome: Outcome, chosen: ChosenNames, api_name: str) -> Outcome:
    """The outcome with the wanted names in its needs and edits."""
    if isinstance(outcome.result, Manual) or not chosen.changed:
        return outcome
    fix = outcome.result
    pattern = re.compile(rb"\b((?:window|self|globalThis)\." + re.escape(api_name.encode()) + rb")((?:\.[A-Za-z_$][\w$]*)+)")
    edits = {path: tuple(_edit(edit, pattern, chosen.names) for edit in made) for path, made in fix.edits.items()}
    needs = tuple(_need(need, chosen.names) for need in fix.needs)
    return replace(outcome, result=replace(fix, edits=edits, needs=needs))


def _renamed(member: Path, given: Mapping[Path, Path]) -> Path:
    """By its own name, else by that of the nearest group that it is in."""
    for length in range(len(member), 0, -1):
        if member[:length] in given:
            return (*given[member[:length]], *member[length:])
    return member


def _reject_clashes(choices: Choices, names: Mapping[Path, Path], facts: Facts, api_name: str) -> None:
    taken = {member.path for exposure in facts.exposures if exposure.key == api_name for member in exposure.members} - set(names)
    owners: dict[Path, Path] = {path: path for path in taken}
    for member, wanted in names.items():
        for other, owner in owners.items():
            short = min(len(other), len(wanted))
            if other[:short] == wanted[:short]:
                shared = ".".join(other[:short])
                what = f"two methods would be called {shared}" if other == wanted else f"{shared} would be a method and a group of methods"
                raise ChoiceError(_cause(choices, names, member, owner), what)
        owners[wanted] = member


def _cause(choices: Choices, names: Mapping[Path, Path], member: Path, owner: Path) -> tuple[str, ...]:
    """The choice that renames one of two members."""
    for path in (member, owner):
        if names.get(path, path) != path:
            for length in range(len(path), 0, -1):
                name = ".".join(path[:length])
                if any(one == name and wanted != name for one, wanted in choices.names):
                    return ("names", name)
    return ("names",)


def _need(need: Need, names: Mapping[Path, Path]) -> Need:
    return replace(need, path=names.get(need.path, need.path)) if isinstance(need, BridgeMember) else need


def _edit(edit: Edit, pattern: re.Pattern[bytes], names: Mapping[Path, Path]) -> Edit:
    def put(match: re.Match[bytes]) -> bytes:
        path = tuple(match[2].decode().split(".")[1:])
        for length in range(len(path), 0, -1):
            head = path[:length]
            if head in names:
                return _text(match[1], (*names[head], *path[length:]))
        below = [(member, wanted) for member, wanted in names.items() if member[: len(path)] == path]
        groups = {
            wanted[: len(wanted) - (len(member) - len(path))]
            for member, wanted in below
            if member[len(path) :] == wanted[-(len(member) - len(path)) :]
        }
        return _text(match[1], groups.pop()) if len(groups) == 1 and below else match[0]

    return replace(edit, new=pattern.sub(put, edit.new))


def _text(bridge: bytes, path: Path) -> bytes:
    return bridge + b"." + ".".join(path).encode()
