"""A script of a page is compiled to a CommonJS module.

## What it finds
TypeScript files that a page loads with a plain script tag, that the compiler alone makes (no bundler), and that stay modules once Electron is gone from
them: they import types, or export something.

## Why
The compiler begins such a file with `Object.defineProperty(exports, "__esModule", …)`. A page has no `exports` of its own, with or without Node, and
stops at that line. A page that declares one before the script is fine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electron_migrate.app.pages import Page
from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.scope import Binding, resolve_names
from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import Facts
from electron_migrate.facts.lowering import string_value, walk
from electron_migrate.facts.model import ERROR, Process
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

RULE = Rule("compiled-module-in-page", "A script of a page is compiled to a CommonJS module", ERROR, blocks="isolated")

_COMPILED = (".ts", ".tsx", ".cts")
_EXPORTS = re.compile(rb"(?<![\w$])(?:var|let|window\.)\s*exports\s*=")
_STATEMENTS = ("import_statement", "export_statement")
_GO_WITH_LISTENERS = frozenset({"IpcRendererEvent", "Event", "IpcRenderer", "Remote"})
"""Types of Electron that are gone with what they describe."""


def find(facts: Facts) -> Iterator[Found]:
    if facts.bundled:
        return
    for unit in sorted(facts.page_scripts, key=lambda unit: unit.path):
        path = unit.path
        if not path.endswith(_COMPILED) or facts.process(path) is not Process.RENDERER or not facts.unit(unit).module:
            continue
        shown = [page for page in facts.app.pages if any(script.path == path for script in page.scripts)]
        if shown and all(_gives_exports(facts, page, path) for page in shown):
            continue
        source = facts.sources[path]
        statement = _that_stays(parse(source, regions(source)[unit.number]))
        if statement is None:
            continue
        windows = tuple(window.id for window in facts.windows_of(path))
        finding = Finding(
            "", RULE.id, RULE.severity, facts.process(path), Place(path, statement), "what is compiled from this writes to `exports`",
            reason="Give the page an `exports` before it loads the script (<script>var exports = {}</script>), "
            "or compile the page's scripts to ES modules and load them with <script type=module>.",
            windows=windows,
        )  # fmt: skip
        yield Found(finding)


def _gives_exports(facts: Facts, page: Page, path: str) -> bool:
    """True when an inline script before that of `path` declares `exports`."""
    before = next(number for number, script in enumerate(page.scripts) if script.path == path)
    source = facts.sources[page.path]
    inline = [regions(source)[script.region].span for script in page.scripts[:before] if script.region is not None]
    return any(_EXPORTS.search(source.data, span.start, span.end) for span in inline)


def _that_stays(parsed: Parsed) -> Span | None:
    """The first import or export that is left when nothing of Electron is used any more."""
    scopes = resolve_names(parsed)
    for node in parsed.root.named_children:
        if node.type not in _STATEMENTS:
            continue
        source = node.child_by_field_name("source")
        if node.type == "import_statement" and source is not None and string_value(parsed.text(source)) in ("electron", "@electron/remote"):
            bindings = [binding for name in walk(node) if name.type == "identifier" and (binding := scopes.binding_of(name)) is not None]
            if not any(_stays(binding) for binding in bindings):
                continue
        return parsed.span(node)
    return None


def _stays(binding: Binding) -> bool:
    return binding.name not in _GO_WITH_LISTENERS and any(reference.mode == "type" for reference in binding.references)
