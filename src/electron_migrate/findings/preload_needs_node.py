"""A preload loads a module that a sandboxed preload cannot load.

## What it finds
Imports in preloads of anything but `electron`, `events`, `timers` and `url`; for bundled preloads only Node's builtins.

## Why
It does not keep a page from being isolated, but it keeps the window from being sandboxed.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.app.modules import Builtin, Electron, LocalFile, Missing, Package
from electron_migrate.code.source import Place
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING, Process
from electron_migrate.facts.node_table import load_node_table
from electron_migrate.facts.origins import UnitId
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("preload-needs-node", "A preload needs Node, so its window cannot be sandboxed", WARNING, blocks="sandboxed")


def find(facts: Facts) -> Iterator[Found]:
    for preload in dict.fromkeys(window.model.preload for window in facts.windows if window.model.preload is not None):
        windows = tuple(window.id for window in facts.windows if window.model.preload == preload)
        summary = facts.summaries.get(preload)
        for number, unit in enumerate(summary.units if summary is not None else ()):
            for load in unit.loads:
                name, what = "", ""
                match facts.origins.locate(UnitId(preload, number), load.specifier):
                    case Electron(specifier=given) if not given.startswith("@"):
                        continue
                    case Builtin(name=given):
                        known = load_node_table().builtin(given)
                        if known is not None and known.in_sandboxed_preload:
                            continue
                        name, what = given, "Node's"
                    case Package(name=given) | Electron(specifier=given):
                        if facts.bundled and not given.startswith("@electron"):
                            continue
                        name, what = given, "package"
                    case LocalFile(path=given) | Missing(specifier=given):
                        if facts.bundled:
                            continue
                        name, what = given, "file"
                yield Found(
                    Finding(
                        "", RULE.id, RULE.severity, Process.PRELOAD, Place(preload, load.span), f"{what} {name} in a preload",
                        reason="A sandboxed preload loads only electron, events, timers and url. Do it in main and ask for it with ipcRenderer.invoke, "
                        "or bundle the preload into one file.",
                        windows=windows,
                    )
                )  # fmt: skip
