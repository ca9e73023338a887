"""A page uses a global name that only Node gives it.

## What it finds
Uses of `process`, `Buffer`, `__dirname`, `__filename`, `global`, `setImmediate`, … in a page, and of `require` where it is not called with a plain
string: kept under another name, handed on, asked for a member. In bundled apps those that bundlers replace are left out.

## Why
They are gone once Node integration is off.
"""

from __future__ import annotations

from collections.abc import Iterator

from electron_migrate.facts.chains import levels
from electron_migrate.facts.link import Facts
from electron_migrate.facts.lowering import GLOBAL_OBJECTS, is_require_like
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.facts.sites import Site
from electron_migrate.facts.summary import Member, Name, Use
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Rule
from electron_migrate.findings.site_rules import site_findings

RULE = Rule("node-global-in-page", "A page uses a global of Node", ERROR, blocks="isolated")

# Module plumbing: the rules about loading modules speak of it. `process.env.X` is a bundler's to replace.
_PLUMBING = frozenset({"require", "module", "exports"})
_BUNDLED = frozenset({"global", "__dirname", "__filename"})


def find(facts: Facts) -> Iterator[Found]:
    def wanted(site: Site, process: Process) -> bool:
        if process is not Process.RENDERER or site.module not in ("process", "global"):
            return False
        name = site.last.origin[0] if site.last.origin else ""
        if name in ("module", "exports") and site.unit in facts.page_scripts and b"typeof " + name.encode() not in facts.sources[site.unit.path].data:
            # a script of the page itself, not a file that `require` loads: it stops at this line
            return True
        if name == "global" and b"typeof global" in facts.sources[site.unit.path].data:
            # it is used where it is there
            return False
        if _is_guard(site):
            # `typeof module` of a library asks how to export; the others ask whether there is Node, and would turn false
            return name not in ("module", "exports") and not (facts.packs(site.unit) and name in _BUNDLED | {"Buffer"})
        if name == "require":
            return not _is_followed(facts, site)
        if name in _PLUMBING:
            return False
        return not (facts.packs(site.unit) and (name in _BUNDLED or site.last.origin[:2] == ("pageProcess", "env")))

    def message(site: Site) -> str:
        name = site.name.replace("pageProcess", "process")
        return f"a guard asks for {name}" if _is_guard(site) else f"{name} in a page"

    return site_findings(facts, RULE, wanted, message)


def _is_guard(site: Site) -> bool:
    """True where it is only asked whether the name is there; `global.notes` asks for something else."""
    return site.chain.use is Use.TESTED and len(site.last.origin) == 1 and site.last.value is site.chain.value


def _is_followed(facts: Facts, site: Site) -> bool:
    """True for `const load = window.require`, whose calls are loads of modules, and for a bundler's own `require`."""
    root = levels(site.chain.value)[0]
    by_window = isinstance(root, Name) and root.name in GLOBAL_OBJECTS - {"global"}
    if facts.packs(site.unit) and not by_window:
        return True
    if len(site.last.origin) != 1:
        return False
    target = site.chain.target
    if by_window and site.chain.use is Use.ASSIGNED_FROM and isinstance(target, (Name, Member)) and is_require_like(target.name):
        return True
    summary = facts.unit(site.unit)
    around = summary.functions[site.chain.function].span if site.chain.function is not None else None
    return (site.named or site.chain.use is Use.TESTED) and any(
        len(binding.values) == 1
        and not binding.values[0].path
        and (given := binding.values[0].value.span).contains(site.span)
        and not (around is not None and given.contains(around))
        for binding in summary.bindings
    )
