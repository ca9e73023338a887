"""A preload uses names that a script of its page defines, which isolation keeps from it.

## What it finds
Names, bare or as members of `window`, that neither the preload nor its files define, and that no page has by itself, in a preload of a window
without context isolation.

## Why
Isolation works both ways: the preload no longer sees what the page's scripts define, and stops with a ReferenceError where it uses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electron_migrate.code.source import Place
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR
from electron_migrate.facts.worlds import preload_files, world_use
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("preload-uses-page", "A preload uses what its page defines", ERROR, blocks="isolated")

# Names that bundlers replace by what a configuration says.
_DEFINED = re.compile(r"[A-Z][A-Z0-9_]+|\$\w+|__\w+")


def find(facts: Facts) -> Iterator[Found]:
    windows: dict[str, list[str]] = {}
    for window in facts.windows:
        if window.model.preload is not None and window.model.preferences["contextIsolation"].value is not True:
            windows.setdefault(window.model.preload, []).append(window.id)
    for preload, ids in windows.items():
        files = preload_files(facts, preload)
        uses = {path: world_use(facts.sources[path]) for path in files}
        own = {touch.name for use in uses.values() for touch in use.shared}
        own |= {exposure.key for exposure in facts.exposures if exposure.preload in files}
        for path, use in uses.items():
            for touch in use.foreign:
                if touch.name in own or (facts.bundled and _DEFINED.fullmatch(touch.name)):
                    continue
                yield Found(
                    Finding(
                        "", RULE.id, RULE.severity, facts.process(path), Place(path, touch.span), touch.what,
                        reason="An isolated preload does not see the page's names. Let the page hand over what is needed by a method of the bridge, "
                        "or do this in a script of the page.",
                        windows=tuple(ids),
                    )
                )  # fmt: skip
