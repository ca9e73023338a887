"""A preload gives its page every channel.

## What it finds
What a preload exposes with `contextBridge` and that reaches all channels: `ipcRenderer` itself or one of its methods, and members that take the
channel as a parameter, unless they compare it with a list.

## Why
Any script of the page, a foreign one included, can then send on every channel, those that Electron and other code of the app listen to among
them. A method for each channel lets the page do what it is meant to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electron_migrate.code.source import Place
from electron_migrate.facts.chains import calls, levels
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING
from electron_migrate.facts.origins import External, Here, UnitId
from electron_migrate.facts.sites import CHANNEL_VERBS
from electron_migrate.facts.summary import Call, FunctionValue, Name, Object, Property, Spread, UnitSummary, Value
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("generic-bridge", "A preload gives its page every channel", WARNING)

_REASON = (
    "Any script of the page can send on every channel, or listen to it. Expose one method for each channel, "
    "or compare the channel with a list of those that the page needs."
)
_EXPOSING = (External("electron", ("contextBridge", "exposeInMainWorld")), External("electron", ("contextBridge", "exposeInIsolatedWorld")))
_ON_LIST = re.compile(r"\.(?:includes|indexOf|has|hasOwnProperty|test|some|find)\s*\(|\bin\s+\w|\bswitch\s*\(|(?:===?|!==?)\s*['\"`]")


def find(facts: Facts) -> Iterator[Found]:
    seen: set[Place] = set()
    for path, summary in sorted(facts.summaries.items()):
        for number, unit in enumerate(summary.units):
            for value in calls(unit):
                if len(value.arguments) < 2:
                    continue
                here = UnitId(path, number)
                if facts.origins.origin(here, value.function) not in _EXPOSING:
                    continue
                for place, message in _generic(facts, here, value.arguments[-1], "", 0):
                    if place not in seen:
                        seen.add(place)
                        windows = tuple(window.id for window in facts.windows if window.model.preload == path)
                        process = facts.process(place.path)
                        yield Found(Finding("", RULE.id, RULE.severity, process, place, message, reason=_REASON, windows=windows))


def _generic(facts: Facts, unit: UnitId, value: Value, name: str, depth: int) -> Iterator[tuple[Place, str]]:
    """Places where an exposed value reaches all channels. `name` is the member's, empty for the whole."""
    if depth > 6:
        return
    origin = facts.origins.origin(unit, value)
    place = Place(unit.path, value.span)
    if isinstance(origin, External) and origin.module == "electron" and "ipcRenderer" in origin.path[-2:]:
        if origin.path[-1] == "ipcRenderer" or origin.path[-1] in CHANNEL_VERBS:
            yield place, f"{'.'.join(origin.path)} itself is exposed to the page"
    elif isinstance(origin, External) and origin.module == "electron" and not origin.path:
        yield place, "electron itself is exposed to the page"
    elif isinstance(origin, External) and origin.path[-2:] == ("bind", "()") and "ipcRenderer" in origin.path:
        yield place, f"{'.'.join(origin.path[:-2])} itself is exposed to the page"
    elif isinstance(origin, Here) and isinstance(origin.value, Object):
        for one in origin.value.properties:
            if isinstance(one, Property):
                yield from _generic(facts, origin.unit, one.value, one.key or "[…]", depth + 1)
            elif isinstance(one, Spread):
                yield from _generic(facts, origin.unit, one.value, name, depth + 1)
    elif isinstance(origin, Here) and isinstance(origin.value, FunctionValue):
        function = origin.value.function
        verb = next((verb for parameter in _parameters(facts, origin.unit, function) if (verb := _reaches(facts, origin.unit, function, parameter, 0))), "")
        if verb:
            yield Place(origin.unit.path, origin.value.span), f"{name or 'a function'} takes the channel for ipcRenderer.{verb} from the page"


def _parameters(facts: Facts, unit: UnitId, function: int) -> range:
    return range(len(facts.origins.unit(unit).functions[function].parameters))


def _reaches(facts: Facts, unit: UnitId, function: int, parameter: int, depth: int) -> str:
    """The verb of ipcRenderer that gets this parameter as its channel, here or in a function that it is passed to; empty if none does."""
    summary = facts.origins.unit(unit)
    fact = summary.functions[function]
    if depth > 4 or _ON_LIST.search(facts.sources[unit.path].text(fact.span)):
        return ""
    for chain in summary.chains:
        if not fact.span.contains(chain.value.span):
            continue
        for value in levels(chain.value):
            if not isinstance(value, Call):
                continue
            at = next((index for index, one in enumerate(value.arguments) if _is(summary, one, (function, parameter))), None)
            if at is None:
                continue
            origin = facts.origins.origin(unit, value.function)
            if isinstance(origin, External) and origin.path[-2:-1] == ("ipcRenderer",) and origin.path[-1] in CHANNEL_VERBS and at == 0:
                return origin.path[-1]
            if isinstance(origin, Here) and isinstance(origin.value, FunctionValue):
                known = facts.origins.unit(origin.unit).functions[origin.value.function].parameters
                if at < len(known) and (verb := _reaches(facts, origin.unit, origin.value.function, at, depth + 1)):
                    return verb
    return ""


def _is(summary: UnitSummary, value: Value, parameter: tuple[int, int]) -> bool:
    if isinstance(value, Spread):
        value = value.value
    return isinstance(value, Name) and value.binding >= 0 and summary.bindings[value.binding].parameter == parameter
