"""A page loads a module for which it needs Node.

## What it finds
`require` and imports of packages and local files in pages where no bundler packs them, and of 'electron' and Node's builtins where nothing
that they give is used: each use of what they give is a finding of its own.

## Why
An isolated page has no `require`: builtins move behind the bridge, local files become scripts or ES modules, packages are bundled.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.code.source import Place
from electron_migrate.facts.link import Facts, PageLoad
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.facts.node_table import NODE_MODULE, builtin_origin, load_node_table
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("node-module-in-page", "A page loads a module that needs Node", ERROR, blocks="isolated")


def find(facts: Facts) -> Iterator[Found]:
    used = {site.unit for site in facts.sites if site.module in ("ipcRenderer", "remote", "electron")}
    builtins = {(site.unit, site.last.origin[0]) for site in facts.sites if site.module == "node"}
    for one in facts.page_loads:
        if one.kind in ("package", "local", "missing") and facts.packs(one.unit):
            continue
        if one.kind == "electron" and one.unit in used:
            # its uses are findings of their own, and it goes with the last of them
            continue
        if one.kind == "package" and (one.unit, f"{NODE_MODULE}{one.name}") in builtins:
            continue
        if one.kind == "builtin" and (one.unit, builtin_origin(one.name, ())[0]) in builtins and facts.process(one.unit.path) is Process.RENDERER:
            continue
        place = Place(one.unit.path, one.load.span)
        windows = tuple(window.id for window in facts.windows_of(one.unit.path))
        reason, hint = _why(one)
        finding = Finding(
            "",
            RULE.id,
            RULE.severity,
            facts.process(one.unit.path),
            place,
            _message(one),
            reason=f"{reason} {hint}".strip(),
            windows=windows,
        )
        yield Found(finding)


def _message(one: PageLoad) -> str:
    match one.kind:
        case "builtin":
            return f"Node's {one.name} in a page"
        case "electron":
            return "electron is loaded, but nothing of it is used here"
        case "package":
            return f"package {one.name} by {one.load.through}"
        case "local":
            return f"{one.name} by {one.load.through}"
        case _:
            return f"{one.name} by {one.load.through}, which was not found"


def _why(one: PageLoad) -> tuple[str, str]:
    match one.kind:
        case "builtin":
            known = load_node_table().builtin(one.name)
            if known is not None:
                return known.reason, known.hint
            return "A page without Node has no builtin modules.", "Do it in main, behind a bridge method for what the page needs."
        case "electron":
            return (
                "The names that it gives are used in other scripts of the page, or not at all.",
                "Remove the line once no script of the page uses them.",
            )
        case "package":
            return (
                "A page without Node cannot load a package by its name.",
                "Load the package's browser build with a script tag, or pack the page with a bundler; a package that needs Node moves to main.",
            )
        case "local":
            return (
                "A page without Node cannot load a file by require.",
                "Make the file a script of the page or an ES module (export, <script type=module>), or pack the page with a bundler.",
            )
        case _:
            return "It is not known what this loads.", "Check the name; if it is made at build time, plan after a build."
