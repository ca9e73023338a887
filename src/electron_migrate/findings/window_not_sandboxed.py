"""A window is not sandboxed.

## What it finds
The effective value, not the spelling: the windows whose renderer process is not sandboxed.

## Why
A flaw of the renderer then reaches the whole computer; a sandboxed one reaches what main lets it.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import window_findings

RULE = Rule("window-not-sandboxed", "A window is not sandboxed", WARNING, blocks="sandboxed")


def find(facts: Facts) -> Iterator[Found]:
    return window_findings(facts, RULE, "sandbox", bad=False, message="the renderer is not sandboxed")
