"""What a CommonJS file exports, and the same as an ES module: the statements that assign `module.exports` and `exports.x`, read and rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.edits import Edit
from electron_migrate.code.parse import Parsed
from electron_migrate.code.scope import Scopes
from electron_migrate.code.source import Span
from electron_migrate.facts.origins import UnitId

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

_RESERVED = frozenset(
    (  # noqa: SIM905 - a list would take forty lines
        "await break case catch class const continue debugger default delete do else enum export extends false finally for function if import "
        "in instanceof let new null package private protected public return static super switch this throw true try typeof var void while "
        "with yield"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Exports:
    """`names`: those of named exports, empty for a default export; `whole`: there is a default export."""

    names: tuple[str, ...]
    whole: bool
    edits: tuple[Edit, ...]


def read_exports(context: Context, unit: UnitId) -> Exports | str:
    """The exports of a script with the edits that make them ES exports; or why they cannot be read."""
    parsed, scopes = context.parsed(unit), context.scopes(unit)
    assigned: list[tuple[str, Node, Node]] = []
    for reference in scopes.unresolved:
        if parsed.text(reference.node) not in ("module", "exports"):
            continue
        found = _assignment(parsed, reference.node)
        if found is None:
            line = parsed.source.position(reference.node.start_byte).line
            return f"{unit.path}:{line} uses {parsed.text(reference.node)} for more than to export"
        assigned.append(found)
    whole = [one for one in assigned if not one[0]]
    if len(whole) > 1 or (whole and len(assigned) > 1):
        return f"{unit.path} exports in several ways"
    if whole:
        return _whole(unit, parsed, scopes, whole[0][1], whole[0][2])
    names = [name for name, _, _ in assigned]
    if len(set(names)) < len(names):
        return f"{unit.path} assigns an export twice"
    edits: list[Edit] = []
    for name, statement, value in assigned:
        edit = _named(parsed, scopes, name, statement, value)
        if edit is None:
            return f"{unit.path} has another {name} than the one that it exports"
        edits.append(edit)
    return Exports(tuple(names), False, tuple(edits))


def _assignment(parsed: Parsed, name: Node) -> tuple[str, Node, Node] | None:
    """(export's name, or empty for all of them; the statement; the value) for the `module` or `exports` of one plain assignment."""
    target = name
    if parsed.text(name) == "module":
        member = name.parent
        if member is None or member.type != "member_expression" or parsed.text(member.child_by_field_name("property") or name) != "exports":
            return None
        target = member
    outer, exported = target.parent, ""
    if outer is not None and outer.type == "member_expression" and outer.child_by_field_name("object") == target:
        exported = parsed.text(outer.child_by_field_name("property") or outer)
        target, outer = outer, outer.parent
    elif parsed.text(name) == "exports":
        return None
    if outer is None or outer.type != "assignment_expression" or outer.child_by_field_name("left") != target:
        return None
    statement, value = outer.parent, outer.child_by_field_name("right")
    if statement is None or value is None or statement.type != "expression_statement" or statement.parent != parsed.root:
        return None
    return (exported, statement, value) if value.type != "assignment_expression" and exported not in _RESERVED else None


def _whole(unit: UnitId, parsed: Parsed, scopes: Scopes, statement: Node, value: Node) -> Exports | str:
    if value.type == "object":
        named = _object_names(parsed, scopes, value)
        if named is not None:
            edits = (Edit.replace(Span(statement.start_byte, value.start_byte), "export "), *named[1])
            return Exports(named[0], False, edits)
    given = value.child_by_field_name("name") if value.type in ("function_expression", "class", "generator_function") else None
    if given is not None and parsed.text(given) in scopes.module.names:
        return f"{unit.path} has two things called {parsed.text(given)}"
    return Exports((), True, (Edit.replace(Span(statement.start_byte, value.start_byte), "export default "),))


def _object_names(parsed: Parsed, scopes: Scopes, value: Node) -> tuple[tuple[str, ...], tuple[Edit, ...]] | None:
    """The names of an object that holds nothing but constants of the file's top level."""
    names: list[str] = []
    edits: list[Edit] = []
    for one in value.named_children:
        if one.type == "comment":
            continue
        key = one.child_by_field_name("key") if one.type == "pair" else one
        given = one.child_by_field_name("value") if one.type == "pair" else one
        if key is None or given is None or key.type not in ("property_identifier", "shorthand_property_identifier"):
            return None
        if given.type not in ("identifier", "shorthand_property_identifier") or not _is_constant(scopes, given, parsed):
            return None
        name = parsed.text(key)
        if name in _RESERVED or name in names:
            return None
        names.append(name)
        if one.type == "pair":
            held = parsed.text(given)
            edits.append(Edit.replace(parsed.span(one), held if held == name else f"{held} as {name}"))
    return (tuple(names), tuple(edits)) if names else None


def _named(parsed: Parsed, scopes: Scopes, name: str, statement: Node, value: Node) -> Edit | None:
    if value.type == "identifier" and _is_constant(scopes, value, parsed):
        held = parsed.text(value)
        return Edit.replace(Span(statement.start_byte, value.end_byte), f"export {{ {held if held == name else f'{held} as {name}'} }}")
    if name in scopes.module.names or any(parsed.text(reference.node) == name for reference in scopes.unresolved):
        return None
    return Edit.replace(Span(statement.start_byte, value.start_byte), f"export const {name} = ")


def _is_constant(scopes: Scopes, name: Node, parsed: Parsed) -> bool:
    binding = scopes.module.names.get(parsed.text(name))
    return binding is not None and binding.constant and scopes.binding_of(name) in (binding, None)
