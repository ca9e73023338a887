"""A page uses a builtin module of Node.

## What it finds
Every use of `fs`, `path`, `os`, `child_process`, … in a page, with aliases followed to what they name.

## Why
An isolated page has no `require`, and a bundler for the web has no builtins. What only computes is done in the preload or by the web platform;
files, programs and what the system tells are asked for over the bridge, one operation for each use.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import site_findings

RULE = Rule("node-builtin-in-page", "A page uses a builtin module of Node", ERROR, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    return site_findings(
        facts,
        RULE,
        lambda site, process: site.module == "node" and process is Process.RENDERER,
        lambda site: f"{site.name} in a page" if len(site.last.origin) > 1 else f"{site.name} itself is passed on or kept in a page",
    )
