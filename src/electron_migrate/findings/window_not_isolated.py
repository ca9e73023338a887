"""A window shares its world with its preload.

## What it finds
The effective value, not the spelling: the windows whose effective `contextIsolation` is off.

## Why
The page can change what the preload and Electron itself run on, and reach what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import window_findings

RULE = Rule("window-not-isolated", "A window shares its world with its preload", ERROR, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    return window_findings(facts, RULE, "contextIsolation", bad=False, message="contextIsolation is off")
