"""A window gives its pages Node.

## What it finds
The effective value, not the spelling: the windows whose effective `nodeIntegration` is on: written, or the default of the app's Electron.

## Why
Every script of the page, and everything that gets into it, has the whole of Node.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import window_findings

RULE = Rule("window-node-integration", "A window gives its pages Node", ERROR, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    return window_findings(facts, RULE, "nodeIntegration", bad=True, message="nodeIntegration is on")
