"""Workers of a window have Node.

## What it finds
The effective value, not the spelling: the windows with `nodeIntegrationInWorker`.

## Why
Workers then have Node without any preload between; the sandbox takes it from them, so what they need of it has to move to main first.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import window_findings

RULE = Rule("window-node-in-worker", "Workers of a window have Node", WARNING, blocks="sandboxed")


def find(facts: Facts) -> Iterator[Found]:
    return window_findings(
        facts,
        RULE,
        "nodeIntegrationInWorker",
        bad=True,
        message="nodeIntegrationInWorker is on",
        hint="Workers lose Node with the sandbox: move what they do with Node to main or to a utility process, then write false.",
    )
