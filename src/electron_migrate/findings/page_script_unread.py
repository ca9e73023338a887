"""A page loads a script that was not read.

## What it finds
Scripts of a page that are not there (made by a build), too large, minified or generated, unless a look at them shows nothing of Node; and
scripts whose path is made at run time. Where a bundler makes them from sources that are known, the sources are looked at instead.

## Why
What such a script does is not in this report: the page may need Node for it, so its window cannot be said to be ready.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import WARNING, Process
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("page-script-unread", "A page loads a script that was not read", WARNING, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    tree = facts.app.tree
    for page in facts.app.pages:
        for script in page.scripts:
            if script.region is not None or script.url is not None or script.src is None or script.path in tree.files:
                continue
            if script.path is not None and (script.path in tree.harmless or "node_modules/" in script.path):
                continue
            if page.path in facts.bundled_pages and script.src is not None and facts.places.is_built(page.path, script.src):
                continue
            if script.path is None or script.path not in tree.names:
                if facts.bundled and page.path in facts.bundled_pages:
                    continue
                why, hint = (
                    script.reason or "It is not there.",
                    "If a build makes it, plan where its sources can be told: a bundler's configuration with plain strings.",
                )
            else:
                why, hint = (
                    f"It was left out: {tree.skipped.get(script.path, 'not read')}.",
                    "See that it needs nothing of Node, or load its sources instead.",
                )
            windows = tuple(window.id for window in facts.windows_of(page.path))
            if not windows:
                continue
            why = why[:1].upper() + why[1:] + ("" if why.endswith(".") else ".")
            yield Found(
                Finding(
                    "", RULE.id, RULE.severity, Process.RENDERER, script.place, f"{script.src} was not read", reason=f"{why} {hint}", windows=windows
                )
            )  # fmt: skip
