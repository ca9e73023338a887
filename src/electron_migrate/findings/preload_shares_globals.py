"""A preload gives its page globals by assignment, which isolation cuts off.

## What it finds
In a preload of a window without context isolation, and in the files that it loads: `window.x = …` in every spelling (`global`, `globalThis`,
aliases, computed keys, `Object.assign`, `Object.defineProperty`), assignments to names that nothing declares, changes of built-in objects and
their prototypes, and the global object handed to code that may do so. Also files of a preload that could not be read.

## Why
With context isolation the preload's `window` is not the page's: the page would find nothing. `contextBridge.exposeInMainWorld` gives it there.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.app.modules import LocalFile, Missing
from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import SCRIPTS, Facts
from electron_migrate.facts.model import ERROR
from electron_migrate.facts.origins import UnitId
from electron_migrate.facts.worlds import preload_files, world_use
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("preload-shares-globals", "A preload gives its page globals by assignment", ERROR, blocks="isolated")

_LOST = (
    "The page cannot see it once it is isolated. Expose it with contextBridge.exposeInMainWorld: functions and plain data cross, "
    "objects with methods of a class do not."
)
_UNREAD = "What it gives to the page is not known. See that it sets no globals, or put its code where it can be read."


def find(facts: Facts) -> Iterator[Found]:
    windows: dict[str, list[str]] = {}
    for window in facts.windows:
        if window.model.preload is not None and window.model.preferences["contextIsolation"].value is not True:
            windows.setdefault(window.model.preload, []).append(window.id)
    for preload, ids in windows.items():
        files = preload_files(facts, preload)
        exposed = {exposure.key for exposure in facts.exposures if exposure.preload in files}
        for path in files:
            for span, message, reason in (*_shared(facts, path, exposed), *unread_loads(facts, path)):
                place = Place(path, span)
                yield Found(Finding("", RULE.id, RULE.severity, facts.process(path), place, message, reason=reason, windows=tuple(ids)))


def _shared(facts: Facts, path: str, exposed: set[str]) -> Iterator[tuple[Span, str, str]]:
    for touch in world_use(facts.sources[path]).shared:
        # the other half of `exposeInMainWorld(key, …)`: what isolation takes away there, it gives by the bridge
        if touch.name not in exposed:
            yield touch.span, touch.what, _LOST


def unread_loads(facts: Facts, path: str) -> Iterator[tuple[Span, str, str]]:
    """What a preload loads or holds that was not read: where, what, and what to do."""
    for touch in world_use(facts.sources[path]).node if not facts.bundled else ():
        if touch.name == "require" and not facts.sources[path].text(touch.span).startswith("require."):
            yield touch.span, "a preload loads what is no plain string", _UNREAD
    summary = facts.summaries.get(path)
    for number, unit in enumerate(summary.units if summary is not None else ()):
        for span in unit.broken[:1]:
            yield span, "the preload has syntax that could not be read", _UNREAD
        for load in unit.loads:
            target = facts.origins.locate(UnitId(path, number), load.specifier)
            gone = isinstance(target, Missing) and load.specifier.startswith(".")
            skipped = isinstance(target, LocalFile) and target.path.endswith(SCRIPTS) and target.path not in facts.sources
            if gone or (skipped and not load.specifier.endswith(".d.ts")):
                yield load.span, f"{load.specifier} is loaded by a preload and was not read", _UNREAD
