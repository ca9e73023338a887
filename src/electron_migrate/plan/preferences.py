"""Edits of a window's options: the preload set, a preference changed where it is written or added where it is not."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.source import Place, Span
from electron_migrate.code.style import Style
from electron_migrate.code.surgery import indent_of, insert_property, insert_statement_after, insert_statement_before
from electron_migrate.facts.link import Facts, LinkedWindow
from electron_migrate.facts.origins import External, UnitId
from electron_migrate.facts.versions import default_preference, milestone
from electron_migrate.plan.context import Context
from electron_migrate.plan.needs import AttachPreload, Need, SetPreference

_ORDER = ("nodeIntegration", "contextIsolation", "sandbox", "enableRemoteModule")
_LINE = 120
_WEBVIEW = re.compile(rb"<webview\b|createElement\s*\(\s*['\"`]webview['\"`]")


@dataclass(frozen=True, slots=True)
class Impossible:
    reason: str


@dataclass(frozen=True, slots=True)
class _Target:
    """Where new properties go: `kind` is `preferences` (an object), `options` (an object without web preferences) or `call` (no argument)."""

    kind: str
    unit: UnitId
    span: Span


def defaults_that_change(window: LinkedWindow, target: int) -> tuple[SetPreference, ...]:
    """The preferences that nobody wrote and that come out otherwise in Electron `target`."""
    preferences = window.model.preferences
    written: dict[str, object] = {name: one.value for name, one in preferences.items() if one.source != "default"}
    written["preload"] = window.found.preload is not None
    needs = []
    for name in ("nodeIntegration", "contextIsolation", "sandbox", "enableRemoteModule"):
        one = preferences[name]
        if (
            one.source != "default"
            or not isinstance(one.value, bool)
            or (name == "enableRemoteModule" and target >= milestone("remote-removed"))
        ):
            continue
        if name == "sandbox" and preferences["nodeIntegration"].value is True:
            # a window with Node is never sandboxed by default
            continue
        if default_preference(name, target, written) != one.value:
            needs.append(SetPreference(window.id, name, one.value))
    return tuple(needs)


def webview_default(facts: Facts, window: LinkedWindow, target: int) -> tuple[SetPreference, ...]:
    """`webviewTag` where pages of the window have a webview, which windows with Node had by default before Electron 5."""
    one = window.model.preferences["webviewTag"]
    written = {name: each.value for name, each in window.model.preferences.items() if each.source != "default"}
    if one.source != "default" or one.value is not True or default_preference("webviewTag", target, written):
        return ()
    pages = frozenset(window.pages)
    shown = (path for path, seen in facts.file_pages.items() if seen & pages) if pages and not window.open_end else facts.sources
    used = any(_WEBVIEW.search(facts.sources[path].data) for path in shown if path in facts.sources)
    return (SetPreference(window.id, "webviewTag", value=True),) if used else ()


def preference_edits(context: Context, needs: Collection[Need]) -> Mapping[str, tuple[Edit, ...]] | Impossible:
    """Edits per file for all AttachPreload and SetPreference needs, against the baseline."""
    facts = context.facts
    windows = {window.id: window for window in facts.windows}
    edits: dict[str, list[Edit]] = {}
    added: dict[_Target, dict[str, str]] = {}
    for need in needs:
        if isinstance(need, AttachPreload):
            window = windows[need.window]
            if window.found.preload is not None:
                continue
            target = _target(window)
            if isinstance(target, Impossible):
                return target
            if _lacks_dirname(context, target.unit):
                return Impossible(f"{target.unit.path} is an ES module, which has no __dirname: declare it there, then plan again")
            added.setdefault(target, {})["preload"] = _preload_text(context, target.unit, need, edits)
        elif isinstance(need, SetPreference):
            window = windows[need.window]
            known = window.model.preferences.get(need.name)
            text = "true" if need.value else "false"
            if known is not None and known.place is not None and known.source in ("written", "assigned", "dynamic"):
                if known.value is None:
                    return Impossible(f"{need.name} is not written as a plain true or false ({_at(facts, known.place)})")
                if known.value != need.value:
                    edits.setdefault(known.place.path, []).append(Edit.replace(_value_span(facts, known.place), text))
                continue
            target = _target(window)
            if isinstance(target, Impossible):
                return target
            added.setdefault(target, {})[need.name] = text
    for target, properties in added.items():
        edits.setdefault(target.unit.path, []).extend(_insertions(context, target, properties))
    return {path: tuple(dict.fromkeys(one)) for path, one in edits.items()}


def shares_preferences(one: LinkedWindow, other: LinkedWindow) -> bool:
    """True when two windows take their web preferences from the same object: changing one changes the other."""
    mine = {located.place for located in one.found.shape.preferences} or {located.place for located in one.found.shape.options}
    theirs = {located.place for located in other.found.shape.preferences} or {located.place for located in other.found.shape.options}
    return bool(mine & theirs)


def _target(window: LinkedWindow) -> _Target | Impossible:
    shape = window.found.shape
    if shape.unknown:
        return Impossible(f"its options cannot be followed: {shape.unknown}")
    if shape.preferences:
        last = shape.preferences[-1]
        return _Target("preferences", last.unit, last.value.span)
    if shape.preferences_property is not None or any(assignment.name == "webPreferences" for _, assignment in shape.assigned):
        return Impossible("its web preferences are not written as an object")
    if shape.options:
        last = shape.options[-1]
        return _Target("options", last.unit, last.value.span)
    if shape.argument is None and window.found.kind == "menubar":
        return Impossible("it depends on menubar's version where its window's options go (webPreferences: {} of its own, or in browserWindow)")
    if shape.argument is None:
        return _Target("call", window.found.unit, shape.arguments.span)
    return Impossible("its options are not written as an object")


def _value_span(facts: Facts, place: Place) -> Span:
    """The value of a property or of an assignment at `place`."""
    for unit in facts.summaries[place.path].units:
        for assignment in unit.assignments:
            if assignment.span == place.span:
                return assignment.value.span
    for window in facts.windows:
        for located in window.found.shape.preferences:
            for one in located.properties:
                if one.span == place.span and located.unit.path == place.path:
                    return one.value.span
    raise LookupError(place)


def _insertions(context: Context, target: _Target, properties: Mapping[str, str]) -> Iterable[Edit]:
    parsed = context.parsed(target.unit)
    style = context.style(target.unit.path)
    ordered = sorted(properties.items(), key=lambda item: (_ORDER.index(item[0]) if item[0] in _ORDER else len(_ORDER), item[0]))
    lines = [f"{name}: {text}" for name, text in ordered]
    if target.kind == "preferences":
        node = parsed.node_at(target.span, "object")
        return _into(parsed, node, lines, style)
    inner = style.indent
    body = f",{style.newline}{inner}".join(lines)
    comma = "," if style.trailing_comma else ""
    text = f"webPreferences: {{{style.newline}{inner}{body}{comma}{style.newline}}}"
    if target.kind == "options":
        node = parsed.node_at(target.span, "object")
        return _on_line(parsed, node, lines, text, style) or insert_property(parsed, node, text, style)
    arguments = parsed.node_at(target.span) if len(target.span) else None
    indented = text.replace(style.newline, f"{style.newline}{inner}")
    literal = f"{{{style.newline}{inner}{indented}{style.newline}}}"
    if arguments is None:
        return (Edit.insert(target.span.start, f"({literal})"),)
    return (Edit.insert(arguments.end_byte - 1, literal),)


def _on_line(parsed: Parsed, node: Node, lines: list[str], text: str, style: Style) -> tuple[Edit, ...]:
    """Options that are written on one line keep to it, or get lines of their own where that would be too long; nothing for others."""
    items, line = node.named_children, parsed.source.data.splitlines()[node.start_point.row]
    if node.start_point.row != node.end_point.row or not items or any(item.type == "comment" for item in items):
        return ()
    short = f"webPreferences: {{ {', '.join(lines)} }}"
    if len(line) + len(short) < _LINE:
        return insert_property(parsed, node, short, style)
    outer = indent_of(parsed, node.start_byte)
    inner = f"{style.newline}{outer}{style.indent}"
    comma = "," if style.trailing_comma else ""
    added = text.replace(style.newline, inner)
    return (
        Edit.replace(Span(node.start_byte + 1, items[0].start_byte), inner),
        Edit.replace(Span(items[-1].end_byte, node.end_byte - 1), f",{inner}{added}{comma}{style.newline}{outer}"),
    )


def _into(parsed: Parsed, node: Node, lines: list[str], style: Style) -> Iterable[Edit]:
    # one insertion for all: two at one place would each bring a comma
    multi_line = node.start_point.row != node.end_point.row
    separator = f",{style.newline}" if multi_line else ", "
    return insert_property(parsed, node, separator.join(lines), style)


def _preload_text(context: Context, unit: UnitId, need: AttachPreload, edits: dict[str, list[Edit]]) -> str:
    """`path.join(__dirname, 'preload.js')` in the words of the file, with `path` loaded where it is not yet."""
    if need.given:
        declaration = _declaration(context, unit, need.given)
        if declaration is not None:
            edits.setdefault(unit.path, []).append(declaration)
        return need.given
    style = context.style(unit.path)
    output = need.output or need.preload
    folder = context.facts.places.folders(unit.path)[0]
    relative = posixpath.relpath(output, folder or ".")
    written = relative if not relative.endswith(".ts") else relative[:-3] + ".js"
    name = _path_name(context, unit)
    if name is not None and sum(binding.name == name for binding in context.facts.unit(unit).bindings) > 1:
        # something else of that name may be in sight where the window is made
        name = None
    if name is None:
        taken = {binding.name for binding in context.facts.unit(unit).bindings}
        name = next(one for one in ("path", "nodePath", *(f"path{number}" for number in range(2, 100))) if one not in taken)
        edit = _load_path(context, unit, name)
        if edit is not None:
            edits.setdefault(unit.path, []).extend(edit)
    parts = ", ".join(style.string(part) for part in written.split("/"))
    joined = f"{name}.join(__dirname, {parts})"
    if not need.condition:
        return joined
    # there `__dirname` is the folder of the source, seen from the working directory
    source = posixpath.relpath(output, posixpath.dirname(unit.path) or ".")
    return f"{_quoted_as(need.condition, style)} ? {name}.resolve(__dirname, {style.string(source)}) : {joined}"


def _declaration(context: Context, unit: UnitId, name: str) -> Edit | None:
    """TypeScript is told of a constant that the bundler fills in, beside that of the page; None where it is known, or nobody asks."""
    parsed = context.parsed(unit)
    if not unit.path.endswith((".ts", ".mts", ".cts", ".tsx")) or re.search(rf"\bdeclare\s+(?:const|let|var)\s+{name}\b", parsed.source.data.decode("utf-8", "replace")):
        return None
    style = context.style(unit.path)
    text = f"declare const {name}: string{style.end}"
    statements = [node for node in parsed.root.named_children if node.type != "comment"]
    beside = [node for node in statements if node.type == "ambient_declaration"] or [node for node in statements if _is_load(parsed.text(node), node)]
    if beside:
        (edit,) = insert_statement_after(parsed, beside[-1], text)
        return edit
    (edit,) = insert_statement_before(parsed, statements[0], text)
    return edit


def _quoted_as(condition: str, style: Style) -> str:
    return re.sub(r"(['\"])(\w+)\1", lambda match: style.string(match.group(2)), condition)


def _lacks_dirname(context: Context, unit: UnitId) -> bool:
    """True for a script that Node runs as an ES module and that does not declare `__dirname` itself."""
    path, summary = unit.path, context.facts.unit(unit)
    if context.facts.places.main_build is not None:
        return False
    real = path.endswith(".mjs") or (path.endswith(".js") and summary.module and context.facts.app.manifest.module_type == "module")
    return real and not any(binding.top and binding.name == "__dirname" for binding in summary.bindings)


def _path_name(context: Context, unit: UnitId) -> str | None:
    summary = context.facts.unit(unit)
    for number, binding in enumerate(summary.bindings):
        if binding.top and binding.values and all(bound.path in ((), ("default",), ("*",)) for bound in binding.values):
            origin = context.facts.origins.origin(unit, binding.values[0].value)
            if origin == External("path") and number >= 0:
                return binding.name
    return None


def _load_path(context: Context, unit: UnitId, name: str) -> Iterable[Edit] | None:
    parsed = context.parsed(unit)
    style = context.style(unit.path)
    summary = context.facts.unit(unit)
    text = (
        f"import {name} from {style.string('path')}{style.end}"
        if summary.module
        else f"const {name} = require({style.string('path')}){style.end}"
    )
    if summary.module and unit.path.endswith((".ts", ".mts", ".cts", ".tsx")):
        text = f"import * as {name} from {style.string('path')}{style.end}"
    statements = [node for node in parsed.root.named_children if node.type != "comment"]
    last: Node | None = None
    for statement in statements:
        if _is_load(parsed.text(statement), statement):
            last = statement
        elif last is not None:
            break
    if summary.module:
        last = next((one for one in reversed(statements) if one.type == "import_statement" and (last is None or one.end_byte <= last.end_byte)), last)
    if last is not None:
        return insert_statement_after(parsed, last, text)
    return insert_statement_before(parsed, statements[0], text) if statements else None


def _is_load(text: str, statement: Node) -> bool:
    if statement.type == "import_statement":
        return True
    return statement.type in ("lexical_declaration", "variable_declaration") and "require(" in text and "=>" not in text


def _at(facts: Facts, place: Place) -> str:
    return facts.where(place.path, place.span.start)
