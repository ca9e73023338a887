"""A page blocks until main answers.

## What it finds
Calls of a bridge member that asks main with `sendSync`, in pages. Values that a preload fetches once while it loads are not among them.

## Why
The page stands still meanwhile, and for ever if main does not answer. It is the form in which a call survives whose callers cannot wait;
once they can, make it a request (`ipcRenderer.invoke` and `ipcMain.handle`) that is awaited.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.code.source import Place
from electron_migrate.facts.bridge import ExposedMember
from electron_migrate.facts.chains import calls
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import NOTE, Process
from electron_migrate.facts.origins import CALL, External, Here, UnitId
from electron_migrate.facts.summary import FunctionValue
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("sync-bridge-call", "A page blocks until main answers", NOTE)

_REASON = (
    "Make the functions around it async where all who call them can wait, then ask with ipcRenderer.invoke and answer with ipcMain.handle."
)


def find(facts: Facts) -> Iterator[Found]:
    blocking = {(exposure.key, member.path) for exposure in facts.exposures for member in exposure.members if _blocks(facts, member)}
    if not blocking:
        return
    for path, summary in sorted(facts.summaries.items()):
        if facts.process(path) is not Process.RENDERER:
            continue
        for number in range(len(summary.units)):
            for place, name in _calls(facts, UnitId(path, number), blocking):
                windows = tuple(window.id for window in facts.windows_of(path))
                message = f"window.{name}() blocks the page until main answers"
                yield Found(Finding("", RULE.id, RULE.severity, Process.RENDERER, place, message, reason=_REASON, windows=windows))


def _calls(facts: Facts, unit: UnitId, blocking: set[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[Place, str]]:
    seen: set[Place] = set()
    for value in calls(facts.unit(unit)):
        origin = facts.origins.origin(unit, value.function)
        if not isinstance(origin, External) or origin.module != "global" or CALL in origin.path or not origin.path:
            continue
        place = Place(unit.path, value.span)
        if (origin.path[0], origin.path[1:]) in blocking and place not in seen:
            seen.add(place)
            yield place, ".".join(origin.path)


def _blocks(facts: Facts, member: ExposedMember) -> bool:
    """True when the member itself, or a function of its preload that it calls, uses `sendSync`."""
    path = member.place.path
    asked = [site.span for site in facts.sites if site.module == "ipcRenderer" and site.verb == "sendSync" and site.unit.path == path]
    if any(member.place.span.contains(span) for span in asked):
        return True
    for number, unit in enumerate(facts.summaries[path].units if asked else ()):
        here = UnitId(path, number)
        for value in calls(unit):
            if not member.place.span.contains(value.span):
                continue
            origin = facts.origins.origin(here, value.function)
            if not isinstance(origin, Here) or not isinstance(origin.value, FunctionValue) or origin.unit.path != path:
                continue
            if any(origin.value.span.contains(span) for span in asked):
                return True
    return False
