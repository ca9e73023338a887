"""npm packages of pages without a bundler that have no build for script tags: an import map leads their names to the ES modules that are installed.

What a page takes of a package has to be the same by name: a list of names, members of the whole, or a call of a package that is a single value.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from tree_sitter import Node

from electron_migrate.app.modules import Package
from electron_migrate.app.pages import Page, PageScript
from electron_migrate.code.edits import Edit
from electron_migrate.code.markup import script_tags, tags
from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import PageLoad
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.browser_scripts import browser_script
from electron_migrate.plan.esm_entries import EsmEntry, esm_entry
from electron_migrate.plan.module_exports import Exports
from electron_migrate.plan.page_names import names_it
from electron_migrate.plan.page_packages import package_loads

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_FIRST_MAJOR = 12
"""Electron 12 has Chromium 89, the first with import maps."""
_TARGETS = frozenset(("assignment_expression", "augmented_assignment_expression", "update_expression", "array_pattern", "object_pattern", "pair_pattern"))
_SOURCES = re.compile(r"(?:^|;)\s*(?:default-src|script-src|script-src-elem)\b([^;]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageImports:
    """`loads`: the packages that scripts import from now on, by where they load them; `places`: the same, of all scripts; `maps`: one edit a page."""

    loads: Mapping[UnitId, Mapping[Span, tuple[str, Exports]]]
    places: frozenset[Place]
    maps: Mapping[str, Edit]
    starts: Mapping[str, list[tuple[UnitId, PageScript]]]


def page_imports(context: Context, pages: Sequence[str], starts: Mapping[str, list[tuple[UnitId, PageScript]]]) -> PageImports | str:
    """Packages without a build for script tags as imports; or why that cannot be, empty where there is nothing to import.

    `starts`: the scripts of pages that become ES modules anyway; those of the result load packages, too.
    """
    if context.major < _FIRST_MAJOR:
        return ""
    return _Work(context, [page for page in context.facts.app.pages if page.path in pages], starts).run()


@dataclass
class _Work:
    context: Context
    pages: list[Page]
    starts: Mapping[str, list[tuple[UnitId, PageScript]]]
    entries: dict[str, EsmEntry] = field(default_factory=dict)
    loads: dict[UnitId, dict[Span, tuple[str, Exports]]] = field(default_factory=dict)

    def run(self) -> PageImports | str:
        facts = self.context.facts
        used: dict[str, dict[str, None]] = {page.path: {} for page in self.pages}
        for page in self.pages:
            for one in package_loads(self.context, page.path):
                located = facts.origins.locate(one.unit, one.load.specifier)
                subpath = located.subpath if isinstance(located, Package) else ""
                if not isinstance(browser_script(facts.app.installed, one.name, subpath, one.unit.path), str):
                    continue
                if (why := self._find(one, subpath)) is not None:
                    return why
                used[page.path][one.name] = None
        maps: dict[str, Edit] = {}
        starts = dict(self.starts)
        for page in self.pages:
            if not used[page.path]:
                continue
            if why := self._unfit(page):
                return why
            starts[page.path] = self._starts(page)
            made = self._map(page, [self.entries[name] for name in used[page.path]], starts[page.path])
            if isinstance(made, str):
                return made
            maps[page.path] = made
        places = frozenset(Place(unit.path, span) for unit, spans in self.loads.items() for span in spans)
        return PageImports(self.loads, places, maps, starts) if maps else ""

    # ---- the packages

    def _find(self, one: PageLoad, subpath: str) -> str | None:
        facts, unit = self.context.facts, one.unit
        entry = esm_entry(facts.app.installed, one.name, subpath, unit.path)
        if isinstance(entry, str):
            return entry
        known = self.entries.setdefault(one.name, entry)
        if known.file != entry.file:
            return f"{one.name} is installed twice"
        at = facts.where(unit.path, one.load.span.start)
        if one.load.through in ("import", "export", "import()") or unit.path.endswith((".ts", ".tsx", ".mts", ".vue")):
            return f"{at} is no plain require"
        mine = {page.path for page in self.pages}
        others = sorted(facts.file_pages.get(unit.path, frozenset()) - mine)
        if others:
            return f"{unit.path} runs in {others[0]} too, which no window is known to show"
        taken = self._taken(unit, one, entry)
        if isinstance(taken, str):
            return f"{at} {taken}"
        self.loads.setdefault(unit, {})[one.load.span] = one.name, taken
        return None

    def _taken(self, unit: UnitId, one: PageLoad, entry: EsmEntry) -> Exports | str:
        """What a script takes of a package, as exports of it; or why that is not known to be the same."""
        named = Exports(tuple(sorted(entry.names)), False, ())
        call = self.context.node(unit, one.load.span)
        declarator = call.parent
        if declarator is None or declarator.type == "expression_statement":
            return f"loads {one.name} for what it does, which its ES module may not"
        name = declarator.child_by_field_name("name") if declarator.type == "variable_declarator" else None
        if name is None or name.type != "identifier":
            return named
        parsed, scopes = self.context.parsed(unit), self.context.scopes(unit)
        binding = scopes.binding_of(name)
        if binding is None or not binding.constant:
            return f"assigns {parsed.text(name)} again"
        local = parsed.text(name)
        around = self.context.facts.page_scripts.get(unit)
        if around is not None and any(
            other != unit and other.path in self.context.facts.summaries and names_it(self.context, other, local) for other in around.siblings
        ):
            return f"gives {local} to other scripts of the page"
        uses = [reference.node for reference in binding.references]
        if uses and entry.whole and all(_is_called(use) for use in uses):
            return Exports((), True, ())
        for use in uses:
            member = _member(use)
            if member is None:
                return f"uses {one.name} as a whole, which is not known to be what its ES module gives"
            taken = parsed.text(member)
            if taken not in entry.names:
                return f"takes {taken} of {one.name}, which its ES module ({entry.file}) does not export by that name"
        return named if uses else f"uses nothing of {one.name}"

    # ---- the pages

    def _unfit(self, page: Page) -> str:
        facts = self.context.facts
        source = facts.sources[page.path]
        if page.base is not None:
            return f"{page.path} has a <base>"
        if any(page.path in other.imports for other in facts.app.pages):
            return f"{page.path} is put into another page, which its scripts then belong to"
        if any(not _lets_inline(policy.content) for policy in page.csp):
            return f"the content security policy of {page.path} lets no import map in"
        scripts = [facts.sources[path] for path in facts.summaries if path.endswith((".js", ".cjs", ".mjs", ".ts"))]
        if any(b"content-security-policy" in one.data.lower() for one in scripts):
            return "the app sets a content security policy, which may let no import map in"
        addresses = [load.url for window in facts.windows_of(page.path) for load in window.model.loads if load.page == page.path and load.url]
        if any(not address.startswith("file:") for address in addresses):
            return f"{page.path} is loaded from {addresses[0]}, which may not serve node_modules"
        if any(tag.type == "importmap" for tag in script_tags(source)):
            return f"{page.path} has an import map already"
        if any(tag.name == "link" and "modulepreload" in (tag.value("rel") or "").lower() for tag in tags(source)):
            return f"{page.path} loads a module before its scripts"
        for script in page.scripts:
            unit = self._unit_of(page, script)
            if unit is not None and not script.module and any(load.through == "import()" for load in facts.unit(unit).loads):
                return f"{unit.path} imports a module, maybe before the page has an import map"
        return ""

    def _starts(self, page: Page) -> list[tuple[UnitId, PageScript]]:
        """The scripts that become ES modules, in the order of the page."""
        before = {unit for unit, _ in self.starts[page.path]}
        units = [(unit, script) for script in page.scripts if (unit := self._unit_of(page, script)) is not None]
        return [(unit, script) for unit, script in units if unit in before or unit in self.loads]

    def _map(self, page: Page, entries: Sequence[EsmEntry], starts: Sequence[tuple[UnitId, PageScript]]) -> Edit | str:
        """The import map, before the first ES module of a page."""
        source = self.context.facts.sources[page.path]
        modules = {script.place for script in page.scripts if script.module} | {script.place for _, script in starts}
        tag = next((one for one in script_tags(source) if one.place in modules), None)
        if tag is None:
            return f"no script of {page.path} is seen to load {entries[0].package}"
        data = source.data[: tag.span.start]
        newline = "\r\n" if b"\r\n" in source.data else "\n"
        here = data[data.rfind(b"\n") + 1 :]
        indent = here.decode("utf-8", "replace") if not here.strip() else ""
        lines = [f"{json.dumps(one.package)}: {json.dumps(_address(page.path, one.file))}" for one in sorted(entries, key=lambda one: one.package)]
        inside = f",{newline}{indent}    ".join(lines)
        text = f'<script type="importmap">{newline}{indent}  {{ "imports": {{{newline}{indent}    {inside}{newline}{indent}  }} }}{newline}{indent}</script>'
        return Edit.insert(tag.span.start, f"{text}{newline}{indent}")

    def _unit_of(self, page: Page, script: PageScript) -> UnitId | None:
        summaries = self.context.facts.summaries
        if script.path is not None:
            return UnitId(script.path, 0) if script.path in summaries and summaries[script.path].units else None
        return UnitId(page.path, script.region) if script.region is not None and page.path in summaries else None


def _is_called(use: Node) -> bool:
    around = use.parent
    if around is None:
        return False
    field_name = {"call_expression": "function", "new_expression": "constructor"}.get(around.type)
    return field_name is not None and around.child_by_field_name(field_name) == use


def _member(use: Node) -> Node | None:
    """The name of the member that a use reads; None where it is another use, or writes it."""
    member = use.parent
    if member is None or member.type != "member_expression" or member.child_by_field_name("object") != use:
        return None
    outer = member.parent
    if outer is None or (outer.type in _TARGETS and outer.child_by_field_name("right") != member):
        return None
    if outer.type in ("unary_expression", "for_in_statement"):
        operator = outer.child_by_field_name("operator")
        if operator is None or operator.type in ("delete", "in", "of"):
            return None
    return member.child_by_field_name("property")


def _lets_inline(policy: str) -> bool:
    """True where a policy lets inline scripts in; hashes and nonces turn that off."""
    stated = [match.group(1).lower() for match in _SOURCES.finditer(policy)]
    return all("'unsafe-inline'" in one and not re.search(r"'(?:sha\d|nonce|strict-dynamic)", one) for one in stated)


def _address(page: str, file: str) -> str:
    relative = quote(posixpath.relpath(file, posixpath.dirname(page) or "."), safe="/@~+!$'(),;=:")
    return relative if relative.startswith("../") else f"./{relative}"
