"""A preload gives its page globals by assignment, which isolation cuts off.

## What it finds
`window.x = …`, `global.x = …`, and assignments to names that nothing declares, in a preload of a window without context isolation.

## Why
With context isolation the preload's `window` is not the page's: the page would find nothing. `contextBridge.exposeInMainWorld` gives it there.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.facts.summarise import GLOBAL_OBJECTS
from electron_migrate.facts.summary import GLOBAL, Name, UnitSummary
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("preload-shares-globals", "A preload gives its page globals by assignment", ERROR, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    exposed = {(exposure.preload, exposure.key) for exposure in facts.exposures}
    for window in facts.windows:
        preload = window.model.preload
        if preload is None or window.model.preferences["contextIsolation"].value is True or preload not in facts.summaries:
            continue
        for unit in facts.summaries[preload].units:
            for name, span in (*_written(unit, preload, exposed), *unit.implicit_globals):
                yield Found(
                    Finding(
                        "", RULE.id, RULE.severity, Process.PRELOAD, Place(preload, span), f"window.{name} is set for the page",
                        reason="The page cannot see it once it is isolated. Expose it with contextBridge.exposeInMainWorld: functions and plain data cross, "
                        "objects with methods of a class do not.",
                        windows=(window.id,),
                    )
                )  # fmt: skip


def _written(unit: UnitSummary, preload: str, exposed: set[tuple[str, str]]) -> Iterator[tuple[str, Span]]:
    """`window.x = …`, without the fallback that the tool writes beside exposeInMainWorld and the preload's own event handlers."""
    for assignment in unit.assignments:
        target = assignment.object
        if not isinstance(target, Name) or target.binding != GLOBAL or target.name not in GLOBAL_OBJECTS:
            continue
        if (preload, assignment.name) not in exposed and not assignment.name.startswith("on"):
            yield assignment.name, assignment.span
