"""What preloads expose to pages already: `contextBridge.exposeInMainWorld(key, { … })` with its members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from electron_migrate.code.source import Place
from electron_migrate.facts.chains import calls
from electron_migrate.facts.origins import Constant, External, Here, Origins, UnitId
from electron_migrate.facts.summary import FunctionValue, Object, Property, Spread, UnitSummary, Value


@dataclass(frozen=True, slots=True)
class ExposedMember:
    """`parameters` is how many arguments it takes; None when any number is accepted or it is no function."""

    path: tuple[str, ...]
    parameters: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Exposure:
    """One key that a preload puts on `window`."""

    preload: str
    key: str
    place: Place
    members: tuple[ExposedMember, ...]
    complete: bool = True
    """False where it may have more members: a spread or a computed key among them that cannot be followed."""


def find_exposures(origins: Origins, units: Mapping[UnitId, UnitSummary]) -> Iterator[Exposure]:
    for unit, summary in units.items():
        for value in calls(summary):
            if len(value.arguments) < 2:
                continue
            if origins.origin(unit, value.function) != External("electron", ("contextBridge", "exposeInMainWorld")):
                continue
            key = origins.origin(unit, value.arguments[0])
            if isinstance(key, Constant) and isinstance(key.value, str):
                members = tuple(_members(origins, unit, value.arguments[1], ()))
                complete = _is_complete(origins, unit, value.arguments[1], 0)
                yield Exposure(unit.path, key.value, Place(unit.path, value.span), members, complete)


def _members(origins: Origins, unit: UnitId, value: Value, path: tuple[str, ...]) -> Iterator[ExposedMember]:
    origin = origins.origin(unit, value)
    if not isinstance(origin, Here) or len(path) > 6:
        if path:
            yield ExposedMember(path, None, Place(unit.path, value.span))
        return
    if isinstance(origin.value, Object):
        for one in origin.value.properties:
            if isinstance(one, Property) and one.key is not None:
                yield from _members(origins, origin.unit, one.value, (*path, one.key))
            elif isinstance(one, Spread) and isinstance(spread := origins.origin(origin.unit, one.value), Here):
                yield from _members(origins, spread.unit, spread.value, path) if isinstance(spread.value, Object) else ()
    elif isinstance(origin.value, FunctionValue) and path:
        function = origins.unit(origin.unit).functions[origin.value.function]
        rest = any(parameter.rest for parameter in function.parameters) or function.uses_arguments
        yield ExposedMember(path, None if rest else len(function.parameters), Place(origin.unit.path, origin.value.span))
    elif path:
        yield ExposedMember(path, None, Place(unit.path, value.span))


def _is_complete(origins: Origins, unit: UnitId, value: Value, depth: int) -> bool:
    origin = origins.origin(unit, value)
    if not isinstance(origin, Here) or not isinstance(origin.value, Object):
        return depth > 0
    return depth < 6 and all(
        _is_complete(origins, origin.unit, one.value, 0 if isinstance(one, Spread) else depth + 1)
        for one in origin.value.properties
        if isinstance(one, Spread) or one.key is not None
    ) and all(isinstance(one, Spread) or one.key is not None for one in origin.value.properties)
