"""A page uses `ipcRenderer` itself.

## What it finds
Every use of `ipcRenderer` outside a preload script: calls, and the object passed on, kept or exported.

## Why
Whoever holds `ipcRenderer` can send anything on every channel, and a page only gets it with Node integration. An isolated page calls
methods of a bridge, one for each channel.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import PAGES, site_findings

RULE = Rule("raw-ipc", "A page uses ipcRenderer itself", ERROR, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    return site_findings(
        facts,
        RULE,
        lambda site, process: site.module == "ipcRenderer" and process in PAGES,
        lambda site: f"ipcRenderer.{site.verb} in a page" if site.verb else "ipcRenderer is passed on or kept in a page",
    )
