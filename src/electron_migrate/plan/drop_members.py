"""Functions that are part of an object (`{ send (channel, ...args) { … } }`, `exports.send = …`), and whether anything still uses them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tree_sitter import Node

from electron_migrate.app.paths import is_test
from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.source import Span
from electron_migrate.code.surgery import remove_pair
from electron_migrate.facts.chains import levels
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import External, Here, UnitId
from electron_migrate.facts.summary import Index
from electron_migrate.plan.context import Context

_NAMES = frozenset({"property_identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern", "identifier"})


def member_node(function: Node) -> Node | None:
    """What declares a function as part of an object: a property, a method, or a statement `exports.name = …`; None for anything else."""
    parent = function.parent
    if function.type == "method_definition":
        return function if parent is not None and parent.type in ("object", "class_body") else None
    if parent is None:
        return None
    if parent.type == "pair" and parent.child_by_field_name("value") == function:
        return parent
    if parent.type != "assignment_expression" or parent.parent is None or parent.parent.type != "expression_statement":
        return None
    left = parent.child_by_field_name("left")
    return parent.parent if left is not None and re.fullmatch(rb"(module\.)?exports\.[\w$]+", left.text or b"") else None


def member_name(function: Node) -> str:
    """The name of the member that a function is; empty where it is none, or its name is computed."""
    node = member_node(function)
    if node is None:
        return ""
    if node.type == "expression_statement":
        left = node.named_children[0].child_by_field_name("left")
        return (left.text or b"").rpartition(b".")[2].decode() if left is not None else ""
    key = node.child_by_field_name("key") or node.child_by_field_name("name")
    return (key.text or b"").decode() if key is not None and key.type == "property_identifier" else ""


def is_member_used(context: Context, unit: UnitId, function: Node, edits: Mapping[str, Sequence[Edit]]) -> bool:
    """True when a script of the pages names a member like it, outside of what goes, and it is not known that another thing's is meant."""
    name = member_name(function)
    word = re.compile(rb"(?<![\w$])" + re.escape(name.encode()) + rb"(?![\w$])")
    own = Span(function.start_byte, function.end_byte)
    declared = member_node(function)
    if _is_looked_up(context, unit, own):
        return True
    for path, source in context.facts.sources.items():
        summary = context.facts.summaries.get(path)
        if is_test(path) or context.facts.process(path) in (Process.MAIN, Process.PRELOAD) or not word.search(source.data):
            continue
        if summary is None:
            # it has nothing to do with Electron, nor with what shares something of it
            continue
        covered = [edit.span for edit in edits.get(path, ()) if len(edit.span)]
        for number in range(len(summary.units)):
            there = UnitId(path, number)
            parsed = context.parsed(there)
            for match in word.finditer(source.data, parsed.root.start_byte, parsed.root.end_byte):
                span = Span(match.start(), match.end())
                if any(one.contains(span) for one in covered) or (there == unit and own.contains(span)):
                    continue
                if there == unit and declared is not None and declared.start_byte <= span.start < own.start:
                    continue
                if _means_it(context, there, parsed.node_at(span)):
                    return True
    return False


def _is_looked_up(context: Context, unit: UnitId, function: Span) -> bool:
    """True when a member of the function's object is looked up by a name that is worked out: `api[name]`."""
    for path, summary in list(context.facts.summaries.items()):
        for number, script in enumerate(summary.units):
            for chain in script.chains:
                for value in levels(chain.value):
                    if isinstance(value, Index):
                        origin = context.facts.origins.origin(UnitId(path, number), value.object)
                        if isinstance(origin, Here) and origin.unit == unit and origin.value.span.contains(function):
                            return True
    return False


def remove_member(parsed: Parsed, function: Node) -> tuple[Edit, ...]:
    """The property or method with its comma and comments. `exports.name = …` is a statement, and the caller's business."""
    node = member_node(function)
    if node is not None and node.parent is not None and node.parent.type == "class_body":
        return (_without_method(parsed, node),)
    return remove_pair(parsed, node) if node is not None and node.type != "expression_statement" else ()


def _without_method(parsed: Parsed, method: Node) -> Edit:
    """A method of a class with its lines, the comment right above it, and the blank line behind it or before it."""
    data, first = parsed.source.data, method
    before = method.prev_named_sibling
    if before is not None and before.type == "comment" and data[before.end_byte : method.start_byte].count(b"\n") == 1:
        first = before
    start, end = data.rfind(b"\n", 0, first.start_byte) + 1, data.find(b"\n", method.end_byte) + 1
    if data[start : first.start_byte].strip() or not end or data[method.end_byte : end].strip(b" \t\r\n;"):
        return Edit.delete(method.start_byte, method.end_byte)
    blank = re.compile(rb"(?:[ \t]*\r?\n)+").match(data, end)
    if blank is not None:
        return Edit.delete(start, blank.end())
    gap = re.search(rb"\n(?:[ \t]*\r?\n)+$", data[:start])
    return Edit.delete(gap.start() + 1 if gap is not None else start, end)


def _means_it(context: Context, unit: UnitId, node: Node) -> bool:
    if node.type not in _NAMES:
        # a word of a text or comment; a key in quotes may be one
        text = node.parent if node.type == "string_fragment" else None
        return text is not None and text.parent is not None and text.parent.type in ("subscript_expression", "pair")
    parent = node.parent
    if parent is not None and parent.type == "member_expression" and parent.child_by_field_name("property") == node:
        holder = parent.child_by_field_name("object")
        # a thing of Electron's or of a package's, or of the page's globals
        return holder is None or not isinstance(context.origin_of(unit, holder), External)
    return node.type != "identifier" or (parent is not None and parent.type in ("import_specifier", "export_specifier"))
