"""`remote` or `@electron/remote` is used.

## What it finds
Every use of a module of main's through `remote`, in pages and preloads, with aliases followed to what they name.

## Why
Each property, call and assignment blocks the page, and hands it a power of main. The built-in `remote` is gone since Electron 14; the
package `@electron/remote` needs Node in the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import PAGES, site_findings

RULE = Rule("remote-use", "A page reaches into main by remote", ERROR, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    return site_findings(
        facts,
        RULE,
        lambda site, process: site.module == "remote" and process in PAGES | {Process.PRELOAD},
        lambda site: f"remote.{site.name}" if site.last.origin else "remote itself is passed on or kept",
    )
