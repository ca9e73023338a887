"""A module of Electron is loaded by a name that ended with Electron 1.0.

## What it finds
`require('ipc')`, `require('remote')`, `require('browser-window')` and their like, where no dependency and no file of the app has that name.

## Why
Before 1.0 each of Electron's modules had a name of its own. Since then there is `require('electron')` alone: these loads fail, and what is done with such
a module is not followed by any other rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.app.modules import Missing, Package
from electron_migrate.code.source import Place
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.facts.old_modules import load_old_modules
from electron_migrate.facts.origins import UnitId
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("old-module-name", "A module of Electron by its name from before 1.0", ERROR, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    known, dependencies = load_old_modules(), facts.app.manifest.dependencies
    if facts.electron.declared_major != 0:
        # with 1.0 or later such a name can only be a package that is not listed
        return
    for path, summary in sorted(facts.summaries.items()):
        process = facts.process(path)
        for number, unit in enumerate(summary.units):
            for load in unit.loads:
                if load.specifier not in known or load.specifier in dependencies:
                    continue
                if not isinstance(facts.origins.locate(UnitId(path, number), load.specifier), Missing | Package):
                    continue
                windows = tuple(window.id for window in facts.windows_of(path)) if process is not Process.MAIN else ()
                yield Found(
                    Finding(
                        "", RULE.id, RULE.severity, process, Place(path, load.span), f"require('{load.specifier}') of Electron before 1.0",
                        reason=f"Electron 1.0 and later have {known[load.specifier]}. Change the names and raise Electron first, then plan again.",
                        windows=windows,
                    )
                )  # fmt: skip
