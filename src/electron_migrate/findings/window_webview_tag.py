"""A window may use webview tags.

## What it finds
The effective value, not the spelling: the windows with `webviewTag`.

## Why
A page can then make guests with preferences of its own choice unless main verifies them (`will-attach-webview`).
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import window_findings

RULE = Rule("window-webview-tag", "A window may use webview tags", WARNING)


def find(facts: Facts) -> Iterator[Found]:
    return window_findings(
        facts,
        RULE,
        "webviewTag",
        bad=True,
        message="webviewTag is on",
        hint="Write webviewTag: false where no page has a webview; else let main check each guest in will-attach-webview.",
    )
