"""Fields and properties that keep a thing of Electron's (`this.win = remote.getCurrentWindow()`), and whether anything still reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.source import Span
from electron_migrate.facts.holders import certain_holders
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.context import Context
from electron_migrate.plan.drop_things import is_handed_on
from electron_migrate.plan.states import doubt_of_state

FIELDS = frozenset({"field_definition", "public_field_definition"})
# `exports.ipc = …` and `remote.dialog` are no fields of an object of the app's
_MEMBER = rb"(?<!\bexports)(?<!\bremote)(?<!\belectron)\."
_NAMES = frozenset({"property_identifier", "shorthand_property_identifier_pattern", "private_property_identifier"})


@dataclass(frozen=True, slots=True)
class KeptField:
    """`statement` gives the field `name` its one value, and does nothing else. `declared`: where TypeScript only names it.

    `uses`: of what a component keeps in its state, every place of the script that reads it. `named`: how other scripts would name it.
    """

    name: str
    statement: Node
    declared: tuple[Node, ...] = ()
    uses: tuple[Span, ...] | None = None
    named: bytes = _MEMBER


def kept_fields(context: Context, unit: UnitId) -> Iterator[KeptField]:
    """The fields of the classes of a script that hold such a thing, each given once, in a statement or where it is declared."""
    summary, origins = context.facts.unit(unit), context.facts.origins
    given: dict[str, list[Node | None]] = {}
    for assignment in summary.assignments:
        if origins.fields.is_this(unit, assignment.object):
            goes = is_handed_on(context, unit, origins.origin(unit, assignment.value))
            given.setdefault(assignment.name, []).append(_assigned(context.node(unit, assignment.span)) if goes else None)
    for one in summary.classes:
        for name, value in one.fields:
            given.setdefault(name, []).append(_declared(context.node(unit, value.span)) if is_handed_on(context, unit, origins.origin(unit, value)) else None)
    for holder in certain_holders(origins, unit):
        for key, value in holder.held:
            if is_handed_on(context, unit, origins.origin(unit, value)):
                node = context.node(unit, value.span)
                yield KeptField(key, node if node.type == "shorthand_property_identifier" or node.parent is None else node.parent)
    for state in origins.handed.states.get(unit, ()):
        for entry in state.entries if not doubt_of_state(context, unit, state) else ():
            declared = tuple(context.node(unit, span) for span in entry.declared)
            named = rb"\b" + state.member.encode() + rb"\s*\." if state.member else _MEMBER
            yield KeptField(entry.key, context.node(unit, entry.span), declared, entry.uses, named)
    for name, statements in given.items():
        if len(statements) == 1 and statements[0] is not None:
            yield KeptField(name, statements[0], tuple(_only_declared(context, unit, name)))


def is_read(context: Context, unit: UnitId, field: KeptField, covered: Iterable[Span], edits: Mapping[str, Sequence[Edit]]) -> bool:
    """True when the script, or another one of its pages, names a member like the field outside of what goes."""
    spans = (*covered, *(Span(node.start_byte, node.end_byte) for node in (field.statement, *field.declared)))
    uses = field.uses if field.uses is not None else _named_here(context.parsed(unit), field.name)
    if any(not any(one.contains(use) for one in spans) for use in uses):
        return True
    named = re.compile(field.named + rb"\s*%b\b|\bexports\.%b\b(?!\s*=[^=])" % ((re.escape(field.name.encode()),) * 2))
    pages = context.facts.file_pages.get(unit.path, frozenset())
    for path, shown in context.facts.file_pages.items():
        if path == unit.path or not shown & pages or path not in context.facts.sources:
            continue
        gone = [edit.span for edit in edits.get(path, ()) if len(edit.span)]
        for found in named.finditer(context.facts.sources[path].data):
            if not any(one.contains(Span(found.start(), found.end())) for one in gone):
                return True
    return False


def _named_here(parsed: Parsed, name: str) -> Iterator[Span]:
    """Every place of a script that names a member like it."""
    todo = [parsed.root]
    while todo:
        node = todo.pop()
        if node.type in _NAMES and parsed.text(node) == name and not _takes_from_module(parsed, node) and not _is_exported(node):
            yield Span(node.start_byte, node.end_byte)
        todo.extend(node.named_children)


def _only_declared(context: Context, unit: UnitId, name: str) -> Iterator[Node]:
    """`private ipc: IpcRenderer` in a class: a field without a value."""
    parsed = context.parsed(unit)
    todo = [parsed.root]
    while todo:
        node = todo.pop()
        if node.type in FIELDS:
            named = node.child_by_field_name("name") or node.child_by_field_name("property")
            if named is not None and parsed.text(named) == name and node.child_by_field_name("value") is None:
                yield node
        todo.extend(node.named_children)


def _takes_from_module(parsed: Parsed, name: Node) -> bool:
    """True for `remote` of `const { remote } = require('electron')`: a member of the module, whatever its name."""
    at: Node | None = name
    while at is not None and at.type in ("shorthand_property_identifier_pattern", "pair_pattern", "object_pattern"):
        at = at.parent
    value = at.child_by_field_name("value") if at is not None and at.type == "variable_declarator" else None
    return value is not None and re.match(rb"(window\.)?require\(", value.text or b"") is not None


def _is_exported(name: Node) -> bool:
    """True for `ipc` of `exports.ipc = …`."""
    member = name.parent
    assigned = member.parent if member is not None and member.type == "member_expression" else None
    if member is None or assigned is None or assigned.type != "assignment_expression" or assigned.child_by_field_name("left") != member:
        return False
    return re.fullmatch(rb"(module\s*\.\s*)?exports", (member.child_by_field_name("object") or member).text or b"") is not None


def remove_field(parsed: Parsed, field: Node) -> Edit:
    """The declaration of a field, with its line where it stands alone on it."""
    data = parsed.source.data
    end = field.end_byte
    after = re.compile(rb"[ \t]*;?[ \t]*(\r?\n)?").match(data, end)
    start = data.rfind(b"\n", 0, field.start_byte) + 1
    whole = after is not None and after.group(1) is not None and not data[start : field.start_byte].strip()
    return Edit.delete(start if whole else field.start_byte, after.end() if whole and after is not None else end)


def _assigned(node: Node) -> Node | None:
    parent = node.parent
    return parent if node.type == "assignment_expression" and parent is not None and parent.type == "expression_statement" else None


def _declared(value: Node) -> Node | None:
    parent = value.parent
    return parent if parent is not None and parent.type in FIELDS and parent.child_by_field_name("value") == value else None
