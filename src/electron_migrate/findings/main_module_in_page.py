"""A page uses a module of Electron that an isolated page has no access to.

## What it finds
Uses of `shell`, `clipboard`, `screen`, `webFrame`, `nativeImage`, … from `require('electron')` in a page.

## Why
An isolated page has no `require`. What only main has is asked for over the bridge; what a sandboxed preload has is done there.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import site_findings

RULE = Rule("main-module-in-page", "A page uses a module of Electron directly", ERROR, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    return site_findings(
        facts,
        RULE,
        lambda site, process: site.module == "electron" and process is Process.RENDERER and not _is_guard(site.name),
        lambda site: f"electron.{site.name} in a page" if site.last.origin else "the electron module is passed on or kept in a page",
    )


def _is_guard(name: str) -> bool:
    return name in ("contextBridge", "ipcRenderer", "remote")
