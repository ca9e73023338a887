"""A page uses a package for settings, logs or files that needs Node.

## What it finds
Every use of `electron-store`, `electron-settings`, `electron-log`, `fs-extra` and their kin in a page, through names, fields and modules that hold what they give.

## Why
They read and write files, so an isolated page cannot load them, in a bundle either. Main has them; pages ask it for one setting, and send it one message.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.node_builtin_in_page import is_of_package
from electron_migrate.findings.site_rules import site_findings

RULE = Rule("node-package-in-page", "A page uses a package that needs Node", ERROR, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    return site_findings(
        facts,
        RULE,
        lambda site, process: site.module == "node" and process is Process.RENDERER and is_of_package(site),
        lambda site: f"{site.name} in a page" if len(site.last.origin) > 1 else f"{site.name} itself is passed on or kept in a page",
    )
