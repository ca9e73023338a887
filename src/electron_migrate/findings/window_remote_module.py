"""A window allows the remote module.

## What it finds
The effective value, not the spelling: the windows that have `enableRemoteModule` on.

## Why
It opens main to the page; without a use of remote it is for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import window_findings

RULE = Rule("window-remote-module", "A window allows the remote module", WARNING)


def find(facts: Facts) -> Iterator[Found]:
    return window_findings(facts, RULE, "enableRemoteModule", bad=True, message="enableRemoteModule is on")
