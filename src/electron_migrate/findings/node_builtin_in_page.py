"""A page uses a builtin module of Node.

## What it finds
Every use of `fs`, `path`, `os`, `child_process`, … in a page, with aliases followed to what they name.

## Why
An isolated page has no `require`, and a bundler for the web has no builtins. What only computes is done in the preload or by the web platform;
files, programs and what the system tells are asked for over the bridge, one operation for each use.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.app.jsontext import parse_json, table
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.facts.node_package_table import load_node_packages
from electron_migrate.facts.node_table import NODE_MODULE, load_node_table
from electron_migrate.facts.sites import Site
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import site_findings

RULE = Rule("node-builtin-in-page", "A page uses a builtin module of Node", ERROR, blocks="isolated")


def is_of_package(site: Site) -> bool:
    """True for a use of an npm package (see node-package-in-page)."""
    return site.last.origin[0].removeprefix(NODE_MODULE) in load_node_packages()


def has_package(facts: Facts, specifier: str) -> bool:
    """True for a builtin instead of which bundlers pack the npm package of its name, as the app depends on that; `node:` always means the builtin."""
    known = load_node_table().builtin(specifier)
    if known is None or not known.package or specifier.startswith(NODE_MODULE):
        return False
    manifest = facts.app.tree.files.get("package.json")
    planned = table(parse_json(manifest)[0], "devDependencies") if manifest is not None else {}
    return specifier in facts.app.manifest.dependencies or specifier in planned


def is_packed_package(facts: Facts, site: Site) -> bool:
    """True for a use of what a bundler packs instead of a builtin."""
    name = site.last.origin[0].removeprefix(NODE_MODULE)
    by_prefix = any(load.specifier == f"{NODE_MODULE}{name}" for load in facts.unit(site.unit).loads)
    return facts.is_packed(site.unit.path) and not by_prefix and has_package(facts, name)


def find(facts: Facts) -> Iterator[Found]:
    return site_findings(
        facts,
        RULE,
        lambda site, process: site.module == "node" and process is Process.RENDERER and not is_of_package(site) and not is_packed_package(facts, site),
        lambda site: f"{site.name} in a page" if len(site.last.origin) > 1 else f"{site.name} itself is passed on or kept in a page",
    )
