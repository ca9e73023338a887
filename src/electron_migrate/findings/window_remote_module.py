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
    isolated = {window.id for window in facts.windows if window.model.preferences["contextIsolation"].value is True}
    for found in window_findings(facts, RULE, "enableRemoteModule", bad=True, message="enableRemoteModule is on"):
        # a default that no isolated page can make use of is not worth a line of code
        if "default" not in found.finding.message or not isolated & set(found.finding.windows):
            yield found
