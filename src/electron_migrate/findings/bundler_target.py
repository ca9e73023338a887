"""The bundler builds pages that load modules with Node's require.

## What it finds
Configurations of webpack, Forge, Vite and Vue CLI that build pages for Electron with Node: the target or preset `electron-renderer`, the plug-in
`vite-plugin-electron-renderer`, and `nodeIntegration: true` in the bundler's own options.

## Why
The bundle then calls `require` for Electron and Node's builtins, whatever the sources say: in an isolated page it stops at its first line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("bundler-target", "The bundler builds pages that need Node", ERROR, blocks="isolated")

_CONFIG = re.compile(r"(^|/)[\w.-]*(webpack|vite|rollup|rspack|forge|craco|vue)[\w.-]*\.[cm]?[jt]s$|(^|/)package\.json$")
_TARGET = re.compile(rb"['\"`](?:vite-plugin-)?electron-renderer['\"`]|['\"]?nodeIntegration['\"]?\s*:\s*true")


def find(facts: Facts) -> Iterator[Found]:
    if not facts.bundled:
        return
    windows = tuple(window.id for window in facts.windows if not window.found.in_page)
    made_here = {window.found.unit.path for window in facts.windows}
    for path, source in sorted(facts.sources.items()):
        if not _CONFIG.search(path) or path in made_here:
            continue
        for match in _TARGET.finditer(source.data):
            if b"nodeIntegration" in match.group() and b"BrowserWindow" in source.data:
                continue
            place = Place(path, Span(match.start(), match.end()))
            yield Found(
                Finding(
                    "", RULE.id, RULE.severity, facts.process(path), place, f"{match.group().decode('utf-8', 'replace')} in the bundler's configuration",
                    reason="Build the pages for browsers (webpack: target 'web'; Vite: without the renderer plug-in; Vue CLI and Forge: nodeIntegration false) "
                    "once they use the bridge, and give the preload an entry of its own.",
                    windows=windows,
                )
            )  # fmt: skip
            break
