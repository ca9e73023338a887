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
from electron_migrate.facts.builds import Build
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("bundler-target", "The bundler builds pages that need Node", ERROR, blocks="isolated")

_CONFIG = re.compile(r"(^|/)[\w.-]*(webpack|vite|rollup|rspack|forge|craco|config-overrides|vue)[\w.-]*\.[cm]?[jt]s$|(^|/)package\.json$")
_TARGET = re.compile(
    rb"['\"`](?:vite-plugin-)?electron[\d.]*-renderer['\"`]|(?<![\w$])renderer\s*:\s*(?:\{\s*\}|true)|['\"]?nodeIntegration['\"]?\s*:\s*true"
    rb"|\bparcel\b[^\"\n&|;]*?(?P<option>--target[= ]electron)\b"
)


def find(facts: Facts) -> Iterator[Found]:
    if not facts.bundled:
        return
    read: set[str] = set()
    for build in facts.places.builds:
        for place in build.target_places:
            if place.path not in read:
                yield _found(facts, place, _windows(facts, [one for one in facts.places.builds if place in one.target_places]))
            read.add(place.path)
    made_here = {window.found.unit.path for window in facts.windows}
    for path, source in sorted(facts.sources.items()):
        if not _CONFIG.search(path) or path in made_here or path in read:
            continue
        for match in _TARGET.finditer(source.data):
            if b"nodeIntegration" in match.group() and b"BrowserWindow" in source.data:
                continue
            if path.endswith("package.json") and not re.search(rb"nodeIntegration|--target", match.group()):
                # a dependency
                continue
            if match.group().startswith(b"renderer") and b"vite-plugin-electron/simple" not in source.data:
                continue
            span = Span(*match.span("option")) if match.group("option") else Span(*match.span())
            yield _found(facts, Place(path, span), _windows(facts, [one for one in facts.places.builds if one.config == path and one.pages]))
            break


def _found(facts: Facts, place: Place, windows: tuple[str, ...]) -> Found:
    text = facts.sources[place.path].data[place.span.start : place.span.end].decode("utf-8", "replace")
    return Found(
        Finding(
            "", RULE.id, RULE.severity, facts.process(place.path), place, f"{text} in the bundler's configuration",
            reason="Build the pages for browsers (webpack: target 'web'; Vite: without the renderer plug-in; Vue CLI and Forge: nodeIntegration false) "
            "once they use the bridge, and give the preload an entry of its own.",
            windows=windows,
        )
    )  # fmt: skip


def _windows(facts: Facts, builds: list[Build]) -> tuple[str, ...]:
    """The windows that show what these builds make; all of them where that is not known."""
    every = tuple(window.id for window in facts.windows if not window.found.in_page)
    scripts = {file for build in builds for file in build.files}
    shown = {window.id for file in scripts for window in facts.windows_of(file)}
    unknown = not scripts or any(not facts.windows_of(file) for file in scripts)
    return every if unknown else tuple(id for id in every if id in shown)
