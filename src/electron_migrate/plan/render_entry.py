"""The line by which main's entry loads the handlers."""

from __future__ import annotations

import posixpath
import re

from tree_sitter import Node

from electron_migrate.plan.render_handlers import specifier
from electron_migrate.plan.render_model import CannotRenderError, Layout, ModuleKind
from electron_migrate.plan.render_script import Script, add_to_head
from electron_migrate.plan.render_style import quoted


def render_entry(raw: bytes | None, layout: Layout, loaded: str) -> bytes:
    """Main's entry with the line that loads `loaded`: below the imports that it begins with, above all that runs. Raises CannotRenderError without an entry."""
    if raw is None:
        raise CannotRenderError(f"{layout.main_entry}: main's entry is not there to load {loaded}")
    script = Script(layout.main_entry, raw, heading="", style=layout.style, kind=layout.main_kind)
    if not _loads(script, loaded):
        module = quoted(specifier(layout.main_entry, loaded, layout.main_kind))
        line = f"require({module})" if layout.main_kind is ModuleKind.COMMONJS else f"import {module}"
        before = _first_start(script)
        if before is not None:
            script.insert(before.start_byte, script.dressed(line) + "\n")
        else:
            add_to_head(script, script.dressed(line))
    return script.raw


def _loads(script: Script, handlers: str) -> bool:
    """True when a literal import or require anywhere in the entry names the file."""
    folder = posixpath.dirname(script.path) or "."
    wanted, _ = posixpath.splitext(posixpath.normpath(handlers))
    for node in (*script.nodes("string"), *script.nodes("template_string")):
        name = script.string(node) or ""
        named = posixpath.normpath(posixpath.join(folder, name))
        if name.startswith(".") and wanted in (named, posixpath.splitext(named)[0]) and _is_asked_for(script, node):
            return True
    return False


def _first_start(script: Script) -> Node | None:
    """The first `require('./x')` among the head that gives no name: it starts something, maybe windows, so the handlers come before it."""
    for statement in script.statements:
        text = script.text(statement)
        if statement.type == "expression_statement" and re.match(r"require\(\s*['\"]\.", text):
            return statement
        if not (statement.type in ("import_statement", "expression_statement") or "require(" in text):
            return None
    return None


def _is_asked_for(script: Script, module: Node) -> bool:
    around = module.parent
    if around is not None and around.type == "arguments":
        around = around.parent
    return around is not None and script.text(around).startswith(("require", "import"))
